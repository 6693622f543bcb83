"""Who there is, and who is in right now."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from khuyenhoc.access.accounts import Account
from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import open_access
from khuyenhoc.access.sessions import Session
from khuyenhoc.i18n import Translator
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui.accounts.choosing import units_text
from khuyenhoc.ui.person import acting_name

_VIET_NAM = timedelta(hours=7)
_TALLEST = 420
# In this order: most browsers also name those that they descend from.
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Windows", "Windows"),
    ("Mac", "macOS"),
    ("Linux", "Linux"),
)


def show_accounts(everybody: Sequence[Account], t: Translator) -> None:
    """A row for each account."""
    frame = pd.DataFrame(
        {
            t("accounts.full_name"): [account.full_name for account in everybody],
            t("accounts.name"): [account.name for account in everybody],
            t("accounts.role"): [t(f"roles.{account.role}") for account in everybody],
            t("accounts.units"): [units_text(account.unit_ids, t) for account in everybody],
            t("accounts.state"): [t(f"accounts.states.{_state(account)}") for account in everybody],
        }
    )
    st.dataframe(frame, hide_index=True, height=min(_TALLEST, 44 + 36 * len(frame)), alt=t("accounts.title"))


def show_sessions(sessions: Sequence[Session], t: Translator) -> None:
    """Who is in, and a way to show them out."""
    frame = pd.DataFrame(
        {
            t("accounts.who"): [_who(session, t) for session in sessions],
            t("accounts.since"): [_moment(session.created_at) for session in sessions],
            t("accounts.seen"): [_moment(session.seen_at) for session in sessions],
            t("accounts.method"): [t(f"accounts.methods.{session.method}") for session in sessions],
            t("accounts.client"): [session.client for session in sessions],
            t("accounts.device"): [_browser(session.device) for session in sessions],
        }
    )
    st.dataframe(frame, hide_index=True, height="content", alt=t("accounts.sessions"))
    if not sessions:
        return
    by_id = {session.session_id: session for session in sessions}
    chosen = st.multiselect(
        t("accounts.end_which"),
        by_id,
        format_func=lambda key: (
            f"{_who(by_id[key], t)} · {_moment(by_id[key].created_at)} · {by_id[key].client}"
        ),
        placeholder=t("accounts.end_choose"),
        key="end.which",
    )
    if st.button(t("accounts.end_do"), disabled=not chosen, icon=":material/logout:", key="end.do"):
        for session_id in chosen:
            session = by_id[session_id]
            authorise(Action.ACCOUNTS, session.person.unit_ids, is_whole=not session.person.unit_ids)
            open_access().sessions.end(session_id, "ended by an administrator")
            note_action(open_database(), "session_ended", by=acting_name(t), detail=_who(session, t))
        st.rerun()


def _state(account: Account) -> str:
    if not account.is_active:
        return "disabled"
    if account.has_password or account.subject:
        return "strong" if account.has_second_factor else "active"
    return "waiting" if account.code_expires_at else "lapsed"


def _browser(device: str) -> str:
    """Name and system out of what a browser calls itself; the whole of it where neither is known."""
    known = [next((shown for sign, shown in signs if sign in device), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, known)) or device


def _who(session: Session, t: Translator) -> str:
    return session.person.name or t(f"roles.{Role.PUBLIC}")


def _moment(moment: object) -> str:
    return f"{moment + _VIET_NAM:%H:%M %d/%m/%Y}"
