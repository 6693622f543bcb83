"""The pieces of the page of funds and awards."""

from khuyenhoc.ui.funds.awards import show_awards
from khuyenhoc.ui.funds.balance import balance_subtitle, show_balance, show_flows
from khuyenhoc.ui.funds.breaks import show_breaks
from khuyenhoc.ui.funds.publication import offer_publication
from khuyenhoc.ui.funds.sentences import headline
from khuyenhoc.ui.funds.span import Span, choose_span
from khuyenhoc.ui.funds.units import show_units

__all__ = [
    "Span",
    "balance_subtitle",
    "choose_span",
    "headline",
    "offer_publication",
    "show_awards",
    "show_balance",
    "show_breaks",
    "show_flows",
    "show_units",
]
