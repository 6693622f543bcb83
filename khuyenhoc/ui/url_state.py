"""Choices that stand in the address bar by their codes, so that a link opens the same screen in any language.

Streamlit's own binding writes the label shown into the URL; a label changes with the language.
"""

from collections.abc import Sequence

import streamlit as st


def follow(key: str, options: Sequence[str]) -> None:
    """Before the widget: take over a choice that came in with the URL, and drop one that is no option."""
    given = st.query_params.get(key)
    if given in options and given != st.session_state.get(_written(key)):
        st.session_state[key] = given
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)


def write(key: str, value: str) -> None:
    """After the widget: put the choice into the URL."""
    st.query_params[key] = value
    st.session_state[_written(key)] = value


def _written(key: str) -> str:
    return f"url.{key}"
