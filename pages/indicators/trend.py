"""Diễn biến: one indicator over time against its targets."""

import streamlit as st

from khuyenhoc.charts.trend import trend_line
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.ui import access, approval_mark, filters, output, sentences, series_table, states
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_period=False)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

series = query(
    "indicator_series",
    scope,
    province_ids=selection.all_province_ids,
    indicator=selection.indicator.indicator,
)
series = series_table.one_basis(series, t)
states.stop_without_values(series, t)
targets = series_table.targets(
    query(
        "indicator_targets",
        scope,
        indicator=selection.indicator.indicator,
        province_code=selection.province.code,
    ),
    selection.indicator,
)

headline.title(sentences.trend(series, targets, selection, t))
st.caption(sentences.measure(selection, t))
figure = trend_line(series, indicator=selection.indicator, targets=targets, t=t, width_hint=figure_width(860))
output.show_figure(figure, alt=sentences.trend(series, targets, selection, t), key="trend.figure")
last = series.iloc[-1]
output.source_line(
    t,
    reported=int(last["reported_units"]),
    expected=int(last["expected_units"]),
    is_synthetic=selection.is_synthetic,
    unapproved=approval_mark.unapproved_units(
        selection.all_province_ids, Period.parse(last["period_id"]), scope
    ),
)
st.caption(t("trend.hollow"))
series_table.show(series, targets, selection, scope, t)
