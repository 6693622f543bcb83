"""What was done a moment ago, said on the page as it is afterwards; and refusals in words."""

from typing import NoReturn

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.store.errors import StoreError

_KEY = "notice"


def leave(text: str) -> NoReturn:
    """Draw the page anew, with a word about what was done."""
    st.session_state[_KEY] = text
    st.rerun()


def show() -> None:
    """The word that was left, once."""
    text = st.session_state.pop(_KEY, "")
    if text:
        st.success(text, icon=":material/check_circle:")
        # Whoever pressed the button far down the page is still there and sees nothing of its top.
        st.toast(text, icon=":material/check_circle:")


def refused(error: StoreError, t: Translator) -> None:
    """Why the store did not do it."""
    st.error(error.vi if t.language == "vi" else error.en, icon=":material/block:")
