"""The pieces of the page that sets units side by side."""

from khuyenhoc.ui.comparison.units import (
    choose_second,
    headline,
    load,
    show_dumbbell,
    show_multiples,
    show_scatter,
    show_table,
)

__all__ = [
    "choose_second",
    "headline",
    "load",
    "show_dumbbell",
    "show_multiples",
    "show_scatter",
    "show_table",
]
