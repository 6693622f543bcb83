"""A link by which anybody sees one frozen run, for as long as the chair allows."""

from datetime import timedelta
from urllib.parse import urlsplit

import streamlit as st

from khuyenhoc.access.gate.public_run import PREFIX
from khuyenhoc.access.mode import Mode, current_mode
from khuyenhoc.access.public_links import LONGEST_DAYS
from khuyenhoc.access.service import open_access
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day
from khuyenhoc.store.conference import share_run
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import access
from khuyenhoc.ui.conference.days import today
from khuyenhoc.ui.person import known_name

_USUAL_DAYS = 14


def offer_link(receipt_code: str, t: Translator) -> None:
    """Make a link and end it again; for the chair, where the dashboard runs as a server."""
    with st.expander(t("sharing.title"), icon=":material/link:"):
        if current_mode() is not Mode.SERVER:
            st.info(t("sharing.needs_server"), icon=":material/dns:")
        elif not access.is_one_of("chair"):
            st.info(t("sharing.chair_only"), icon=":material/lock:")
        else:
            _choose(receipt_code, t)


def _choose(receipt_code: str, t: Translator) -> None:
    until = open_access().public_links.open_until(receipt_code)
    if until is not None:
        st.success(t("sharing.open_until", date=format_day(until)), icon=":material/public:")
        if st.button(t("sharing.end"), icon=":material/link_off:", key="sharing.end"):
            _end(receipt_code)
            st.rerun()
    else:
        st.caption(t("sharing.closed"))
    is_allowed = st.checkbox(t("sharing.allow"), key=f"sharing.allow.{receipt_code}")
    last = st.date_input(
        t("sharing.last_day"),
        value=today() + timedelta(days=_USUAL_DAYS),
        min_value=today(),
        max_value=today() + timedelta(days=LONGEST_DAYS - 1),
        format="DD/MM/YYYY",
        key="sharing.last_day",
    )
    if st.button(t("sharing.make"), disabled=not is_allowed, type="primary", key="sharing.make"):
        share_run(open_database(), receipt_code, is_public=True, by=known_name())
        days = (last - today()).days + 1
        token = open_access().public_links.make(receipt_code, by=known_name(), days=days)
        st.session_state[_key(receipt_code)] = token
        st.rerun()
    token = st.session_state.get(_key(receipt_code))
    if token and open_access().public_links.run_of(token):
        st.markdown(t("sharing.made"))
        st.code(_address(token), language=None, wrap_lines=True)


def _end(receipt_code: str) -> None:
    share_run(open_database(), receipt_code, is_public=False, by=known_name())
    open_access().public_links.end(receipt_code)
    st.session_state.pop(_key(receipt_code), None)


def _key(receipt_code: str) -> str:
    return f"sharing.token.{receipt_code}"


def _address(token: str) -> str:
    """The link, at the address by which the person came here."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{PREFIX}{token}" if parts.netloc else f"{PREFIX}{token}"
