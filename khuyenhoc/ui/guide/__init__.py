"""Help: the handbook chapter by chapter, how everything is computed, and the first steps."""

from khuyenhoc.ui.guide.definitions import offer_search, show_definitions
from khuyenhoc.ui.guide.first_steps import (
    ask_province_and_role,
    greet_empty_store,
    offer_beginning,
    show_welcome,
)
from khuyenhoc.ui.guide.own_figures import point_from_demo, warn_of_demo
from khuyenhoc.ui.guide.reading import choose_chapter, offer_downloads, offer_neighbours, show_chapter
from khuyenhoc.ui.guide.tour import show_tour

__all__ = [
    "ask_province_and_role",
    "choose_chapter",
    "greet_empty_store",
    "offer_beginning",
    "offer_downloads",
    "offer_neighbours",
    "offer_search",
    "point_from_demo",
    "show_chapter",
    "show_definitions",
    "show_tour",
    "show_welcome",
    "warn_of_demo",
]
