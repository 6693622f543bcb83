"""What a person sees at an address that is no page of theirs: what happened, what is safe, where to go.

Streamlit would show the first page under a dialog in English.
"""

from collections.abc import Collection
from functools import partial

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.ui import routes

_KEY = "navigation.unknown"


def unknown_page(known: Collection[str], t: Translator) -> Page | None:
    """A page at the address that the tab was opened with, where none of the person's pages is.

    Args:
        known: last parts of the addresses of the pages that are open to the person.
    """
    context = get_script_run_ctx(suppress_warning=True)
    asked = context.pages_manager.intended_page_name if context else ""
    # A tab names the page when it is opened; after that it sends the mark of the page that it was given.
    if asked:
        st.session_state[_KEY] = "" if asked in known else asked.strip().strip("/")
    address = st.session_state.get(_KEY, "")
    if not address or address in known:
        return None
    return st.Page(partial(_show, t), title=t("missing.title"), url_path=address, visibility="hidden")


def _show(t: Translator) -> None:
    """The words in the language of the screen, then in the other one, and the ways on from here."""
    st.title(t("missing.title"))
    st.markdown(t("missing.what"))
    with st.container(horizontal=True):
        st.page_link(routes.SUMMARY, label=t("missing.go"), icon=":material/home:")
        st.page_link(routes.HANDBOOK, label=t("handbook.page"), icon=":material/menu_book:")
    for language in LANGUAGES:
        if language != t.language:
            other = Translator(language)
            st.caption(f"**{other('missing.title')}.** {other('missing.what')}")
