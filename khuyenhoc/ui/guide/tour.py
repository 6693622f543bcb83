"""Three cards: what one does here first, then, and at the end of a period."""

from dataclasses import replace

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.ui import access, routes
from khuyenhoc.ui.navigation import is_open_to
from khuyenhoc.ui.person import known_preferences, remember
from khuyenhoc.ui.routes import route_of

# Each card, and the pages that it leads to.
_CARDS = (
    ("report", (routes.UPLOAD, routes.PROGRESS)),
    ("look", (routes.SUMMARY, routes.TARGETS)),
    ("present", (routes.PRESENT, routes.STORE)),
)
_STEP = "welcome.tour_step"


def show_tour(t: Translator) -> None:
    """The card that is on, with ways on, back and out; one line once the tour was seen."""
    if known_preferences().has_seen_tour:
        st.button(t("welcome.tour_again"), icon=":material/replay:", on_click=_begin, type="tertiary")
        return
    step = st.session_state.setdefault(_STEP, 0)
    name, pages = _CARDS[step]
    with st.container(border=True):
        st.caption(t("welcome.tour_place", step=step + 1, count=len(_CARDS)))
        st.subheader(t(f"welcome.cards.{name}.title"))
        st.markdown(t(f"welcome.cards.{name}.text"))
        _show_links(pages, t)
        with st.container(horizontal=True, vertical_alignment="center"):
            is_last = step + 1 == len(_CARDS)
            st.button(t("welcome.tour_back"), on_click=_go, args=(-1,), disabled=step == 0)
            if is_last:
                st.button(t("welcome.tour_done"), on_click=_end, type="primary")
            else:
                st.button(t("welcome.tour_next"), on_click=_go, args=(1,), type="primary")
                st.button(t("welcome.tour_skip"), on_click=_end, type="tertiary")


def _show_links(pages: tuple[str, ...], t: Translator) -> None:
    person = access.current_person()
    with st.container(horizontal=True):
        for route in map(route_of, pages):
            if is_open_to(route, person):
                st.page_link(route.path, label=t(route.title), icon=f":material/{route.icon}:")


def _go(steps: int) -> None:
    st.session_state[_STEP] += steps


def _end() -> None:
    remember(replace(known_preferences(), has_seen_tour=True))


def _begin() -> None:
    st.session_state[_STEP] = 0
    remember(replace(known_preferences(), has_seen_tour=False))
