"""From the bytes of an upload to a `Workbook`: guarded, parsed apart, checked for losses, cleaned."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from operator import is_

from khuyenhoc.intake.cells import MergedRange, Sheet, Workbook, column_letters
from khuyenhoc.intake.children import parse_in_child
from khuyenhoc.intake.delimited import read_delimited
from khuyenhoc.intake.guard import Inspection, inspect_file
from khuyenhoc.intake.raw_xlsx import lost_cells
from khuyenhoc.intake.refusals import (
    CELLS_LOST,
    DAMAGED_FILE,
    EMPTY_FILE,
    LETTERS_LOST,
    NO_SHEETS,
    UNREADABLE_TEXT,
    refused,
)
from khuyenhoc.intake.repairs import find_repairs
from khuyenhoc.intake.text_repair import (
    Rows,
    find_lost_letters,
    find_unreadable_text,
    repair_sheet_text,
    texts_of,
)

_MOMENTS = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=float(seconds)),
}


def read_workbook(
    content: bytes, file_name: str, *, on_let_in: Callable[[], None] = lambda: None
) -> Workbook:
    """Every worksheet of a file, hidden ones included, with clean Unicode text.

    Args:
        content: the file's bytes.
        file_name: as the sender named it; only its ending counts, and only for text files.
        on_let_in: called between the guard's look at the bytes and their parsing.

    Raises:
        Refused: the file cannot be taken in; its finding says why and what to do.
    """
    inspection = inspect_file(content, file_name)
    on_let_in()
    if inspection.kind == "csv":
        sheets = [read_delimited(content)]
    else:
        # Two looks at the same cells, side by side: the parser's and our own.
        answers = parse_in_child(inspection.kind, content, meanwhile=lambda: inspection.sheets)
        sheets = [_sheet(answer, inspection) for answer in answers]
    if not sheets:
        raise refused(NO_SHEETS)
    if not any(map(_has_content, sheets)):
        raise refused(EMPTY_FILE)
    repaired, encoding = _repair(sheets)
    title = repair_sheet_text([[inspection.title]], assumed=encoding).rows[0][0] or ""
    return Workbook(file_name, inspection.kind, repaired, inspection.has_macros, str(title))


def _sheet(answer: dict, inspection: Inspection) -> Sheet:
    """One sheet from the child's answer and the guard's own look at it.

    Raises:
        Refused: the two do not agree on which cells have content.
    """
    name, rows = answer["name"], answer["rows"]
    for row, column, kind, text in answer["special"]:
        rows[row - 1][column - 1] = _MOMENTS[kind](text)
    errors = {(row, column): text for row, column, text in answer["errors"]}
    lost = [tuple(address) for address in answer.get("lost", ())]
    uncalculated = {tuple(address) for address in answer.get("uncalculated", ())}
    merged = [MergedRange(*corners) for corners in answer.get("merged", ())]
    hidden = answer["hidden"]
    hidden_rows, hidden_columns = answer.get("hidden_rows", ()), answer.get("hidden_columns", ())
    raw = inspection.sheets.get(name)
    if raw is not None:
        if raw.content_cells != answer["filled"] or raw.repeated:
            lost = [address for address in lost_cells(inspection.package, raw, rows) if address not in errors]
        errors |= raw.error_cells
        uncalculated, merged, hidden = raw.formulas_without_value, raw.merged, hidden or raw.is_hidden
        hidden_rows, hidden_columns = raw.hidden_rows, raw.hidden_columns
    elif inspection.sheets or (inspection.kind in {"xlsx", "xlsm"} and answer["filled"]):
        raise refused(DAMAGED_FILE, name, detail="sheet not listed by the workbook")
    if lost:
        row, column = lost[0]
        address = f"{column_letters(column)}{row}"
        raise refused(CELLS_LOST, f"{name}!{address}", sheet=name, address=address)
    values = tuple(map(tuple, rows))
    return Sheet(
        name,
        values,
        hidden,
        _within(merged, values),
        errors,
        frozenset(uncalculated),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
    )


def _within(merged: Sequence[MergedRange], rows: Rows) -> tuple[MergedRange, ...]:
    """The merged ranges cut to the used cells: titles are often merged to the last of 16,384 columns."""
    height, width = len(rows), len(rows[0]) if rows else 0
    cut = (
        replace(area, last_row=min(area.last_row, height), last_column=min(area.last_column, width))
        for area in merged
        if area.first_row <= height and area.first_column <= width
    )
    return tuple(
        area for area in cut if (area.first_row, area.first_column) != (area.last_row, area.last_column)
    )


def _has_content(sheet: Sheet) -> bool:
    is_filled = any(value is not None for row in sheet.rows for value in row)
    return is_filled or bool(sheet.error_cells or sheet.formulas_without_value)


def _repair(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], str | None]:
    """The sheets with clean text, and the old encoding that was found, if one.

    Raises:
        Refused: letters were lost before the file came here, or the encoding is unknown.
    """
    texts = [texts_of(sheet.rows) for sheet in sheets]
    repaired = [repair_sheet_text(sheet.rows, texts=own) for sheet, own in zip(sheets, texts, strict=True)]
    encodings = {result.encoding for result in repaired} - {None}
    found = encodings.pop() if len(encodings) == 1 else None
    cleaned = []
    for sheet, own, first_result in zip(sheets, texts, repaired, strict=True):
        # A sheet of few words is in the encoding of its neighbours.
        again = found is not None and first_result.encoding is None
        result = repair_sheet_text(sheet.rows, assumed=found, texts=own) if again else first_result
        was_repaired = sheet.text_was_repaired or result.encoding is not None
        shown = sheet.repairs or find_repairs(sheet.name, sheet.rows, result.rows, result.encoding)
        cleaned.append(replace(sheet, rows=result.rows, text_was_repaired=was_repaired, repairs=shown))
        is_same = all(map(is_, result.rows, sheet.rows))
        _check_text(cleaned[-1], own if is_same else texts_of(result.rows))
    return tuple(cleaned), found


def _check_text(sheet: Sheet, texts: Set[str]) -> None:
    if lost := find_lost_letters(sheet.rows, texts):
        row, column, word = lost
        address = sheet.address(row, column)
        raise refused(LETTERS_LOST, address, address=address, text=word)
    if word := find_unreadable_text(sheet.rows, texts):
        raise refused(UNREADABLE_TEXT, sheet.name, sheet=sheet.name, text=word)
