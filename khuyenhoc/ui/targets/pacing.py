"""The pace line of the indicator on screen."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.pace import pace_line
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.pace import Method
from khuyenhoc.domain.pace_table import Pace, next_target, pace
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output, sentences
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.file_notes import file_notes, periods_of
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, period_column, right_aligned
from khuyenhoc.ui.targets.sentences import forecast_note, method_note, pace_title

_NUMBERS = {"%": "0.00", "per 1000": "0.00"}


@dataclass(frozen=True)
class PaceView:
    """The pace with the target it leads to."""

    pace: Pace
    target_year: int
    target_value: float
    legal_act: str
    method: Method
    expected_units: int
    reported_units: int


def pace_of(selection: Selection, scope: Scope, t: Translator) -> PaceView | None:
    """Ask how the way is to be divided and work the pace out; None where no target holds."""
    indicator = selection.indicator
    targets = query(
        "indicator_targets", scope, indicator=indicator.indicator, province_code=selection.province.code
    )
    is_flow = data_elements()[indicator.numerator].kind == "flow"
    target = derived(next_target)(targets, year=selection.period.year, is_flow=is_flow)
    if target is None:
        return None
    series = _series(selection, scope)
    method = Method(
        st.segmented_control(
            t("targets.method"),
            [str(each) for each in Method],
            default=str(Method.LINEAR),
            required=True,
            format_func=lambda key: t(f"targets.method_name.{key}"),
            key="targets.method",
        )
    )
    worked_out = derived(pace)(
        series,
        indicator,
        year=selection.period.year,
        quarter=quarter_of(selection.period),
        target_year=int(target["year"]),
        target_value=float(target["value"]),
        method=method,
    )
    now = series[series["period_id"] == selection.period.period_id]
    return PaceView(
        worked_out,
        int(target["year"]),
        float(target["value"]),
        target["legal_act"],
        method,
        int(now["expected_units"].sum()),
        int(now["reported_units"].sum()),
    )


@derived
def _series(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `indicator_to_date` of the period's basis."""
    series = query(
        "indicator_to_date",
        scope,
        province_ids=selection.all_province_ids,
        indicator=selection.indicator.indicator,
    )
    return series[series["is_cumulative"] == selection.period.is_cumulative]


def quarter_of(period: Period) -> int:
    """The quarter that a period ends with."""
    return -(-period.end.month // 3)


def show_pace(view: PaceView | None, selection: Selection, t: Translator) -> None:
    """The finding, the line, the forecast in words, and the table."""
    if view is None:
        st.info(t("targets.none", indicator=indicator_name(selection.indicator, t)), icon=":material/flag:")
        return
    title = pace_title(view.pace, view.target_year, view.target_value, selection, t)
    st.header(title)
    st.caption(sentences.measure(selection, t))
    figure = drawing(
        pace_line, view.pace.table, indicator=selection.indicator, t=t, width_hint=figure_width(1000)
    )
    output.show_figure(figure, alt=title, key="targets.pace")
    output.source_line(
        t, reported=view.reported_units, expected=view.expected_units, is_synthetic=selection.is_synthetic
    )
    st.markdown(forecast_note(view.pace, selection, t))
    target = format_value(view.target_value, selection.indicator.unit, t)
    st.caption(
        f"{t('trend.target_source', year=view.target_year, value=target, act=view.legal_act)} "
        f"{method_note(view.pace, view.method, selection, t)}"
    )
    with st.expander(t("targets.pace_table"), icon=":material/table:"):
        _table(view, selection, t)


def _table(view: PaceView, selection: Selection, t: Translator) -> None:
    unit = selection.indicator.unit
    frame, columns = view.pace.table, _columns(t)
    shown = _shown(frame, unit, t)
    st.dataframe(
        shown,
        hide_index=True,
        height="content",
        column_config=right_aligned(*shown.columns[1:]),
        alt=t("targets.pace_table"),
    )
    number = _NUMBERS.get(unit, "#,##0")
    output.download_table(
        frame,
        [
            period_column(t),
            *(TableColumn(name, heading, number) for name, heading in columns.items()),
            TableColumn("numerator", t("table.numerator"), "#,##0"),
            TableColumn("denominator", t("table.denominator"), "#,##0"),
            *completeness_columns(t),
        ],
        t,
        name=f"tien_do_{selection.indicator.indicator}_{selection.province.file_name}",
        notes=file_notes(
            selection,
            t,
            indicator=indicator_name(selection.indicator, t),
            period=periods_of(frame["period_id"], t),
            definition=method_note(view.pace, view.method, selection, t),
        )
        | {
            t("targets.forecast_heading"): forecast_note(view.pace, selection, t).replace("**", ""),
            t("targets.act"): view.legal_act,
        },
    )


def _columns(t: Translator) -> dict[str, str]:
    return {
        "value": t("table.value"),
        "expected": t("targets.expected"),
        "forecast_low": t("targets.forecast_low"),
        "forecast": t("targets.forecast_middle"),
        "forecast_high": t("targets.forecast_high"),
    }


@derived
def _shown(frame: pd.DataFrame, unit: str, t: Translator) -> pd.DataFrame:
    """The rows of a pace as they are read on screen."""
    return pd.DataFrame(
        {
            t("table.period"): [format_period(Period.parse(key), t) for key in frame["period_id"]],
            **{
                heading: [format_value(value, unit, t) for value in frame[name]]
                for name, heading in _columns(t).items()
            },
            t("table.completeness"): completeness_texts(frame, t),
        }
    )
