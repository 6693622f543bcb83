"""Learning citizens over time: registered and recognised among the adults."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.lines import lines
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period, format_period_inline, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.file_notes import file_notes, periods_of
from khuyenhoc.ui.filters import Selection, selected_name
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, period_column, right_aligned

_INDICATORS = {
    "registered": "learning_citizen_registration_rate",
    "recognised": "learning_citizen_rate",
}


def show_registration(selection: Selection, scope: Scope, t: Translator) -> None:
    """The two lines, and the same as a table."""
    frame = _series(selection, scope)
    title = _title(frame, selected_name(selection, t), t)
    st.header(title)
    if frame.empty:
        return
    st.caption(t("models.registration_subtitle"))
    names = {name: t(f"models.stage.{name}") for name in _INDICATORS}
    figure = drawing(lines, frame, names=names, unit="%", t=t, width_hint=figure_width(1000))
    output.show_figure(figure, alt=title, key="models.registration")
    last = frame.iloc[-1]
    output.source_line(
        t,
        reported=int(last["reported_units"]),
        expected=int(last["expected_units"]),
        is_synthetic=selection.is_synthetic,
        estimated=lens_words.estimated_periods(frame["method"], t),
    )
    _table(frame, names, selection, t)


def _table(frame: pd.DataFrame, names: dict[str, str], selection: Selection, t: Translator) -> None:
    """The two rates by quarter, and the same as a file."""
    headings = {"period": t("table.period"), **names, "completeness": t("table.completeness")}
    shown = frame.assign(
        period=[format_period(Period.parse(key), t) for key in frame["period_id"]],
        completeness=completeness_texts(frame, t),
        **{
            name: marked_texts((format_value(value, "%", t) for value in frame[name]), frame["method"], t)
            for name in _INDICATORS
        },
    )
    with st.expander(t("models.registration_table"), icon=":material/table:"):
        st.dataframe(
            in_italics(shown[list(headings)].rename(columns=headings), *names.values()),
            hide_index=True,
            height="content",
            column_config=right_aligned(*list(headings.values())[1:]),
            alt=t("models.registration_table"),
        )
        output.download_table(
            frame,
            [
                period_column(t),
                *(TableColumn(name, heading, "0.00", method="method") for name, heading in names.items()),
                *completeness_columns(t),
            ],
            t,
            name=f"cong_dan_hoc_tap_{selection.province.file_name}",
            notes=file_notes(
                selection, t, what=t("models.registration_subtitle"), period=periods_of(frame["period_id"], t)
            ),
        )


@derived
def _series(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Both rates by quarter up to the period on screen; the completeness is that of the titles."""
    parts = []
    for name, indicator in _INDICATORS.items():
        rows = query(
            "indicator_series",
            scope,
            province_ids=selection.all_province_ids,
            indicator=indicator,
            lens=str(selection.lens),
        )
        rows = rows[~rows["is_cumulative"].astype(bool)]
        keys = ["period_id", "period_end", "expected_units", "method"]
        parts.append(rows[[*keys, "value", "reported_units"]].rename(columns={"value": name}))
    registered, recognised = parts
    frame = recognised.merge(registered[["period_id", "registered"]], on="period_id", how="left", sort=False)
    return frame[frame["period_end"] <= pd.Timestamp(selection.period.end)].reset_index(drop=True)


@derived
def _title(frame: pd.DataFrame, place: str, t: Translator) -> str:
    if frame.empty:
        return t("models.registration_empty", place=place)
    first, last = frame.iloc[0], frame.iloc[-1]
    unit = indicators()[_INDICATORS["recognised"]].unit
    return t(
        "models.registration_title",
        place=place,
        registered=format_value(last["registered"], unit, t),
        recognised=format_value(last["recognised"], unit, t),
        change=format_change(last["recognised"] - first["recognised"], unit, t),
        since=format_period_inline(Period.parse(first["period_id"]), t),
    )
