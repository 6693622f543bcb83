"""A mark in the sidebar of every page while the store needs somebody's look."""

from contextlib import suppress

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.store.backup_plan import backup_plan
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import access, routes
from khuyenhoc.ui.keeping.alarms import open_alarms
from khuyenhoc.ui.keeping.backups import needs_backup


def watch_store(t: Translator) -> None:
    """A link to the page of the store, for those who may do something about it."""
    if not access.is_one_of("administrator"):
        return
    with suppress(StoreError):  # the page itself says why the store cannot be opened
        if _needs_a_look():
            st.sidebar.page_link(routes.STORE, label=t("store.watch"), icon=":material/warning:")


def _needs_a_look() -> bool:
    """An open alarm, a failed or overdue backup, a full disk.

    Where there never was a backup, the plan makes the first one by itself unless it is switched off.
    """
    database = open_database()
    state = backup_state(database.folder)
    is_first_to_come = state.last_good_at is None and backup_plan(database.folder).is_on
    is_overdue = needs_backup(state) and not is_first_to_come
    return (
        bool(open_alarms(access.current_scope()))
        or state.failed_at is not None
        or is_overdue
        or not database.floor.has_room(database.file)
    )
