"""The menu: the pages by section, in the language of the screen."""

import streamlit as st
from streamlit.navigation.page import Page

from khuyenhoc.i18n import Translator
from khuyenhoc.ui.routes import SECTIONS, SUMMARY, Route


def choose_page(t: Translator) -> Page:
    """Draw the menu and give back the page that was opened."""
    return st.navigation(
        {t(section): [_page(route, t) for route in routes] for section, routes in SECTIONS.items()}
    )


def _page(route: Route, t: Translator) -> Page:
    return st.Page(
        route.path,
        title=t(route.title),
        icon=f":material/{route.icon}:",
        url_path=route.url_path,
        default=route.path == SUMMARY,
    )
