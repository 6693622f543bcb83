"""What a stored file holds: its values cell by cell, what they changed, and what the checks said."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output, provenance
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.table_columns import right_aligned

_VALUES = "sources.values"
_HEIGHT = 460
_KINDS = ("changed", "void", "new", "same")


def show_contents(submission: pd.Series, scope: Scope, t: Translator) -> None:
    """Values, changes and findings, side by side as tabs."""
    code = submission["receipt_code"]
    values, changes, findings = st.tabs(
        [t("sources.tab_values"), t("sources.tab_changes"), t("sources.tab_findings")]
    )
    with values:
        _show_values(submission, query("submission_values", scope, receipt_code=code), scope, t)
    with changes:
        _show_changes(query("submission_changes", scope, receipt_code=code), t)
    with findings:
        _show_findings(query("submission_findings", scope, receipt_code=code), t)


def _show_values(submission: pd.Series, rows: pd.DataFrame, scope: Scope, t: Translator) -> None:
    if rows.empty:
        st.info(t("sources.no_values"), icon=":material/info:")
        return
    frame = pd.DataFrame(
        {
            t("table.unit"): rows["name"],
            t("upload.element"): [element_name(element, t) for element in rows["data_element"]],
            t("table.value"): [format_number(value, t.language) for value in rows["value"]],
            t("provenance.original"): rows["original"],
            t("provenance.cell"): rows["cell"],
            t("sources.state"): [t(f"sources.standing.{standing}") for standing in rows["standing"]],
            t("sources.replaced"): rows["superseded_by_receipt"].fillna(""),
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        height=min(38 * (len(frame) + 1), _HEIGHT),
        key=_VALUES,
        on_select="rerun",
        selection_mode="single-row",
        column_config=right_aligned(t("table.value")),
        alt=t("sources.tab_values"),
    )
    st.caption(t("provenance.how"))
    chosen = provenance.chosen_row(_VALUES, rows)
    if chosen is not None:
        period = Period.parse(submission["period_id"])
        with st.container(border=True):
            provenance.of_value(chosen["org_unit_id"], chosen["data_element"], period, scope, t)
    output.download_table(
        rows.assign(element=frame[t("upload.element")], state=frame[t("sources.state")]),
        [
            TableColumn("name", t("table.unit")),
            TableColumn("element", t("upload.element")),
            TableColumn("value", t("table.value"), "#,##0"),
            TableColumn("original", t("provenance.original")),
            TableColumn("cell", t("provenance.cell")),
            TableColumn("state", t("sources.state")),
        ],
        t,
        name=submission["receipt_code"],
        notes={t("upload.receipt"): submission["receipt_code"], t("upload.file"): submission["file_name"]},
    )


def _show_changes(rows: pd.DataFrame, t: Translator) -> None:
    counts = rows["kind"].value_counts()
    st.markdown(
        t(
            "sources.change_counts",
            **{kind: format_number(counts.get(kind, 0), t.language) for kind in _KINDS},
        )
    )
    changed = rows[rows["kind"].isin(["changed", "void"])]
    if changed.empty:
        return
    st.dataframe(
        pd.DataFrame(
            {
                t("table.unit"): changed["name"],
                t("upload.element"): [element_name(element, t) for element in changed["data_element"]],
                t("sources.before"): [format_number(value, t.language) for value in changed["value_before"]],
                t("upload.after"): [format_number(value, t.language) for value in changed["value_after"]],
                t("sources.difference"): [
                    _difference(row.value_before, row.value_after, t) for row in changed.itertuples()
                ],
                t("provenance.cell"): changed["cell"].fillna("–"),
                t("sources.receipt_before"): changed["receipt_before"],
            }
        ),
        hide_index=True,
        height="content" if len(changed) < 12 else _HEIGHT,
        column_config=right_aligned(t("sources.before"), t("upload.after"), t("sources.difference")),
        alt=t("sources.tab_changes"),
    )


def _difference(before: float, after: float, t: Translator) -> str:
    if pd.isna(before) or pd.isna(after):
        return "–"
    sign = "+" if after > before else "−"
    return f"{sign}{format_number(abs(after - before), t.language)}"


def _show_findings(rows: pd.DataFrame, t: Translator) -> None:
    if rows.empty:
        st.info(t("upload.no_findings"), icon=":material/check_circle:")
        return
    message = "message_vi" if t.language == "vi" else "message_en"
    st.dataframe(
        pd.DataFrame(
            {
                t("sources.severity"): [t(f"severity.{severity}") for severity in rows["severity"]],
                t("provenance.cell"): rows["cell"],
                t("sources.message"): rows[message],
                t("sources.signed_by"): rows["signed_by"].fillna(""),
            }
        ),
        hide_index=True,
        height="content" if len(rows) < 12 else _HEIGHT,
        column_config={t("sources.message"): st.column_config.TextColumn(width="large")},
        alt=t("sources.tab_findings"),
    )
