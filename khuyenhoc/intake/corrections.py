"""Values that a person put right on the upload page: the cell is read anew, what stood there is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.cells import CellValue, Sheet, Workbook
from khuyenhoc.intake.verdict import ReportedValue

CORRECTED_IN_PLACE = Rule(
    "corrected_in_place",
    Severity.NOTE,
    "the sender's file stays as it came; a value put right on the page is kept beside it",
    "Đã sửa trên trang: ô này ghi “{before}”, sửa thành “{after}”.",
    'Put right on the page: the cell says "{before}", corrected to "{after}".',
)


def correct_cells(workbook: Workbook, corrections: Mapping[str, str]) -> Workbook:
    """The workbook with other values in some cells.

    Args:
        workbook: as read.
        corrections: `Sheet!K12` -> what the person typed; an empty text empties the cell.
    """
    return replace(workbook, sheets=tuple(_corrected(sheet, corrections) for sheet in workbook.sheets))


def correction_notes(workbook: Workbook, corrections: Mapping[str, str]) -> Iterator[Finding]:
    """One note per corrected cell, with what stood there before."""
    for sheet, row, column, address in _addressed(workbook, corrections):
        before = _text(sheet.error_cells.get((row, column)) or sheet.value(row, column))
        yield CORRECTED_IN_PLACE.at(address, before=before, after=corrections[address])


def with_originals(
    values: tuple[ReportedValue, ...], workbook: Workbook, corrections: Mapping[str, str]
) -> tuple[ReportedValue, ...]:
    """The values, those of corrected cells with what stood there before: `19386 → 18386`."""
    before = {
        address: _text(sheet.error_cells.get((row, column)) or sheet.value(row, column))
        for sheet, row, column, address in _addressed(workbook, corrections)
    }
    return tuple(
        value._replace(original=f"{before[value.cell]} → {value.original}") if value.cell in before else value
        for value in values
    )


def _addressed(workbook: Workbook, corrections: Mapping[str, str]) -> Iterator[tuple[Sheet, int, int, str]]:
    for sheet in workbook.sheets:
        for row in range(1, len(sheet.rows) + 1):
            for column in range(1, len(sheet.rows[row - 1]) + 1):
                address = sheet.address(row, column)
                if address in corrections:
                    yield sheet, row, column, address


def _corrected(sheet: Sheet, corrections: Mapping[str, str]) -> Sheet:
    if not any(address.startswith(f"{sheet.name}!") for address in corrections):
        return sheet
    rows = tuple(
        tuple(
            _typed(corrections[address]) if (address := sheet.address(row, column)) in corrections else value
            for column, value in enumerate(values, start=1)
        )
        for row, values in enumerate(sheet.rows, start=1)
    )

    def is_open(place: tuple[int, int]) -> bool:
        return sheet.address(*place) not in corrections

    return replace(
        sheet,
        rows=rows,
        error_cells={place: error for place, error in sheet.error_cells.items() if is_open(place)},
        formulas_without_value=frozenset(filter(is_open, sheet.formulas_without_value)),
    )


def _typed(text: str) -> CellValue:
    """A whole number without separators as a number, so that no style of writing has to be guessed."""
    plain = text.strip()
    if plain.isascii() and plain.isdecimal():
        return int(plain)
    return plain or None


def _text(value: CellValue) -> str:
    return "" if value is None else str(value)
