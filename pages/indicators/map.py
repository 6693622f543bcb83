"""Bản đồ: one indicator and period on the map, as a list and as a table."""

import streamlit as st

from khuyenhoc.ui import access, approval_mark, filters, maps, output, sentences, states, unit_table
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

units = unit_table.units_of(selection, scope)

headline.title(sentences.spread(units, selection, t))
st.caption(sentences.measure(selection, t))
map_tab, table_tab = st.tabs([t("map.tab_map"), t("map.tab_table")])
with map_tab:
    maps.province_map(units, selection, t, key="map.figure", height=780, width_hint=820)
with table_tab:
    unit_table.full_table(units, selection, scope, t)
output.source_line(
    t,
    reported=int(units["value"].notna().sum()),
    expected=len(units),
    is_synthetic=selection.is_synthetic,
    unapproved=approval_mark.unapproved_units(selection, selection.period, scope),
)
