"""Every unit with its figures of continuing education and organisation."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import any_estimate
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.small_counts import HIDDEN
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value, marked
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import lens_words, output, sentences
from khuyenhoc.ui.continuing.figures import ORGANISATION, TEACHING
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.table_columns import text_columns

_ELEMENTS = (*TEACHING, *ORGANISATION)
# Behind an element, in the frame of the file: how its values came about.
_METHOD = ".method"


def show_units(selection: Selection, scope: Scope, t: Translator) -> None:
    """One row per unit, a column per element that anybody reported; missing says why."""
    rows = _rows(selection, scope)
    table = _by_units(rows, selection.lens, t)
    elements = table.elements
    missing = [element_name(element, t) for element in _ELEMENTS if element not in elements]
    st.header(t("continuing.units"))
    period = format_period(selection.period, t)
    st.caption(f"{t('continuing.units_subtitle', period=period)} {sentences.map_words(selection, t)}.")
    if missing:
        st.caption(t("continuing.missing", names=", ".join(missing)))
    if not elements:
        return
    headings = {"name": t("table.unit"), **{element: element_name(element, t) for element in elements}}
    if selection.lens is not Lens.REPORTED:
        headings |= {"estimated": t("lens.estimated"), "sources": t("lens.source_count")}
    table_with_profiles(
        in_italics(table.shown[list(headings)], *elements, pinned="name"),
        table.shown["org_unit_id"].tolist(),
        t,
        key="continuing.units",
        height=min(38 * (len(table.shown) + 1), 480),
        column_config=text_columns(headings, is_name_pinned=True),
        alt=t("continuing.units"),
    )
    if table.has_hidden:
        st.caption(t("state.hidden_why"))
    _download(table, headings, selection, t)
    output.source_line(
        t,
        reported=table.reported_units,
        expected=len(table.values),
        is_synthetic=selection.is_synthetic,
        estimated=lens_words.estimated_units(table.methods, t),
    )


@dataclass(frozen=True)
class _Table:
    """What is shown of the units, a row each.

    Attributes:
        elements: those that anybody reported.
        shown: texts for the screen.
        values: the same as figures for the file, each with its method.
        methods: of each unit whether one of its figures is an estimate.
        has_hidden: whether any figure is too small to be shown.
    """

    elements: tuple[str, ...]
    shown: pd.DataFrame
    values: pd.DataFrame
    methods: pd.Series
    reported_units: int
    has_hidden: bool


@derived
def _by_units(rows: pd.DataFrame, lens: Lens, t: Translator) -> _Table:
    """The table made of rows of the query `elements_by_unit`."""
    is_hidden = rows["state"] == HIDDEN
    answered = rows[rows["value"].notna() | is_hidden]
    reported = set(answered["data_element"])
    texts = rows.assign(text=[_text(row, t) for row in rows.itertuples()])
    values, shown = _by_unit(rows, "value"), _by_unit(texts, "text")
    if lens is not Lens.REPORTED:
        restated = _restated(rows, shown["org_unit_id"], t)
        shown, values = shown.assign(**restated), values.assign(**restated)
    return _Table(
        tuple(element for element in _ELEMENTS if element in reported),
        shown,
        _with_methods(values, rows),
        _methods(rows),
        answered["org_unit_id"].nunique(),
        bool(is_hidden.any()),
    )


def _rows(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `elements_by_unit` for the choices on screen."""
    return query(
        "elements_by_unit",
        scope,
        province_ids=selection.lens_province_ids,
        period_id=selection.period.period_id,
        data_elements=_ELEMENTS,
        lens=str(selection.lens),
    )


def _with_methods(values: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The values by unit with, behind each element, how they came about."""
    methods = _by_unit(rows, "method").drop(columns=["name"]).set_index("org_unit_id").add_suffix(_METHOD)
    return values.join(methods, on="org_unit_id")


def _methods(rows: pd.DataFrame) -> pd.Series:
    """For each unit whether one of its figures is an estimate."""
    return rows.groupby("org_unit_id", sort=False)["method"].agg(any_estimate)


def _restated(rows: pd.DataFrame, units: pd.Series, t: Translator) -> dict[str, list[str]]:
    """For each unit the largest estimated share of a figure, and how many of its reports are there."""
    grouped = rows.groupby("org_unit_id", sort=False)
    of_units = pd.DataFrame(
        {
            "method": _methods(rows).where(grouped["value"].count() > 0),
            "estimated_share": grouped["estimated_share"].max(),
            "reported_sources": grouped["reported_sources"].max(),
            "expected_sources": grouped["expected_sources"].max(),
        }
    ).reindex(units)
    return {
        "estimated": lens_words.estimated_texts(of_units, t),
        "sources": lens_words.source_counts(of_units, t),
    }


def _by_unit(rows: pd.DataFrame, what: str) -> pd.DataFrame:
    """One row per unit in the order given, one column per element."""
    names = rows.drop_duplicates("org_unit_id")[["org_unit_id", "name"]]
    wide = rows.pivot_table(
        index="org_unit_id", columns="data_element", values=what, aggfunc="first", dropna=False
    )
    return names.merge(wide, left_on="org_unit_id", right_index=True, how="left")


def _text(row: object, t: Translator) -> str:
    if pd.isna(row.value):
        return t(f"state.{row.state}")
    unit = "VND" if data_elements()[row.data_element].is_money else "person"
    return marked(format_value(row.value, unit, t), row.method, t)


def _download(table: _Table, headings: dict[str, str], selection: Selection, t: Translator) -> None:
    notes = file_notes(
        selection,
        t,
        what=t("continuing.units"),
        period=format_period(selection.period, t),
        completeness=t("source.completeness", reported=table.reported_units, expected=len(table.values)),
    )
    if table.has_hidden:
        notes[t("state.hidden")] = t("state.hidden_why")
    output.download_table(
        table.values,
        table_columns(
            headings,
            dict.fromkeys(_ELEMENTS, "#,##0"),
            {element: f"{element}{_METHOD}" for element in _ELEMENTS},
        ),
        t,
        name=lens_words.file_name("hoc_tap_thuong_xuyen", selection),
        notes=notes,
    )
