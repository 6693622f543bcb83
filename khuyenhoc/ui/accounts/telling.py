"""Why a change to accounts could not be made."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from khuyenhoc.access.accounts import AccountError
from khuyenhoc.i18n import Translator


@contextmanager
def told(t: Translator) -> Iterator[None]:
    """Says on the page why a change inside could not be made."""
    try:
        yield
    except AccountError as error:
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/block:")
