"""Large type on the screen, for those who read with effort and for a hall; the switch is remembered."""

from dataclasses import replace

import streamlit as st

from khuyenhoc.charts.large_text import FACTOR
from khuyenhoc.i18n import Translator
from khuyenhoc.ui import url_state
from khuyenhoc.ui.person import known_preferences, remember

_KEY = "text"
_SIZES = ("normal", "large")
# Streamlit measures everything by the size of the root's letters; 17 pixels stand in .streamlit/config.toml.
_STYLE = f"""<style>
html {{ font-size: {17 * FACTOR}px !important; }}
@media (min-width: 769px) {{ [data-testid="stSidebar"][aria-expanded="true"] {{ min-width: 350px; }} }}
</style>"""


def choose_text_size(t: Translator) -> None:
    """Draw the switch in the sidebar, and set the size of the screen's letters."""
    url_state.follow(_KEY, _SIZES)
    if _KEY not in st.session_state and known_preferences().has_large_text:
        st.session_state[_KEY] = "large"
    st.session_state["text.large"] = st.session_state.get(_KEY) == "large"
    with st.sidebar:
        is_chosen = st.toggle(t("shell.large_text"), key="text.large", on_change=_turn)
    if is_chosen:
        url_state.write(_KEY, "large")
        st.html(_STYLE)
    else:
        st.query_params.pop(_KEY, None)


def is_large() -> bool:
    """Whether this screen has large type."""
    return bool(st.session_state.get("text.large"))


def column_width(pixels: int) -> int:
    """Width of a table's column that is given in pixels, for the size of letters on this screen."""
    return round(pixels * FACTOR) if is_large() else pixels


def _turn() -> None:
    is_large_now = st.session_state["text.large"]
    st.session_state[_KEY] = "large" if is_large_now else "normal"
    remember(replace(known_preferences(), has_large_text=is_large_now))
