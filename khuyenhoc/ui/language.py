"""The language of the screen: Vietnamese unless the person switches."""

import streamlit as st

from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.ui import url_state

_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def choose_language() -> Translator:
    """Draw the switch in the sidebar; Vietnamese where nothing was chosen."""
    url_state.follow("lang", LANGUAGES)
    with st.sidebar:
        chosen = st.segmented_control(
            "Ngôn ngữ · Language",
            LANGUAGES,
            default=None if "lang" in st.session_state else LANGUAGES[0],
            format_func=_NAMES.__getitem__,
            key="lang",
            required=True,
            label_visibility="collapsed",
        )
    url_state.write("lang", chosen)
    translator = Translator(chosen)
    st.session_state["translator"] = translator
    return translator


def translator() -> Translator:
    """The translator of this run; the router has chosen the language before any page."""
    return st.session_state["translator"]
