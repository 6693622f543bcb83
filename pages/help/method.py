"""Phương pháp: how every figure is computed, every file checked, and where each rule comes from."""

import streamlit as st

from khuyenhoc.ui import access, guide
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()

st.title(t("method.title"))
st.markdown(t("method.introduction"))
wanted = guide.offer_search(t)
guide.show_definitions(wanted, t)
