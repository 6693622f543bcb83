"""Choices that stand in the address bar by their codes, so that a link opens the same screen in any language.

Streamlit's own binding writes the label shown into the URL; a label changes with the language.
"""

from collections.abc import Sequence

import streamlit as st


def follow(key: str, options: Sequence[str]) -> None:
    """Before the widget: take over the choice of the URL, or keep the one from the run or page before.

    Setting the key even when it does not change carries the choice over to a new page, where Streamlit
    would take the widget for another one.
    """
    given, last = st.query_params.get(key), st.session_state.get(_written(key))
    candidates = [given] if given != last else []
    candidates += [st.session_state.get(key), last]
    chosen = next((candidate for candidate in candidates if candidate in options), None)
    if chosen is not None:
        st.session_state[key] = chosen
    elif key in st.session_state:
        del st.session_state[key]


def write(key: str, value: str) -> None:
    """After the widget: put the choice into the URL."""
    st.query_params[key] = value
    st.session_state[_written(key)] = value


def _written(key: str) -> str:
    return f"url.{key}"
