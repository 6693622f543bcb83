"""Bản đồ: one indicator on the map, of a province or of the country, in one period or several."""

import streamlit as st

from khuyenhoc.ui import (
    access,
    approval_mark,
    filters,
    lens_words,
    map_controls,
    map_data,
    map_page,
    notes,
    output,
    profile_link,
    sentences,
    states,
)
from khuyenhoc.ui.conference import picks
from khuyenhoc.ui.language import translator
from khuyenhoc.ui.map_state import UNIT, View, choose_mode, choose_view

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

view_column, mode_column, classes_column = st.columns(3)
with view_column:
    view = choose_view(t)
with mode_column:
    mode = choose_mode(t)
units = map_data.units_on_map(view, selection, scope)
target = map_data.next_target(view, selection, scope)
with classes_column:
    method = map_controls.choose_method(selection.indicator, target, t)
on_map = map_page.OnMap(view, selection, scope, units, target, method)

headline.title(sentences.spread(units, selection, t))
st.caption(sentences.measure(selection, t))
states.stop_without_values(units, t)
map_tab, table_tab = st.tabs([t("map.tab_map"), t("map.tab_table")], on_change="rerun", key="map.tab")
with map_tab:
    if map_tab.open:
        map_page.SHOW[mode](on_map, t)
        profile_link.offer_profile(st.query_params.get(UNIT), t)
with table_tab:
    if table_tab.open:
        map_page.show_table(on_map, t)
output.source_line(
    t,
    reported=int(units["value"].notna().sum()),
    expected=len(units),
    is_synthetic=selection.is_synthetic,
    unapproved=approval_mark.unapproved_units(
        selection, selection.period, scope, is_country=view is not View.PROVINCE
    ),
    estimated=lens_words.estimated_units(units["method"], t),
)
if view is View.PROVINCE:
    picks.offer_map(selection, scope, t)
notes.under_figure(f"map.{view.value}", selection, scope, t, is_of_indicator=True)
