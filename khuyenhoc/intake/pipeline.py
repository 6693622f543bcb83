"""From the bytes of a report to a verdict: read, recognise, check. Nothing is stored here.

`check_report` is the one way in. In order: the sheets' tables, the period, the province in the period's vintage,
the meaning of columns and rows, the figures, the checks.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake import problems
from khuyenhoc.intake.cells import Sheet, Workbook, column_letters
from khuyenhoc.intake.checks import run_checks
from khuyenhoc.intake.figures import Figure, ReadTable, Report, read_figures, wholes
from khuyenhoc.intake.headings import CERTAIN, Heading, Role, understand
from khuyenhoc.intake.numbers import State
from khuyenhoc.intake.period import PeriodDecision, SheetTitle, decide_period
from khuyenhoc.intake.province import ProvinceDecision, decide_province
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.rows import Roles, find_roles, read_rows, unit_names
from khuyenhoc.intake.table import Table, find_tables
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.units import UnitFinder
from khuyenhoc.intake.verdict import MappedColumn, RecognisedTable, ReportedValue, Verdict

_ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)
_SYNTHETIC = ("so lieu minh hoa", "synthetic")
# What a unit without an association may still report: its people and what there is to organise.
_WITHOUT_ASSOCIATION = frozenset(
    {"population", "adults", "families_total", "clans_total", "communities_total", "units_total"}
)


@dataclass(frozen=True)
class _FoundTable:
    """A table before its rows are read."""

    table: Table
    headings: tuple[Heading, ...]
    roles: Roles


def check_report(
    content: bytes, file_name: str, *, province_id: str | None = None, period: Period | None = None
) -> Verdict:
    """What one file would store, and what is wrong with it.

    Args:
        content: the file's bytes.
        file_name: as the sender named it; it may name the period and the province.
        province_id: overrides what the file says; a contradiction is a finding.
        period: overrides what the file says; of a workbook with a sheet per period, it picks the sheet.

    Returns:
        The verdict; amounts in đồng. A file that cannot be opened gives a verdict with that one finding.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        workbook = read_workbook(content, file_name)
    except Refused as refusal:
        return Verdict(file_name, sha256, province_id, period, (), (), (), (refusal.finding,))
    return check_workbook(workbook, sha256, file_name=file_name, province_id=province_id, period=period)


def check_workbook(
    workbook: Workbook,
    sha256: str,
    *,
    file_name: str | None = None,
    province_id: str | None = None,
    period: Period | None = None,
) -> Verdict:
    """As `check_report`, for a workbook that has been read."""
    name = file_name or workbook.name
    found = {sheet.name: _find(sheet) for sheet in workbook.sheets if not sheet.is_hidden}
    findings = list(_remarks(workbook, found))
    tables = [table for group in found.values() for table in group]
    if not tables:
        findings += _no_table(workbook)
        return _verdict(workbook, name, sha256, None, None, [], [], findings)
    titles = [_title(sheet, found[sheet.name]) for sheet in workbook.sheets if found.get(sheet.name)]
    when = decide_period(titles, name, period)
    findings += when.findings
    tables = [table for table in tables if table.table.grid.sheet.name in when.sheets]
    where = _province(titles, tables, name, when, province_id)
    # Without a period the province is told for the reader's sake; the missing period is what to mend.
    if when.period is None or where.province_id is None:
        findings += where.findings if when.period else ()
        return _verdict(workbook, name, sha256, where.province_id, when.period, tables, [], findings)
    findings += where.findings
    read = []
    finder = UnitFinder.of(where.province_id)
    for table in tables:
        result, problems_found = _read(table, finder, when.period)
        findings += problems_found
        read.append(result)
    report = Report(all_units()[where.province_id], when.period, tuple(read))
    findings += run_checks(report)
    if not report.units and not any(finding.severity is Severity.ERROR for finding in findings):
        place = tables[0].table.heading_address
        findings.append(problems.NO_UNITS.at(place, place=place))
    return _verdict(workbook, name, sha256, where.province_id, when.period, tables, read, findings, report)


def _find(sheet: Sheet) -> list[_FoundTable]:
    """The tables of a sheet that hold at least one data element."""
    tables = []
    for table in find_tables(sheet):
        contexts = [sheet.name, *(text for _, _, text in reversed(table.captions))]
        headings = tuple(understand([column.path for column in table.columns], contexts))
        tables.append(_FoundTable(table, headings, find_roles(table, headings)))
    return tables


def _remarks(workbook: Workbook, found: dict[str, list[_FoundTable]]) -> Iterator[Finding]:
    """Notes on what was not read."""
    if workbook.has_macros:
        yield problems.MACROS_IGNORED.at("")
    has_table = any(found.values())
    for sheet in workbook.sheets:
        numbers = sum(type(value) in {int, float} for row in sheet.rows for value in row)
        if sheet.is_hidden and any(value is not None for row in sheet.rows for value in row):
            yield problems.HIDDEN_SHEET.at(sheet.name, sheet=sheet.name)
        elif has_table and not found.get(sheet.name) and numbers > 1:
            yield problems.SHEET_WITHOUT_TABLE.at(sheet.name, sheet=sheet.name)


def _no_table(workbook: Workbook) -> list[Finding]:
    visible = [sheet for sheet in workbook.sheets if not sheet.is_hidden]
    filled = [sheet for sheet in visible if any(value is not None for row in sheet.rows for value in row)]
    name = (filled or visible or workbook.sheets)[0].name if workbook.sheets else ""
    return [problems.NO_TABLE.at(name, sheet=name)]


def _title(sheet: Sheet, tables: Sequence[_FoundTable]) -> SheetTitle:
    """What stands above a sheet's tables, with addresses; the header itself as a last resort."""
    captions = [
        (text, sheet.address(row, column)) for table in tables for row, column, text in table.table.captions
    ]
    header = [
        (text, sheet.address(*table.table.grid.real(column.heading_row, column.index)))
        for table in tables
        for column in table.table.columns
        for text in column.path[:1]
    ]
    return SheetTitle(sheet.name, tuple(captions), tuple(dict(header).items()))


def _province(
    titles: Sequence[SheetTitle],
    tables: Sequence[_FoundTable],
    file_name: str,
    when: PeriodDecision,
    given: str | None,
) -> ProvinceDecision:
    names = [name for found in tables for name in unit_names(found.table, found.roles)]
    captions = [pair for title in titles for pair in title.captions]
    sheets = [(title.sheet, title.sheet) for title in titles]
    texts = (captions, sheets, [(file_name.rsplit(".", 1)[0], "")])
    if when.period is not None:
        return decide_province(texts, names, when.period, given)
    guesses = [
        decide_province(texts, names, Period(year, "Y"), given)
        for year, _ in ((2024, Vintage.LEGACY), (2026, Vintage.REFORM))
    ]
    return max(guesses, key=lambda guess: guess.known_units)


def _read(found: _FoundTable, finder: UnitFinder, period: Period) -> tuple[ReadTable, list[Finding]]:
    """One table's rows and figures, with what is wrong with its columns, rows and cells."""
    labels, findings = read_rows(found.table, found.roles, finder, period)
    has_lost_rows = any(finding.severity is Severity.ERROR for finding in findings)
    rows = [label.row for label in labels]
    headings, column_findings = _settle_columns(found, rows, period)
    captions = [text for _, _, text in reversed(found.table.captions)]
    table, cell_findings = read_figures(found.table, headings, labels, captions)
    return replace(table, has_lost_rows=has_lost_rows), [*findings, *column_findings, *cell_findings]


def _settle_columns(
    found: _FoundTable, rows: Sequence[int], period: Period
) -> tuple[list[Heading], list[Finding]]:
    """The headings to read by, after doubts and repetitions; columns without figures raise none."""
    table, headings, findings = found.table, list(found.headings), list[Finding]()
    filled = [_has_figures(table, column.index, rows) for column in table.columns]
    by_element: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        if heading.element and filled[position]:
            by_element.setdefault(heading.element, []).append(position)
    for element, positions in by_element.items():
        kept = _of_basis(headings, positions, period)
        for position in set(positions) - set(kept):
            findings.append(_about(found, position, problems.COLUMN_OF_OTHER_BASIS, period=period.period_id))
            headings[position] = Heading(Role.IGNORED)
        names = data_elements()[element]
        for position in kept[1:]:
            cells = [_heading_cell(table, place) for place in (kept[0], position)]
            findings.append(
                problems.REPEATED_COLUMN.at(
                    cells[1], name_vi=names.name_vi, name_en=names.name_en, first=cells[0], second=cells[1]
                )
            )
            headings[position] = Heading(Role.IGNORED)
    for position, heading in enumerate(found.headings):
        if not filled[position] or headings[position] is not heading:
            continue
        if heading.role is Role.UNKNOWN and table.columns[position].index != found.roles.unit:
            findings.append(_about(found, position, problems.UNKNOWN_COLUMN))
        elif heading.role is Role.IGNORED:
            findings.append(_about(found, position, problems.IGNORED_COLUMN))
        elif heading.element and heading.confidence < CERTAIN:
            names = data_elements()[heading.element]
            findings.append(
                _about(
                    found, position, problems.UNCERTAIN_COLUMN, name_vi=names.name_vi, name_en=names.name_en
                )
            )
    return headings, findings


def _of_basis(headings: Sequence[Heading], positions: Sequence[int], period: Period) -> list[int]:
    """Of the columns of one element, those that cover the period: cumulative ones or the quarter's own."""
    wrong = "in_period" if period.is_cumulative else "cumulative"
    kept = [position for position in positions if headings[position].basis != wrong]
    element = data_elements()[headings[positions[0]].element or ""]
    if len(positions) == 1:
        # A cumulative first quarter is the quarter; a stock is as of the end either way.
        is_fine = wrong == "in_period" or element.kind == "stock" or period.kind == "Q1"
        return list(positions) if is_fine else kept
    return kept or list(positions)


def _has_figures(table: Table, column: int, rows: Sequence[int]) -> bool:
    values = (table.grid.value(row, column) for row in rows)
    return any(
        type(value) in {int, float} or (type(value) is str and value.strip()[:1].isdigit()) for value in values
    )


def _heading_cell(table: Table, position: int) -> str:
    column = table.columns[position]
    return table.grid.address(column.heading_row, column.index)


def _about(found: _FoundTable, position: int, rule: problems.Rule, **values: str) -> Finding:
    heading = found.table.columns[position].heading or "(không có tiêu đề)"
    return rule.at(_heading_cell(found.table, position), heading=heading, **values)


def _verdict(
    workbook: Workbook,
    file_name: str,
    sha256: str,
    province_id: str | None,
    period: Period | None,
    found: Sequence[_FoundTable],
    read: Sequence[ReadTable],
    findings: Sequence[Finding],
    report: Report | None = None,
) -> Verdict:
    values, without = _outcome(report, findings) if report else ((), ())
    if report:
        findings = [*findings, *_contradicted_states(report)]
    is_rejected = any(finding.severity is Severity.ERROR for finding in findings)
    return Verdict(
        file_name,
        sha256,
        province_id,
        period,
        tuple(_recognised(table, result) for table, result in zip(found, read, strict=False)),
        () if is_rejected else values,
        () if is_rejected else without,
        tuple(sorted(findings, key=lambda finding: _place(workbook, finding.cell))),
        _is_synthetic(workbook),
    )
