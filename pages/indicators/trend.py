"""Diễn biến: one indicator over time against its targets, through the reform, of a province or a unit."""

import streamlit as st

from khuyenhoc.charts.trend_parts import trend_parts
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.ui import (
    access,
    approval_mark,
    filters,
    lens_words,
    notes,
    output,
    sentences,
    series_table,
    states,
    trend_subject,
)
from khuyenhoc.ui.conference import picked_figures, picks
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
headline = st.container()
selection = filters.choose(scope, t, with_period=False)
subject = trend_subject.choose_subject(selection, scope, t)
states.mark_synthetic(t, is_synthetic=selection.is_synthetic)

series = series_table.one_basis(trend_subject.series_of(subject, selection, scope), t)
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

sentence = sentences.trend(series, targets, selection, t, subject=subject.name)
headline.title(sentence)
st.caption(sentences.measure_over_time(series, selection, t))
figure = drawing(
    trend_parts,
    series,
    trend_subject.parts_of(subject, selection, scope, t),
    name=subject.name,
    indicator=selection.indicator,
    targets=targets,
    t=t,
    width_hint=figure_width(860),
)
output.show_figure(figure, alt=sentence, key="trend.figure")
last = series.iloc[-1]
output.source_line(
    t,
    reported=int(last["reported_units"]),
    expected=int(last["expected_units"]),
    is_synthetic=selection.is_synthetic,
    unapproved=approval_mark.unapproved_units(selection, Period.parse(last["period_id"]), scope),
    estimated=lens_words.estimated_periods(series["method"], t),
)
st.caption(t("trend.hollow"))
lens_words.explain_crosses(series[["method"]], t)
picks.offer_figure(
    f"trend.{selection.indicator.indicator}.{subject.unit_id}",
    selection,
    lambda: picked_figures.trend_line(series, targets, selection.indicator, t),
    t,
    title=sentence,
    subtitle=sentences.measure(selection, t),
    reported=int(last["reported_units"]),
    expected=int(last["expected_units"]),
    estimated=lens_words.estimated_periods(series["method"], t),
)
notes.under_figure(
    "trend",
    selection,
    scope,
    t,
    org_unit_id=subject.org_unit_id,
    is_of_indicator=True,
    is_of_period=False,
)
series_table.show(series, targets, selection, scope, t, unit_id=subject.unit_id)
