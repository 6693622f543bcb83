"""The pieces of the page of targets."""

from khuyenhoc.ui.targets.editing import edit
from khuyenhoc.ui.targets.models import completeness, models_of, show_models, subtitle
from khuyenhoc.ui.targets.pacing import pace_of, show_pace
from khuyenhoc.ui.targets.sentences import headline
from khuyenhoc.ui.targets.units import show_units, units_of

__all__ = [
    "completeness",
    "edit",
    "headline",
    "models_of",
    "pace_of",
    "show_models",
    "show_pace",
    "show_units",
    "subtitle",
    "units_of",
]
