"""The parts of the page of accounts."""

from khuyenhoc.ui.accounts.changing import add_account, change_account, show_code
from khuyenhoc.ui.accounts.explaining import explain_sight
from khuyenhoc.ui.accounts.listing import show_accounts, show_sessions
from khuyenhoc.ui.accounts.tokens import show_tokens

__all__ = [
    "add_account",
    "change_account",
    "explain_sight",
    "show_accounts",
    "show_code",
    "show_sessions",
    "show_tokens",
]
