"""Danh mục đơn vị: acts that merge, divide and rename communes, and how good the boundaries are."""

import streamlit as st

from khuyenhoc.ui import access, notice, register
from khuyenhoc.ui.language import translator
from khuyenhoc.ui.person import acting_name

scope = access.require_role("administrator")
t = translator()

st.title(register.headline(t))
notice.show()
person = acting_name(t)
import_tab, imported_tab, shapes_tab = st.tabs(
    [t("acts.tab_import"), t("acts.tab_imported"), t("acts.tab_shapes")]
)
with import_tab:
    register.offer_import(person, t)
with imported_tab:
    register.show_imported(person, t)
with shapes_tab:
    register.show_shapes(t)
