"""Columns that were not recognised, or not surely, to be given a meaning from a list."""

from functools import partial

import streamlit as st

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.intake import problems, table_problems
from khuyenhoc.intake.confirmed import NOT_STORED
from khuyenhoc.intake.verdict import MappedColumn, Verdict
from khuyenhoc.ui.choice import keep_choice
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import KEEP, tell, told_of

_ASKING = {
    rule.rule
    for rule in (
        table_problems.UNKNOWN_COLUMN,
        table_problems.UNCERTAIN_COLUMN,
        table_problems.REPEATED_COLUMN,
    )
}
_FIXED = {"unit", "order", "code"}


def map_columns(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A list of data elements to pick from for each column in doubt, and for any other one chooses."""
    columns = [column for table in verdict.tables for column in table.columns if column.role not in _FIXED]
    if not columns:
        return
    doubtful = _doubtful(verdict, columns)
    told = told_of(report).headings
    # Answered ones stay where they are, so that the list does not move under one's hands.
    first = [column for column in columns if column in doubtful or column.heading in told]
    others = [column for column in columns if column not in first]
    if first:
        # Also when all are answered: a box that turned into another would take the keyboard's place away.
        with st.container(border=True):
            st.header(t("upload.map_columns" if doubtful else "upload.mapped_columns"))
            _map(report, first, others, t)
    else:
        with st.expander(t("upload.other_columns"), icon=":material/view_column:"):
            _map(report, first, others, t)


def _map(report: DroppedFile, first: list[MappedColumn], others: list[MappedColumn], t: Translator) -> None:
    """The columns to map, and below them a list to add others from."""
    above = st.container()
    chosen = _chosen(report, others, t)
    with above:
        _ask(report, [*first, *chosen], t)


def _doubtful(verdict: Verdict, columns: list[MappedColumn]) -> list[MappedColumn]:
    """The columns that somebody must look at."""
    asked = {finding.cell for finding in verdict.findings if finding.rule in _ASKING}
    is_lost = any(finding.rule == problems.NO_FIGURES.rule for finding in verdict.findings)
    return [column for column in columns if column.cell in asked or (is_lost and column.role == "unknown")]


def _chosen(report: DroppedFile, columns: list[MappedColumn], t: Translator) -> list[MappedColumn]:
    if not columns:
        return []
    by_cell = {column.cell: column for column in columns}
    cells = st.multiselect(
        t("upload.choose_columns"),
        list(by_cell),
        format_func=lambda cell: f"{by_cell[cell].column}: {by_cell[cell].heading}",
        placeholder=t("upload.choose_column"),
        key=report.key("other_columns"),
        persist_state=KEEP,
    )
    return [by_cell[cell] for cell in cells if cell in by_cell]


def _ask(report: DroppedFile, columns: list[MappedColumn], t: Translator) -> None:
    """A list of meanings for each column; the file is checked again with every choice."""
    choices = [NOT_STORED, *data_elements()]
    told = told_of(report).headings
    for column in columns:
        example = t("upload.for_example", example=escape(column.example)) if column.example else ""
        keep_choice(
            st.container(),
            t("upload.map_column", column=column.column, heading=escape(column.heading)) + example,
            choices,
            t,
            key=report.key(f"column.{column.cell}"),
            default=told.get(column.heading, column.data_element),
            format_func=lambda element: element_name(element, t) if element else t("upload.do_not_store"),
            placeholder=t("upload.choose_meaning"),
            on_choice=partial(_tell, report, column.heading),
        )
    if columns:
        st.caption(t("memory.will_remember"))


def _tell(report: DroppedFile, heading: str, meaning: str | None) -> None:
    tell(report, headings={heading: meaning})
