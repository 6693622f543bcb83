"""The pieces of the page that sets units side by side."""

from khuyenhoc.ui.comparison.figures import choose_second, show_dumbbell, show_multiples, show_scatter
from khuyenhoc.ui.comparison.sentences import headline
from khuyenhoc.ui.comparison.table import show_table
from khuyenhoc.ui.comparison.units import load

__all__ = [
    "choose_second",
    "headline",
    "load",
    "show_dumbbell",
    "show_multiples",
    "show_scatter",
    "show_table",
]
