"""Screens without figures: why, and what to do next."""

import pandas as pd
import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.ui import access, routes, url_state
from khuyenhoc.ui.navigation import is_open_to


def stop_without_figures(reports: pd.DataFrame, t: Translator) -> None:
    """End the page with the next step when nothing was stored yet."""
    if not reports.empty:
        return
    if is_open_to(routes.route_of(routes.UPLOAD), access.current_person()):
        st.info(t("empty.no_figures"), icon=":material/inbox:")
        st.page_link(routes.UPLOAD, label=t("empty.go_to_upload"), icon=":material/upload_file:")
    else:
        st.info(t("empty.no_figures_to_see"), icon=":material/inbox:")
    st.page_link(routes.WELCOME, label=t("welcome.page"), icon=":material/waving_hand:")
    url_state.stop()


def mark_synthetic(t: Translator, *, is_synthetic: bool) -> None:
    """Say on the screen that the figures are made up."""
    if is_synthetic:
        st.badge(t("synthetic.banner"), icon=":material/science:", color="orange")


def stop_without_values(series: pd.DataFrame, t: Translator) -> None:
    """End the page when nobody reported the indicator."""
    if series.empty:
        st.info(t("empty.no_values"), icon=":material/search_off:")
        url_state.stop()
