"""The rows as they were read, problems first: each cell as it would be stored, those in doubt marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from khuyenhoc import theme
from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.intake.as_read import CellAsRead, RowAsRead, TableAsRead
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.report import FigureColumn
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_ink
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import KEEP

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.NOTE: "✎"}
_COLOURS = {
    Severity.ERROR: theme.PROBLEM_ERROR,
    Severity.WARNING: theme.PROBLEM_WARNING,
    Severity.NOTE: theme.PROBLEM_CORRECTED,
}
_ROWS_A_PAGE = 100
_MOST_HEIGHT = 520
_ROW_HEIGHT = 38


def show_rows(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """The table of rows, with a switch to those with problems; a picked cell can be corrected below."""
    tables = _tables(verdict)
    if not tables:
        return
    st.header(t("rows.heading"))
    table = _choose_table(report, tables, t)
    rows = _choose_rows(report, table, t)
    if not rows:
        return
    columns = _problems_first(table, rows)
    cells = [[table.cell(row, column) for column in columns] for row in rows]
    st.dataframe(
        _styled(columns, rows, cells, t),
        hide_index=True,
        height=min(_ROW_HEIGHT * (len(rows) + 1) + 3, _MOST_HEIGHT),
        column_config=_column_config(columns, t),
        on_select="rerun",
        selection_mode="single-cell",
        key=_grid_key(report),
        alt=t("rows.alt", count=len(rows)),
    )
    # What a click on the grid means depends on the rows it showed.
    st.session_state[report.key("rows.shown")] = (
        [column.index for column in columns],
        [[cell.address for cell in row] for row in cells],
        [[cell.text for cell in row] for row in cells],
    )
    st.caption(t("rows.legend"))


def _problems_first(table: TableAsRead, rows: Sequence[RowAsRead]) -> list[FigureColumn]:
    """The columns, those with problems in the rows shown first: on a narrow screen the others are far off."""
    shown = {row.row for row in rows}
    bad = {
        column
        for (row, column), finding in table.findings.items()
        if row in shown and finding.severity is not Severity.NOTE
    }
    return sorted(table.columns, key=lambda column: column.index not in bad)


def picked_cell(report: DroppedFile, verdict: Verdict) -> CellAsRead | None:
    """The cell of figures that is picked in the table; None without one."""
    grid = st.session_state.get(_grid_key(report))
    shown = st.session_state.get(report.key("rows.shown"))
    if not grid or not shown or not grid.selection.cells or verdict.report is None:
        return None
    row, column = grid.selection.cells[0]
    indexes, addresses, texts = shown
    place = next((number for number, index in enumerate(indexes) if str(index) == column), None)
    if place is None or row >= len(addresses):
        return None
    return CellAsRead(addresses[row][place], texts[row][place], None, None)


def _grid_key(report: DroppedFile) -> str:
    return report.key("rows.grid")


def _tables(verdict: Verdict) -> list[TableAsRead]:
    """The tables with their problems; those with most of them first."""
    if verdict.report is None:
        return []
    unit_cells = [
        next((column.cell for column in table.columns if column.role == Role.UNIT), "")
        for table in verdict.tables
    ]
    return [
        TableAsRead.of(read, cell, verdict.findings)
        for read, cell in zip(verdict.report.tables, unit_cells, strict=True)
    ]


def _choose_table(report: DroppedFile, tables: Sequence[TableAsRead], t: Translator) -> TableAsRead:
    if len(tables) == 1:
        return tables[0]
    counts = [_count_problems(table) for table in tables]
    place = st.selectbox(
        t("rows.table"),
        range(len(tables)),
        index=counts.index(max(counts)),
        format_func=lambda number: f"{number + 1}. {tables[number].read.table.grid.sheet.name}",
        key=report.key("rows.table"),
        persist_state=KEEP,
    )
    return tables[min(place, len(tables) - 1)]


def _count_problems(table: TableAsRead) -> int:
    return sum(row.severity is not None for row in table.rows)


def _choose_rows(report: DroppedFile, table: TableAsRead, t: Translator) -> list[RowAsRead]:
    """The rows of one page: all of them, or those with problems."""
    rows = list(table.rows)
    bad = [row for row in rows if row.severity is not None]
    switch, pager = st.columns([3, 1], vertical_alignment="center")
    is_filtered = bool(bad) and switch.toggle(
        t("rows.only_problems", count=len(bad), all=len(rows)),
        value=True,
        key=report.key("rows.only_problems"),
        persist_state=KEEP,
    )
    shown = bad if is_filtered else rows
    pages = -(-len(shown) // _ROWS_A_PAGE)
    if pages < 2:
        return shown
    page = pager.number_input(
        t("rows.page", pages=pages), 1, pages, key=report.key(f"rows.page.{is_filtered}.{pages}")
    )
    return shown[(page - 1) * _ROWS_A_PAGE : page * _ROWS_A_PAGE]


def _styled(
    columns: Sequence[FigureColumn],
    rows: Sequence[RowAsRead],
    cells: Sequence[Sequence[CellAsRead]],
    t: Translator,
) -> "Styler":
    """The page's cells as text, problem cells with a sign and a colour."""
    names = ["name", *(str(column.index) for column in columns)]
    texts = [
        [_marked(row.name or "–", row.finding.severity if row.finding else None)]
        + [_marked(_value(cell, t), cell.finding.severity if cell.finding else None) for cell in line]
        for row, line in zip(rows, cells, strict=True)
    ]
    colours = [
        [_colour(row.finding.severity if row.finding else None)]
        + [_colour(cell.finding.severity if cell.finding else None) for cell in line]
        for row, line in zip(rows, cells, strict=True)
    ]
    frame = pd.DataFrame(texts, columns=names)
    styles = pd.DataFrame(colours, columns=names, index=frame.index)
    return in_ink(frame.style.apply(lambda _: styles, axis=None), "name")


def _marked(text: str, severity: Severity | None) -> str:
    return f"{_SIGNS[severity]} {text}".strip() if severity else text


def _colour(severity: Severity | None) -> str:
    return f"background-color: {_COLOURS[severity]}; color: {theme.INK}" if severity else ""


def _value(cell: CellAsRead, t: Translator) -> str:
    """As it would be stored; what cannot be stored, as the cell says it."""
    if cell.value is None:
        return format_number(int(cell.text), t.language) if cell.text.isdecimal() else cell.text
    decimals = 0 if float(cell.value).is_integer() else 2
    return format_number(cell.value, t.language, decimals)


def _column_config(columns: Sequence[FigureColumn], t: Translator) -> dict:
    config = {"name": st.column_config.TextColumn(t("table.unit"), width=210, pinned=True)}
    for column in columns:
        is_element = column.role is Role.VALUE and column.name in data_elements()
        name = element_name(column.name, t) if is_element else column.column.heading
        config[str(column.index)] = st.column_config.TextColumn(name, alignment="right", help=name)
    return config
