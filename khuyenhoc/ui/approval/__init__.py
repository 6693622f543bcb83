"""Approval of a province's reports of a period: where each stands, and the next steps."""

from khuyenhoc.ui.approval.choosing import choose_report
from khuyenhoc.ui.approval.deadlines import offer_deadline
from khuyenhoc.ui.approval.history import show_history
from khuyenhoc.ui.approval.progress import headline, show_counts, show_units
from khuyenhoc.ui.approval.steps import offer_province_steps, offer_unit_steps

__all__ = [
    "choose_report",
    "headline",
    "offer_deadline",
    "offer_province_steps",
    "offer_unit_steps",
    "show_counts",
    "show_history",
    "show_units",
]
