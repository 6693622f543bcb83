"""Whose name stands under what is done here."""

import streamlit as st

from khuyenhoc.access.people import DESK
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.access import current_person

_KEY = "person.name"


def known_name() -> str:
    """The signed-in person's name, or what was typed at the desk this session; empty before that."""
    person = current_person()
    if person is not None and person != DESK:
        return person.name
    return st.session_state.get(_KEY, "")


def acting_name(t: Translator, *, key: str = f"{_KEY}.typed") -> str:
    """The name under which an action is noted: the signed-in person's; at the desk, typed once a session.

    Empty until it is typed.

    Args:
        key: of the field, where a page asks in several places.
    """
    person = current_person()
    if person is not None and person != DESK:
        return person.name
    kept = known_name()
    # A widget's own key is dropped with the page that drew it; the name is to last.
    typed = st.text_input(t("person.name"), value=kept, key=key, max_chars=80).strip()
    # Another field of the page, still empty, does not take away what was typed in one.
    st.session_state[_KEY] = typed or kept
    return typed
