"""The pieces of the page of learning models."""

from khuyenhoc.ui.models.ministry import show_ministry_titles
from khuyenhoc.ui.models.registration import show_registration
from khuyenhoc.ui.models.stages import completeness, headline, show_stages, stages_of, subtitle

__all__ = [
    "completeness",
    "headline",
    "show_ministry_titles",
    "show_registration",
    "show_stages",
    "stages_of",
    "subtitle",
]
