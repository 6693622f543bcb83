"""Who the person is and what they may see, asked anew at every run."""

import streamlit as st

from khuyenhoc.access.scope import Scope

DESK_ROLE = "desk"


def require_role(*roles: str) -> Scope:
    """Stop the page unless the person has one of the roles; give back what they may see.

    On the desk there is one person, who has every role and sees everything.
    """
    if current_role() not in {DESK_ROLE, *roles}:
        st.stop()
    return Scope.everything()


def current_role() -> str:
    """The role of the person in front of the screen."""
    return DESK_ROLE
