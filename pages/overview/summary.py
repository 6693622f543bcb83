"""Tổng quan: where the province stands, on one screen."""

import streamlit as st

from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.standing import attention, standings
from khuyenhoc.ui import (
    access,
    approval_mark,
    filters,
    guide,
    lens_map,
    lens_words,
    maps,
    notes,
    output,
    sentences,
    states,
    tiles,
    unit_table,
)
from khuyenhoc.ui.conference import picks
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
guide.greet_empty_store(scope, t)
headline = st.container()
selection = filters.choose(scope, t)
with st.container(horizontal=True, vertical_alignment="center"):
    states.mark_synthetic(t, is_synthetic=selection.is_synthetic)
    guide.point_from_demo(scope, t)

summary = query(
    "province_summary",
    scope,
    province_ids=selection.lens_province_ids,
    province_code=selection.province.code,
    period_id=selection.period.period_id,
    earlier_province_ids=selection.earlier_lens_province_ids,
    earlier_period_id=selection.earlier_period.period_id,
    lens=str(selection.lens),
)
unit_states = unit_table.states_of(selection, scope)
units = unit_table.units_of(selection, scope)
by_indicator = derived(standings)(summary)

headline.title(sentences.headline(by_indicator, unit_states, selection, t))
tiles.show_tiles([by_indicator[name] for name in tiles.TILES], selection, scope, t)

st.header(sentences.spread(units, selection, t))
st.caption(sentences.measure(selection, t))
unit_table.offer_ends(units, t)
map_column, list_column = st.columns([5, 4])
with map_column:
    maps.province_map(
        lens_map.on_map(units, selection), selection, t, key="summary.map", height=620, width_hint=470
    )
with list_column:
    unit_table.ranked_list(units, selection.indicator, t, height=620)
output.source_line(
    t,
    reported=lens_words.complete_units(units),
    expected=len(units),
    is_synthetic=selection.is_synthetic,
    unapproved=approval_mark.unapproved_units(selection, selection.period, scope),
    estimated=lens_words.estimated_units(units["method"], t),
)
with st.container(horizontal=True):
    picks.offer_map(selection, scope, t)
    picks.offer_ranking(selection, scope, t)
notes.under_figure("overview", selection, scope, t, is_of_indicator=True)

st.header(t("summary.attention"))
st.markdown(sentences.attention_list(derived(attention)(unit_states, by_indicator, units), selection, t))
