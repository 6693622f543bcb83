"""The figures behind a trend, as a table with its download."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import lens_words, output, provenance
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.file_notes import file_notes, periods_of
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, period_column

_TABLE = "series.table"


def one_basis(series: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The rows of one basis: quarters, or periods counted from 1 January; asked when there are both."""
    bases = list(dict.fromkeys(series["is_cumulative"]))
    if len(bases) < 2:
        return series
    cumulative = st.segmented_control(
        t("trend.basis"),
        [False, True],
        default=False,
        required=True,
        format_func=lambda is_cumulative: t("trend.cumulative" if is_cumulative else "trend.quarterly"),
        key="basis",
    )
    return series[series["is_cumulative"] == cumulative].reset_index(drop=True)


@derived
def targets(frame: pd.DataFrame, indicator: Indicator) -> list[Target]:
    """Rows of the query `indicator_targets`."""
    return [
        Target(indicator.indicator, row.scope, int(row.year), row.value, row.legal_act, "", row.evidence)
        for row in frame.itertuples()
    ]


def show(
    series: pd.DataFrame,
    held: list[Target],
    selection: Selection,
    scope: Scope,
    t: Translator,
    *,
    unit_id: str = "",
) -> None:
    """The table, where a selected period comes from, its Excel file, and the acts that set the targets.

    A period with two figures shows the published one beside the one that counts.

    Args:
        unit_id: the unit of the lens that the series is of; empty for the whole province.
    """
    indicator = selection.indicator
    series = _with_published(series, selection, scope, unit_id)
    shown = _shown(series, indicator, t)
    st.dataframe(
        in_italics(shown, *(heading for heading in _estimable(t) if heading in shown)),
        hide_index=True,
        height="content",
        column_config={
            heading: st.column_config.TextColumn(heading, alignment="right") for heading in shown.columns[1:]
        },
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )
    _name_two_figures(series, indicator, t)
    st.caption(t("provenance.how"))
    chosen = provenance.chosen_row(_TABLE, series)
    if chosen is not None:
        _show_period(Period.parse(chosen["period_id"]), selection, scope, t, unit_id)
    output.download_table(
        derived(_with_estimates)(series, t),
        _file_columns(indicator, t),
        t,
        name=f"{indicator.indicator}_{selection.province.file_name}",
        notes=_notes(series, held, selection, t),
    )
    for target in held:
        value = format_value(target.value, indicator.unit, t)
        st.caption(t("trend.target_source", year=target.year, value=value, act=target.legal_act))


@derived
def _shown(series: pd.DataFrame, indicator: Indicator, t: Translator) -> pd.DataFrame:
    """The rows as they are read on screen."""
    shown = pd.DataFrame(
        {
            t("table.period"): [format_period(Period.parse(key), t) for key in series["period_id"]],
            t("table.value"): marked_texts(
                (format_value(value, indicator.unit, t) for value in series["value"]), series["method"], t
            ),
            t("provenance.published"): [
                format_value(value, indicator.unit, t) for value in series["published_value"]
            ],
            **{
                t(f"table.{part}"): marked_texts(
                    (format_number(value, t.language) for value in series[part]), series["method"], t
                )
                for part in ("numerator", "denominator")
            },
            t("table.completeness"): completeness_texts(series, t),
        }
    )
    if (series["method"] == "estimate").any():
        shown[t("lens.estimated")] = lens_words.estimated_texts(series, t)
    if indicator.denominator is None:
        shown = shown.drop(columns=[t("table.numerator"), t("table.denominator")])
    if series["published_value"].isna().all():
        shown = shown.drop(columns=[t("provenance.published")])
    return shown


def _file_columns(indicator: Indicator, t: Translator) -> list[TableColumn]:
    value = f"{indicator_name(indicator, t)} ({t(f'unit.{indicator.unit}')})"
    return [
        period_column(t),
        TableColumn("value", value, "#,##0.00", method="method"),
        TableColumn("published_value", t("provenance.published"), "#,##0.00"),
        TableColumn("estimated", t("lens.estimated")),
        TableColumn("numerator", t("table.numerator"), "#,##0", method="method"),
        TableColumn("denominator", t("table.denominator"), "#,##0", method="method"),
        *completeness_columns(t),
    ]


def _with_estimates(series: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return series.assign(estimated=lens_words.estimated_texts(series, t))


def _estimable(t: Translator) -> tuple[str, ...]:
    """Headings of the columns whose figures may be estimates."""
    return t("table.value"), t("table.numerator"), t("table.denominator")


@derived
def _with_published(series: pd.DataFrame, selection: Selection, scope: Scope, unit_id: str) -> pd.DataFrame:
    """The rows with `published_value`, missing where it is the one that still counts.

    What was published is the figure on the map of its time, so it stands beside no restated one.
    """
    if unit_id or selection.lens is not Lens.REPORTED:
        return series.assign(published_value=float("nan"))
    published = query(
        "indicator_published",
        scope,
        province_ids=selection.all_province_ids,
        indicator=selection.indicator.indicator,
    )
    return series.merge(published[["period_id", "published_value"]], on="period_id", how="left")


def _name_two_figures(series: pd.DataFrame, indicator: Indicator, t: Translator) -> None:
    for words in _two_figures(series, indicator, t):
        st.caption(words)


@derived
def _two_figures(series: pd.DataFrame, indicator: Indicator, t: Translator) -> tuple[str, ...]:
    return tuple(
        t(
            "provenance.two_figures",
            period=format_period(Period.parse(row.period_id), t),
            published=format_value(row.published_value, indicator.unit, t),
            corrected=format_value(row.value, indicator.unit, t),
        )
        for row in series.dropna(subset=["published_value"]).itertuples()
    )


def _show_period(period: Period, selection: Selection, scope: Scope, t: Translator, unit_id: str) -> None:
    with st.container(border=True):
        provenance.of_figure(selection, period, scope, t, key="series.cells", unit=unit_id)
        provenance.corrections(selection.indicator, selection.all_province_ids, period, scope, t)


def _notes(series: pd.DataFrame, held: list[Target], selection: Selection, t: Translator) -> dict[str, str]:
    notes = file_notes(
        selection,
        t,
        indicator=indicator_name(selection.indicator, t),
        period=periods_of(series["period_id"], t),
    )
    for target in held:
        value = format_value(target.value, selection.indicator.unit, t)
        notes[t("trend.target", year=target.year, value=value)] = target.legal_act
    return notes
