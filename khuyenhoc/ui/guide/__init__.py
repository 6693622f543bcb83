"""Help: the handbook chapter by chapter, how everything is computed, and the first steps."""

from khuyenhoc.ui.guide.definitions import offer_search, show_definitions
from khuyenhoc.ui.guide.first_steps import greet_empty_store, show_welcome
from khuyenhoc.ui.guide.own_figures import point_from_demo, warn_of_demo
from khuyenhoc.ui.guide.reading import choose_chapter, offer_downloads, offer_neighbours, show_chapter

__all__ = [
    "choose_chapter",
    "greet_empty_store",
    "offer_downloads",
    "offer_neighbours",
    "offer_search",
    "point_from_demo",
    "show_chapter",
    "show_definitions",
    "show_welcome",
    "warn_of_demo",
]
