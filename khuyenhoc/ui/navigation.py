"""The menu: the pages by section that the person's role opens, in the language of the screen."""

from copy import copy
from functools import cache, partial

import streamlit as st
from streamlit.navigation.page import Page

from khuyenhoc.access.people import DESK, Person
from khuyenhoc.access.roles import has_role
from khuyenhoc.i18n import Translator
from khuyenhoc.theme import ACCENT
from khuyenhoc.ui.access import current_person
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.routes import SECTIONS, SUMMARY, Route
from khuyenhoc.ui.unknown_page import unknown_page


def choose_page(t: Translator) -> Page:
    """Draw the menu and give back the page that was opened.

    Without anybody signed in there is one page, which says so. The menu is made in every case: where it is
    not, Streamlit would look for pages by itself.
    """
    person = current_person()
    if person is None:
        return _only(partial(_signed_out, t), t("session.ended"))
    menu = {
        t(section): [_page(route, t) for route in routes if is_open_to(route, person)]
        for section, routes in SECTIONS.items()
    }
    menu = {section: pages for section, pages in menu.items() if pages}
    if person != DESK:
        _show_person(person, t)
    if not menu:
        return _only(partial(_nothing_here, t), t("session.nothing"))
    elsewhere = unknown_page({page.url_path for pages in menu.values() for page in pages}, t)
    if elsewhere is not None:
        next(iter(menu.values())).append(elsewhere)
    # Folded, it would hide half of the pages behind a button with English words.
    return st.navigation(menu, expanded=True)


def is_open_to(route: Route, person: Person) -> bool:
    """Whether a page stands in a person's menu."""
    return has_role(person.role, route.roles) and not (route.is_server_only and person == DESK)


def _only(draw: partial, title: str) -> Page:
    return st.navigation([st.Page(draw, title=title, url_path="session", default=True)], position="hidden")


def _signed_out(t: Translator) -> None:
    st.title(t("session.ended"))
    st.markdown(t("session.ended_why"))
    _link(t("session.sign_in"), "/gate/sign-in")


def _nothing_here(t: Translator) -> None:
    st.title(t("session.nothing"))


def _show_person(person: Person, t: Translator) -> None:
    with st.sidebar:
        st.caption(escape(person.name))
        _link(t("session.account"), f"/gate/account?lang={t.language}")


def _link(label: str, address: str) -> None:
    """A link that stays in this tab, which `st.link_button` does not."""
    st.html(f'<a href="{address}" style="color: {ACCENT}">{label}</a>')


def _page(route: Route, t: Translator) -> Page:
    """A page of this run: Streamlit marks the one that runs."""
    return copy(_new_page(route, t))


@cache
def _new_page(route: Route, t: Translator) -> Page:
    """Made once: Streamlit looks for the file each time."""
    return st.Page(
        route.path,
        title=t(route.title),
        icon=f":material/{route.icon}:",
        url_path=route.url_path,
        default=route.path == SUMMARY,
        visibility="hidden" if route.is_hidden else "visible",
    )
