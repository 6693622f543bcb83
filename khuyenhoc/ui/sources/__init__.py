"""Where the figures come from: every file that was stored, and one of them opened."""

from khuyenhoc.ui.sources.choosing import ask_for_receipt, opened, show_list
from khuyenhoc.ui.sources.contents import show_contents
from khuyenhoc.ui.sources.submission import offer_original, show_submission
from khuyenhoc.ui.sources.withdrawing import offer_withdrawal

__all__ = [
    "ask_for_receipt",
    "offer_original",
    "offer_withdrawal",
    "opened",
    "show_contents",
    "show_list",
    "show_submission",
]
