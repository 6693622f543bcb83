"""Keeping the store: alarms, backups, proof that it is whole, who did what."""

from khuyenhoc.ui.keeping.alarms import show_alarms
from khuyenhoc.ui.keeping.audit import show_audit
from khuyenhoc.ui.keeping.backups import headline, offer_backup, show_backups, show_state
from khuyenhoc.ui.keeping.checking import offer_check
from khuyenhoc.ui.keeping.holdings import show_reference, show_storage
from khuyenhoc.ui.keeping.plan import offer_plan
from khuyenhoc.ui.keeping.versions import show_versions
from khuyenhoc.ui.keeping.watch import watch_store

__all__ = [
    "headline",
    "offer_backup",
    "offer_check",
    "offer_plan",
    "show_alarms",
    "show_audit",
    "show_backups",
    "show_reference",
    "show_state",
    "show_storage",
    "show_versions",
    "watch_store",
]
