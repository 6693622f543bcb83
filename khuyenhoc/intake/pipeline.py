"""From the bytes of a report to a verdict: read, recognise, check. Nothing is stored here.

`check_report` is the one way in. In order: the sheets' tables with the meaning of their columns, the period,
the province in the period's vintage, the rows, the figures, the checks.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake import problems
from khuyenhoc.intake.cells import Sheet, Workbook
from khuyenhoc.intake.checks import run_checks
from khuyenhoc.intake.columns import FoundTable, settle_columns
from khuyenhoc.intake.confirmed import Confirmed
from khuyenhoc.intake.corrections import correct_cells, correction_notes, with_originals
from khuyenhoc.intake.figures import read_figures
from khuyenhoc.intake.headings import understand
from khuyenhoc.intake.hidden_parts import hidden_parts
from khuyenhoc.intake.history import HistoryLoader, no_history
from khuyenhoc.intake.history_checks import run_history_checks
from khuyenhoc.intake.limits import time_limit
from khuyenhoc.intake.outcome import build_verdict
from khuyenhoc.intake.period_choice import PeriodDecision, SheetTitle, decide_period
from khuyenhoc.intake.personal_data import find_personal_data
from khuyenhoc.intake.province import ProvinceDecision, decide_province
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.report import ReadTable, Report
from khuyenhoc.intake.rows import read_rows
from khuyenhoc.intake.table import find_tables
from khuyenhoc.intake.units import UnitFinder
from khuyenhoc.intake.verdict import Verdict

NOTHING_CONFIRMED = Confirmed()


def check_report(
    content: bytes,
    file_name: str,
    *,
    province_id: str | None = None,
    period: Period | None = None,
    history: HistoryLoader = no_history,
    corrections: Mapping[str, str] | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Verdict:
    """What one file would store, and what is wrong with it.

    Args:
        content: the file's bytes.
        file_name: as the sender named it; it may name the period and the province.
        province_id: overrides what the file says; a contradiction is a finding.
        period: overrides what the file says; of a workbook with a sheet per period, it picks the sheet.
        history: gives what the units of a province reported before a period, to compare with.
        confirmed: meanings of headings and names that a person has told.
        corrections: `Sheet!K12` -> what a person typed in place of the cell's own value.

    Returns:
        The verdict; amounts in đồng. A file that cannot be opened gives a verdict with that one finding.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    corrections = corrections or {}
    try:
        workbook = read_workbook(content, file_name)
        with time_limit():
            verdict = check_workbook(
                correct_cells(workbook, corrections) if corrections else workbook,
                sha256,
                file_name=file_name,
                province_id=province_id,
                period=period,
                history=history,
                confirmed=confirmed,
            )
    except Refused as refusal:
        return Verdict(file_name, sha256, province_id, period, (), (), (), (refusal.finding,))
    if not corrections:
        return verdict
    return replace(
        verdict,
        values=with_originals(verdict.values, workbook, corrections),
        findings=(*verdict.findings, *correction_notes(workbook, corrections)),
    )


def check_workbook(
    workbook: Workbook,
    sha256: str,
    *,
    file_name: str | None = None,
    province_id: str | None = None,
    period: Period | None = None,
    history: HistoryLoader = no_history,
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Verdict:
    """As `check_report`, for a workbook that has been read.

    Of a file with personal data only that is said: another finding could repeat somebody's name.
    """
    verdict = _recognise(
        confirmed.name_units(workbook),
        sha256,
        file_name or workbook.name,
        province_id=province_id,
        period=period,
        history=history,
        confirmed=confirmed,
    )
    personal = find_personal_data(workbook)
    if personal:
        return replace(verdict, tables=(), values=(), not_established=(), findings=tuple(personal))
    return verdict


def _recognise(
    workbook: Workbook,
    sha256: str,
    name: str,
    *,
    province_id: str | None,
    period: Period | None,
    history: HistoryLoader,
    confirmed: Confirmed,
) -> Verdict:
    """What the tables of a workbook say, and what is wrong with it."""
    found = {sheet.name: _find(sheet, confirmed) for sheet in workbook.sheets if not sheet.is_hidden}
    findings = list(_remarks(workbook, found))
    tables = [table for group in found.values() for table in group if table.has_elements]
    if not tables:
        return build_verdict(workbook, name, sha256, findings=[*findings, _nothing_found(workbook, found)])
    titles = [_title(sheet, found[sheet.name]) for sheet in workbook.sheets if found.get(sheet.name)]
    when = decide_period(titles, name, period)
    tables = [table for table in tables if table.table.grid.sheet.name in when.sheets]
    where = _province(titles, tables, name, when, province_id)
    findings += when.findings
    if when.period is None:
        return build_verdict(workbook, name, sha256, province_id=where.province_id, findings=findings)
    findings += where.findings
    if where.province_id is None:
        return build_verdict(workbook, name, sha256, period=when.period, findings=findings)
    finder = UnitFinder.of(where.province_id)
    read = [_read(table, finder, when.period) for table in tables]
    report = Report(all_units()[where.province_id], when.period, tuple(table for table, _ in read))
    findings += [finding for _, problems_found in read for finding in problems_found]
    findings += run_checks(report)
    findings += run_history_checks(report, history(where.province_id, when.period))
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings += _emptiness(report, tables[0])
    return build_verdict(
        workbook,
        name,
        sha256,
        province_id=where.province_id,
        period=when.period,
        findings=findings,
        found=tables,
        report=report,
    )


def _emptiness(report: Report, first: FoundTable) -> Iterator[Finding]:
    """The finding of a table without units, or with units and not one figure: there is nothing to store."""
    place = first.table.heading_address
    if not report.units:
        yield problems.NO_UNITS.at(place, place=place)
    elif not any(unit.by_element or unit.is_not_established for unit in report.units):
        yield problems.NO_VALUES.at(place, place=place)


def _find(sheet: Sheet, confirmed: Confirmed) -> list[FoundTable]:
    """The tables of a sheet with the meaning of their columns."""
    tables = []
    for table in find_tables(sheet):
        contexts = [sheet.name, *(text for _, _, text in reversed(table.captions))]
        found = understand([column.path for column in table.columns], contexts)
        headings = tuple(
            confirmed.understand(column.path, heading)
            for column, heading in zip(table.columns, found, strict=True)
        )
        tables.append(FoundTable.of(table, headings))
    return tables


def _remarks(workbook: Workbook, found: dict[str, list[FoundTable]]) -> Iterator[Finding]:
    """Notes on what was not read."""
    if workbook.has_macros:
        yield problems.MACROS_IGNORED.at("")
    has_table = any(table.has_elements for group in found.values() for table in group)
    for sheet in workbook.sheets:
        is_read = any(table.has_elements for table in found.get(sheet.name, ()))
        if sheet.is_hidden and _is_filled(sheet):
            yield problems.HIDDEN_SHEET.at(sheet.name, sheet=sheet.name)
        elif has_table and not is_read and _count_numbers(sheet) > 1:
            yield problems.SHEET_WITHOUT_TABLE.at(sheet.name, sheet=sheet.name)


def _is_filled(sheet: Sheet) -> bool:
    return any(value is not None for row in sheet.rows for value in row)


def _count_numbers(sheet: Sheet) -> int:
    return sum(type(value) in {int, float} for row in sheet.rows for value in row)


def _nothing_found(workbook: Workbook, found: dict[str, list[FoundTable]]) -> Finding:
    """The finding of a file without a table, or with tables of nothing that is known."""
    tables = [table for group in found.values() for table in group]
    if tables:
        place = tables[0].table.heading_address
        return problems.NO_FIGURES.at(place, place=place)
    visible = [sheet for sheet in workbook.sheets if not sheet.is_hidden] or workbook.sheets
    name = next((sheet.name for sheet in visible if _is_filled(sheet)), visible[0].name if visible else "")
    return problems.NO_TABLE.at(name, sheet=name)


def _title(sheet: Sheet, tables: Sequence[FoundTable]) -> SheetTitle:
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
    tables: Sequence[FoundTable],
    file_name: str,
    when: PeriodDecision,
    given: str | None,
) -> ProvinceDecision:
    names = [name for found in tables for name in found.unit_names]
    captions = [pair for title in titles for pair in title.captions]
    sheets = [(title.sheet, title.sheet) for title in titles]
    texts = (captions, sheets, [(file_name.rsplit(".", 1)[0], "")])
    if when.period is not None:
        return decide_province(texts, names, when.period, given)
    # No period, no vintage: the one whose units the file lists.
    guesses = [decide_province(texts, names, Period(year, "Y"), given) for year in (2024, 2026)]
    return max(guesses, key=lambda guess: guess.known_units)


def _read(found: FoundTable, finder: UnitFinder, period: Period) -> tuple[ReadTable, list[Finding]]:
    """One table's rows and figures, with what is wrong with its columns, rows and cells."""
    labels, findings = read_rows(found, finder, period)
    has_lost_rows = any(finding.severity is Severity.ERROR for finding in findings)
    rows = [label.row for label in labels]
    headings, column_findings = settle_columns(found, rows, period)
    column_findings += hidden_parts(found, headings, rows)
    captions = [text for _, _, text in reversed(found.table.captions)]
    table, cell_findings = read_figures(found.table, headings, labels, captions)
    return replace(table, has_lost_rows=has_lost_rows), [*findings, *column_findings, *cell_findings]
