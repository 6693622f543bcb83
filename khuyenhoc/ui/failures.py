"""What a person sees when something failed that nobody foresaw."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from khuyenhoc.access.permissions import NotAllowedError
from khuyenhoc.i18n import Translator
from khuyenhoc.store.errors import StoreError

_log = logging.getLogger(__name__)


def run_page(run: Callable[[], None], t: Translator) -> None:
    """Run a page; say in plain words what happened, what is safe and what to do when it fails.

    The details go to the log under a code that the person can read out.
    """
    try:
        run()
    except NotAllowedError as error:
        _log.warning("refused: beyond this account")
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/lock:")
    except StoreError as error:
        _log.warning("the store refused: %s", error.en)
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/block:")
    except Exception:  # noqa: BLE001 - the last stop before the screen
        code = secrets.token_hex(3).upper()
        _log.exception("page failed, code %s", code)
        st.error(t("failure.unexpected", code=code), icon=":material/error:")
