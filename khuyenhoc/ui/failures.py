"""What a person sees when something failed: what happened, what is safe, what to do next."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.i18n import Translator
from khuyenhoc.store.errors import StoreError
from khuyenhoc.ui import access, routes

_log = logging.getLogger(__name__)


def run_page(run: Callable[[], None], t: Translator) -> None:
    """Run a page; say in plain words what happened, what is safe and what to do when it fails.

    The details go to the log under a code that the person can read out.
    """
    try:
        run()
    except NotAllowedError as error:
        _log.warning("refused: beyond this account")
        _tell(error.vi if t.language == "vi" else error.en, "lock", t)
    except StoreError as error:
        _log.warning("the store refused: %s", error.en)
        _tell(error.vi if t.language == "vi" else error.en, "block", t)
    except Exception:  # noqa: BLE001 - the last stop before the screen
        code = secrets.token_hex(3).upper()
        _log.exception("page failed, code %s", code)
        _tell(t("failure.unexpected", code=code), "error", t)


def _tell(words: str, icon: str, t: Translator) -> None:
    """The words, and ways on from here."""
    st.error(words, icon=f":material/{icon}:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("failure.again"), icon=":material/refresh:", key="failure.again")
        if access.is_one_of("viewer"):
            st.page_link(routes.HANDBOOK, label=t("handbook.page"), icon=":material/menu_book:")
        if access.is_one_of("administrator"):
            st.page_link(routes.STORE, label=t("store.page"), icon=":material/database:")
