"""Choices that stand in the address bar by their codes, so that a link opens the same screen in any language.

Streamlit's own binding writes the label shown into the URL; a label changes with the language.
"""

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st
from streamlit.runtime.state.session_state_proxy import get_session_state

_UNTOLD = "url.untold"


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
    """After the widget: put the choice into the URL.

    A choice that the address did not name yet waits for `tell`: each word to the browser draws the page once
    more there, and is a step that its back button goes. One that it names otherwise is told at once; else
    the browser, asked for something else meanwhile, would still send the choice before.
    """
    known = st.query_params.get(key)
    if known is None:
        with get_session_state().query_params() as address:
            address.set_with_no_forward_msg(key, value)
        st.session_state[_UNTOLD] = True
    elif known != value:
        st.query_params[key] = value
        st.session_state.pop(_UNTOLD, None)  # all of the address was told
    st.session_state[_written(key)] = value


def tell() -> None:
    """At the end of a run: tell the browser its address, if it does not know it."""
    if st.session_state.pop(_UNTOLD, False):
        st.query_params.update()


def stop() -> NoReturn:
    """End the run here. Streamlit's own leaves no time to tell the browser its address."""
    tell()
    st.stop()


def _written(key: str) -> str:
    return f"url.{key}"
