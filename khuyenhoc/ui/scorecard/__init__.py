"""The pieces of the scorecard's page."""

from khuyenhoc.ui.scorecard.card import choose_peers, headline, load, wide
from khuyenhoc.ui.scorecard.printing import offer_print
from khuyenhoc.ui.scorecard.table import export_columns, show_table
from khuyenhoc.ui.scorecard.words import completeness, key_to_signs, notes, of_print, show_floor, subtitle

__all__ = [
    "choose_peers",
    "completeness",
    "export_columns",
    "headline",
    "key_to_signs",
    "load",
    "notes",
    "of_print",
    "offer_print",
    "show_floor",
    "show_table",
    "subtitle",
    "wide",
]
