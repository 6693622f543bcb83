"""Figures that a person put aside on other pages for the presentation; kept while the session lasts."""

import streamlit as st

from khuyenhoc.domain.screens import Screen
from khuyenhoc.i18n import Translator

_KEY = "conference.picks"


def picked() -> tuple[Screen, ...]:
    """The screens that were put aside, in that order."""
    return st.session_state.get(_KEY, ())


def offer(screen: Screen, t: Translator) -> None:
    """A button that puts a figure aside; pressed again it takes it away."""
    is_picked = any(other.key == screen.key and other.subtitle == screen.subtitle for other in picked())
    label = t("conference.picked" if is_picked else "conference.pick")
    icon = ":material/check:" if is_picked else ":material/slideshow:"
    if st.button(label, icon=icon, key=f"pick.{screen.key}"):
        others = tuple(
            other for other in picked() if (other.key, other.subtitle) != (screen.key, screen.subtitle)
        )
        st.session_state[_KEY] = others if is_picked else (*others, screen)
        st.rerun()
