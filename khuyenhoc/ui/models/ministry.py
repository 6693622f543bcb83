"""Titles by the Ministry's circulars: other titles than the Association's of the same words."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_period_inline
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, selected_name
from khuyenhoc.ui.table_columns import completeness_columns, right_aligned

_ELEMENTS = (
    "ministry_units_level1",
    "ministry_units_level2",
    "ministry_communities_level1",
    "ministry_communities_level2",
)


def show_ministry_titles(selection: Selection, scope: Scope, t: Translator) -> None:
    """The newest count up to the period on screen; they are counted once a year."""
    rows = _newest(selection, scope)
    if rows.empty:
        st.header(t("models.ministry_empty", place=selected_name(selection, t)))
        st.caption(t("models.ministry_note"))
        return
    period = Period.parse(rows["period_id"].iloc[0])
    counts = rows.set_index("data_element")["value"]
    st.header(
        t(
            "models.ministry_title",
            place=selected_name(selection, t),
            units=format_number(_sum(counts, "units"), t.language),
            communities=format_number(_sum(counts, "communities"), t.language),
            period=format_period_inline(period, t),
        )
    )
    st.caption(t("models.ministry_note"))
    _table(rows, period, selection, t)
    output.source_line(
        t,
        reported=int(rows["reported_units"].max()),
        expected=int(rows["expected_units"].max()),
        is_synthetic=selection.is_synthetic,
    )


@derived
def _newest(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `elements_over_time`, of the last period that has any."""
    rows = query(
        "elements_over_time",
        scope,
        province_ids=selection.all_province_ids,
        data_elements=_ELEMENTS,
        lens=str(selection.lens),
    )
    rows = rows[rows["period_end"] <= pd.Timestamp(selection.period.end)]
    return rows[rows["period_end"] == rows["period_end"].max()]


def _table(rows: pd.DataFrame, period: Period, selection: Selection, t: Translator) -> None:
    frame = rows.assign(name=[element_name(element, t) for element in rows["data_element"]])
    shown = pd.DataFrame(
        {
            t("models.ministry_kind"): frame["name"],
            t("table.value"): marked_texts(
                (format_number(value, t.language) for value in frame["value"]), frame["method"], t
            ),
        }
    )
    st.dataframe(
        in_italics(shown, t("table.value")),
        hide_index=True,
        height="content",
        column_config=right_aligned(t("table.value")),
        alt=t("models.ministry_note"),
    )
    output.download_table(
        frame,
        [
            TableColumn("name", t("models.ministry_kind")),
            TableColumn("value", t("table.value"), "#,##0", method="method"),
            *completeness_columns(t),
        ],
        t,
        name=f"danh_hieu_thong_tu_{selection.province.file_name}_{period.period_id}",
        notes=file_notes(selection, t, what=t("models.ministry_note"), period=format_period(period, t)),
    )


def _sum(counts: pd.Series, kind: str) -> float:
    return float(counts[[name for name in counts.index if f"_{kind}_" in name]].sum())
