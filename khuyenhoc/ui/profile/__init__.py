"""The pieces of a unit's profile."""

from khuyenhoc.ui.profile.choosing import choose, subject
from khuyenhoc.ui.profile.history import actions, reports, show
from khuyenhoc.ui.profile.printing import offer_print
from khuyenhoc.ui.profile.reasons import show_reasons
from khuyenhoc.ui.profile.standing import (
    headline,
    panels,
    places,
    show_source,
    show_tiles,
    show_trends,
    subtitle,
)

__all__ = [
    "actions",
    "choose",
    "headline",
    "offer_print",
    "panels",
    "places",
    "reports",
    "show",
    "show_reasons",
    "show_source",
    "show_tiles",
    "show_trends",
    "subject",
    "subtitle",
]
