"""What is told of a file beside its figures: what was not read, and that there was nothing to read."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake import problems
from khuyenhoc.intake.cells import Sheet, Workbook
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.outcome import is_filled
from khuyenhoc.intake.report import Report


def emptiness(report: Report, first: FoundTable) -> Iterator[Finding]:
    """The finding of a table without units, or with units and not one figure: there is nothing to store."""
    place = first.table.heading_address
    if not report.units:
        yield problems.NO_UNITS.at(place, place=place)
    elif not any(unit.by_element or unit.is_not_established for unit in report.units):
        yield problems.NO_VALUES.at(place, place=place)


def unread_parts(workbook: Workbook, found: dict[str, list[FoundTable]]) -> Iterator[Finding]:
    """Notes on what was not read."""
    if workbook.has_macros:
        yield problems.MACROS_IGNORED.at("")
    has_table = any(table.has_elements for group in found.values() for table in group)
    for sheet in workbook.sheets:
        is_read = any(table.has_elements for table in found.get(sheet.name, ()))
        if sheet.is_hidden and sheet.name not in found and is_filled(sheet):
            yield problems.HIDDEN_SHEET.at(sheet.name, sheet=sheet.name)
        elif has_table and not is_read and _count_numbers(sheet) > 1:
            yield problems.SHEET_WITHOUT_TABLE.at(sheet.name, sheet=sheet.name)


def _count_numbers(sheet: Sheet) -> int:
    return sum(type(value) in {int, float} for row in sheet.rows for value in row)


def nothing_found(workbook: Workbook, found: dict[str, list[FoundTable]]) -> Finding:
    """The finding of a file without a table, or with tables of nothing that is known."""
    tables = [table for group in found.values() for table in group]
    if tables:
        place = tables[0].table.heading_address
        return problems.NO_FIGURES.at(place, place=place)
    visible = [sheet for sheet in workbook.sheets if not sheet.is_hidden] or workbook.sheets
    name = next((sheet.name for sheet in visible if is_filled(sheet)), visible[0].name if visible else "")
    return problems.NO_TABLE.at(name, sheet=name)
