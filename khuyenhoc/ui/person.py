"""Whose name stands under what is done here, and what that person chose for themselves."""

import logging

import streamlit as st

from khuyenhoc.access.people import DESK
from khuyenhoc.domain.org_units import org_unit_id
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.home import home_folder
from khuyenhoc.i18n import Translator
from khuyenhoc.store.preferences import Preferences, preferences, save_preferences
from khuyenhoc.ui.access import current_person

_KEY = "person.name"
_PREFERENCES = "person.preferences"
_log = logging.getLogger(__name__)


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


def known_preferences() -> Preferences:
    """What the person in front of the screen chose, by their account; read once a session."""
    person = current_person()
    if person is None:
        return Preferences()
    whose, known = st.session_state.get(_PREFERENCES, ("", None))
    if known is None or whose != person.account_id:
        known = preferences(home_folder(), person.account_id)
        st.session_state[_PREFERENCES] = (person.account_id, known)
    return known


def remember(chosen: Preferences) -> None:
    """Keep what the person chose: for this session in any case, for later where it can be written."""
    person = current_person()
    if person is None or chosen == known_preferences():
        return
    st.session_state[_PREFERENCES] = (person.account_id, chosen)
    try:
        save_preferences(home_folder(), person.account_id, chosen)
    except OSError:
        _log.warning("preferences could not be written")


def usual_province_id() -> str:
    """The present province that the person works for; empty where they did not say."""
    code = known_preferences().province_code
    return org_unit_id(Vintage.REFORM, code) if code else ""
