"""The language of the screen: Vietnamese unless the person switches; the switch is remembered."""

from dataclasses import replace

import streamlit as st

from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.ui import url_state
from khuyenhoc.ui.person import known_preferences, remember

_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def choose_language() -> Translator:
    """Draw the switch in the sidebar: the address decides, then what the person chose at another time."""
    url_state.follow("lang", LANGUAGES)
    usual = known_preferences().language
    if "lang" not in st.session_state and usual in LANGUAGES:
        st.session_state["lang"] = usual
    with st.sidebar:
        chosen = st.segmented_control(
            "Ngôn ngữ · Language",
            LANGUAGES,
            default=None if "lang" in st.session_state else LANGUAGES[0],
            format_func=_NAMES.__getitem__,
            key="lang",
            on_change=_turn,
            required=True,
            label_visibility="collapsed",
        )
    url_state.write("lang", chosen)
    translator = Translator(chosen)
    st.session_state["translator"] = translator
    return translator


def _turn() -> None:
    remember(replace(known_preferences(), language=st.session_state["lang"]))


def translator() -> Translator:
    """The translator of this run; the router has chosen the language before any page."""
    return st.session_state["translator"]
