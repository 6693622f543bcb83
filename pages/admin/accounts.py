"""Tài khoản: who may come in, as what and for which units."""

import streamlit as st

from khuyenhoc.ui import access
from khuyenhoc.ui.language import translator

scope = access.require_role("administrator")
t = translator()
st.title(t("accounts.title"))
