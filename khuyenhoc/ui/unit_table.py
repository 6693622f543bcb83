"""The units of a province with one indicator: as a ranked list, and as a table with its download."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import method_of_change
from khuyenhoc.domain.indicators import Indicator, data_elements
from khuyenhoc.domain.lenses import Lens, units_on_land_of
from khuyenhoc.domain.org_units import successor
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_change,
    format_day,
    format_number,
    format_period,
    format_value,
    marked,
)
from khuyenhoc.reports.workbook import TableColumn, table_columns
from khuyenhoc.ui import approval_mark, lens_words, output, provenance
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.profile_link import offer_profile, table_with_profiles
from khuyenhoc.ui.table_columns import text_columns

# The bar of the list runs to the largest value, or to 100 where that is the natural end.
_PERCENT_END = 100.0
_TABLE = "units.table"
# Column of figures -> the one that says whether they are estimates.
_METHOD_OF = {
    "value": "method",
    "numerator": "method",
    "denominator": "method",
    "change": "change_method",
}


def units_of(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `indicator_by_unit` for the choices on screen."""
    return query(
        "indicator_by_unit",
        scope,
        province_ids=selection.lens_province_ids,
        period_id=selection.period.period_id,
        earlier_period_id=selection.earlier_period.period_id,
        indicator=selection.indicator.indicator,
        lens=str(selection.lens),
    )


def states_of(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `unit_states` for the reports that the province's figures of the period come from."""
    province_ids = selection.province_ids or (successor(selection.province.org_unit_id),)
    rows = query("unit_states", scope, province_ids=province_ids, period_id=selection.period.period_id)
    if selection.province_ids:
        return rows
    return rows[rows["org_unit_id"].isin(units_on_land_of(selection.province.org_unit_id))]


def ranked_list(units: pd.DataFrame, indicator: Indicator, t: Translator, *, height: int) -> None:
    """Units from best to last with a bar each; units without a value stand below and say why."""
    ranking = _ranking(units, indicator, t)
    table_with_profiles(
        in_italics(ranking.shown, "value"),
        ranking.org_unit_ids,
        t,
        key="units.ranked",
        height=height,
        column_config={
            "rank": st.column_config.TextColumn(t("table.rank_heading"), width=44),
            "name": st.column_config.TextColumn(t("table.unit")),
            "bar": st.column_config.ProgressColumn(
                "", width=44, min_value=0.0, max_value=ranking.end, format=" "
            ),
            "value": st.column_config.TextColumn(t("table.value"), width=76, alignment="right"),
        },
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )


@dataclass(frozen=True)
class _Ranking:
    """The list's texts, the unit of each row, and where the bars end."""

    shown: pd.DataFrame
    org_unit_ids: tuple[str, ...]
    end: float


@derived
def _ranking(units: pd.DataFrame, indicator: Indicator, t: Translator) -> _Ranking:
    shown = pd.DataFrame(
        {
            "rank": [t("table.rank", rank=int(rank)) if pd.notna(rank) else "" for rank in units["rank"]],
            "name": units["name"],
            "value": _value_texts(units, indicator, t, is_short=True),
            "bar": units["value"],
        }
    )
    end = _PERCENT_END if indicator.unit == "%" else float(units["value"].fillna(0).max())
    return _Ranking(shown, tuple(units["org_unit_id"]), max(end, 1e-9))


def offer_ends(units: pd.DataFrame, t: Translator) -> None:
    """Links to the profiles of the lowest and the highest unit, which the sentence above names."""
    with st.container(horizontal=True):
        for org_unit_id in _ends(units):
            offer_profile(org_unit_id, t)


@derived
def _ends(units: pd.DataFrame) -> tuple[str, ...]:
    """The last and the first unit with a value; only one where there is no other."""
    reported = units.loc[units["value"].notna(), "org_unit_id"]
    return (*reported.tail(1), *reported.head(1))[: len(reported)]


def full_table(units: pd.DataFrame, selection: Selection, scope: Scope, t: Translator) -> None:
    """Every unit with value, parts, change and source, and the same as an Excel file.

    A selected row shows the cells its value is made of; corrected values stand beside the published ones.
    """
    indicator = selection.indicator
    units = units.assign(
        change=units["value"] - units["earlier_value"],
        change_method=method_of_change(units["method"], units["earlier_method"]),
    )
    shown = _as_read(units, indicator, t)
    headings = _headings(selection, t)
    columns = [name for name in shown if name in headings]
    st.dataframe(
        in_italics(shown[columns], *(name for name in columns if name in _METHOD_OF)),
        hide_index=True,
        height=min(38 * (len(shown) + 1), 620),
        column_config=text_columns(headings | {"value": t("table.value")}, words=("name", "source")),
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )
    st.caption(t("provenance.how"))
    chosen = provenance.chosen_row(_TABLE, units)
    if chosen is not None:
        provenance.of_row(chosen["org_unit_id"], selection, scope, t, key="units.cells")
    provenance.corrections(indicator, selection.province_ids, selection.period, scope, t)
    words = shown[["estimated", "sources", "source"]]
    exported = units.assign(state=_states(units, t), **words)
    output.download_table(
        exported,
        _export_columns(selection, headings, t),
        t,
        name=f"{indicator.indicator}_{selection.province.file_name}_{selection.period.period_id}",
        notes=_notes(units, selection, scope, t),
    )


def _as_read(units: pd.DataFrame, indicator: Indicator, t: Translator) -> pd.DataFrame:
    """Every column of the full table as texts."""
    parts = {
        part: marked_texts((format_number(value, t.language) for value in units[part]), units["method"], t)
        for part in ("numerator", "denominator")
    }
    changes = (format_change(value, indicator.unit, t) for value in units["change"])
    return pd.DataFrame(
        {
            "rank": [format_number(rank, t.language) if pd.notna(rank) else "–" for rank in units["rank"]],
            "name": units["name"],
            "value": _value_texts(units, indicator, t),
            **parts,
            "change": marked_texts(changes, units["change_method"], t),
            "estimated": lens_words.estimated_texts(units, t),
            "sources": lens_words.source_counts(units, t),
            "source": [_source(row, t) for row in units.itertuples()],
        }
    )


def _value_texts(
    units: pd.DataFrame, indicator: Indicator, t: Translator, *, is_short: bool = False
) -> list[str]:
    return [
        marked(format_value(value, indicator.unit, t, is_short=is_short), method, t)
        if pd.notna(value)
        else t(f"state.{state}")
        for value, state, method in zip(units["value"], units["state"], units["method"], strict=True)
    ]


def _states(units: pd.DataFrame, t: Translator) -> list[str]:
    return [t(f"state.{state}") for state in units["state"]]


def _source(row: object, t: Translator) -> str:
    if pd.isna(row.value):
        return "–"
    if pd.isna(row.cell):
        return t("lens.sources", reported=row.reported_sources, expected=row.expected_sources)
    return t(
        "table.source_cell",
        file=row.file_name,
        cell=row.cell,
        date=format_day(row.submitted_at),
    )


def _element_name(element: str, t: Translator) -> str:
    found = data_elements()[element]
    return found.name_vi if t.language == "vi" else found.name_en


def _headings(selection: Selection, t: Translator) -> dict[str, str]:
    indicator = selection.indicator
    headings = {
        "rank": t("table.rank_heading"),
        "name": t("table.unit"),
        "value": f"{indicator_name(indicator, t)} ({t(f'unit.{indicator.unit}')})",
    }
    if indicator.denominator:
        headings["numerator"] = _element_name(indicator.numerator, t)
        headings["denominator"] = _element_name(indicator.denominator, t)
    headings["change"] = t("table.change")
    if selection.lens is not Lens.REPORTED:
        headings |= {"estimated": t("lens.estimated"), "sources": t("lens.source_count")}
    return headings | {"source": t("table.source")}


def _export_columns(selection: Selection, headings: dict[str, str], t: Translator) -> list[TableColumn]:
    indicator = selection.indicator
    decimals = "#,##0.00" if indicator.unit in {"%", "per 1000"} else "#,##0"
    formats = {
        "rank": "0",
        "value": decimals,
        "change": decimals,
        "numerator": "#,##0",
        "denominator": "#,##0",
    }
    columns = table_columns(headings, formats, _METHOD_OF)
    columns.insert(2, TableColumn("state", t("table.state")))
    return columns


def _notes(units: pd.DataFrame, selection: Selection, scope: Scope, t: Translator) -> dict[str, str]:
    indicator = selection.indicator
    definition = _element_name(indicator.numerator, t)
    if indicator.denominator:
        definition = f"{definition} / {_element_name(indicator.denominator, t)}"
    notes = file_notes(
        selection,
        t,
        indicator=indicator_name(indicator, t),
        period=format_period(selection.period, t),
        completeness=t(
            "source.completeness", reported=int(units["value"].notna().sum()), expected=len(units)
        ),
        definition=definition,
    )
    unapproved = approval_mark.unapproved_units(selection, selection.period, scope)
    if unapproved:
        notes[t("approval.page")] = t("approval.mark", count=unapproved)
    return notes
