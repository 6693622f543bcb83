"""Titles by the Ministry's circulars: other titles than the Association's of the same words."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period, format_period_inline, marked
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.filters import Selection, selected_name

_ELEMENTS = (
    "ministry_units_level1",
    "ministry_units_level2",
    "ministry_communities_level1",
    "ministry_communities_level2",
)


def show_ministry_titles(selection: Selection, scope: Scope, t: Translator) -> None:
    """The newest count up to the period on screen; they are counted once a year."""
    rows = query(
        "elements_over_time",
        scope,
        province_ids=selection.all_province_ids,
        data_elements=_ELEMENTS,
        lens=str(selection.lens),
    )
    rows = rows[rows["period_end"] <= pd.Timestamp(selection.period.end)]
    if rows.empty:
        st.header(t("models.ministry_empty"))
        st.caption(t("models.ministry_note"))
        return
    newest = rows["period_end"].max()
    rows = rows[rows["period_end"] == newest]
    period = Period.parse(rows["period_id"].iloc[0])
    counts = rows.set_index("data_element")["value"]
    st.header(
        t(
            "models.ministry_title",
            units=format_number(_sum(counts, "units"), t.language),
            communities=format_number(_sum(counts, "communities"), t.language),
            period=format_period_inline(period, t),
        )
    )
    st.caption(t("models.ministry_note"))
    frame = rows.assign(name=[element_name(element, t) for element in rows["data_element"]])
    shown = pd.DataFrame(
        {
            t("models.ministry_kind"): frame["name"],
            t("table.value"): [
                marked(format_number(value, t.language), method, t)
                for value, method in zip(frame["value"], frame["method"], strict=True)
            ],
        }
    )
    st.dataframe(
        in_italics(shown, t("table.value")),
        hide_index=True,
        height="content",
        column_config=output.right_aligned(t("table.value")),
        alt=t("models.ministry_note"),
    )
    output.download_table(
        frame,
        [
            TableColumn("name", t("models.ministry_kind")),
            TableColumn("value", t("table.value"), "#,##0", method="method"),
            TableColumn("reported_units", t("table.reported"), "0"),
            TableColumn("expected_units", t("table.expected"), "0"),
        ],
        t,
        name=f"danh_hieu_thong_tu_{selection.province.org_unit_id}_{period.period_id}",
        notes={
            t("notes.province"): selected_name(selection, t),
            t("notes.period"): format_period(period, t),
            t("notes.definition"): t("models.ministry_note"),
            t("notes.source"): t("source.reports"),
            **lens_words.notes(selection.lens, t),
            **({t("notes.warning"): t("synthetic.banner")} if selection.is_synthetic else {}),
        },
    )
    output.source_line(
        t,
        reported=int(frame["reported_units"].max()),
        expected=int(frame["expected_units"].max()),
        is_synthetic=selection.is_synthetic,
    )


def _sum(counts: pd.Series, kind: str) -> float:
    return float(counts[[name for name in counts.index if f"_{kind}_" in name]].sum())
