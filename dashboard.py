"""The router: language, who the person is, which pages there are, and the page that runs."""

import streamlit as st

from khuyenhoc.ui import navigation, url_state
from khuyenhoc.ui.failures import run_page
from khuyenhoc.ui.keeping import watch_store
from khuyenhoc.ui.language import choose_language
from khuyenhoc.ui.text_size import choose_text_size
from khuyenhoc.ui.unit_search import show_search

st.set_page_config(
    page_title="Khuyến học", page_icon="static/favicon.svg", layout="wide", initial_sidebar_state=288
)
t = choose_language()
choose_text_size(t)
page = navigation.choose_page(t)
show_search(t)
watch_store(t)
run_page(page.run, t)
url_state.tell()
