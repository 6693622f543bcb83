"""The router: language, who the person is, which pages there are, and the page that runs."""

import streamlit as st

from khuyenhoc.ui import routes
from khuyenhoc.ui.failures import run_page
from khuyenhoc.ui.language import choose_language

st.set_page_config(page_title="Khuyến học", page_icon="static/favicon.svg", layout="wide")
t = choose_language()

navigation = st.navigation(
    {
        t("navigation.monitor"): [
            st.Page(
                routes.SUMMARY,
                title=t("summary.page"),
                icon=":material/home:",
                url_path="overview",
                default=True,
            ),
            st.Page(routes.TREND, title=t("trend.page"), icon=":material/show_chart:", url_path="trend"),
            st.Page(routes.MAP, title=t("map.page"), icon=":material/map:", url_path="map"),
        ],
        t("navigation.reports"): [
            st.Page(routes.UPLOAD, title=t("upload.page"), icon=":material/upload_file:", url_path="upload"),
        ],
    }
)
run_page(navigation.run, t)
