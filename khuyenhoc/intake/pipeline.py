"""From the bytes of a report to a verdict: read, recognise, check. Nothing is stored here.

`check_report` is the one way in. In order: the sheets' tables with the meaning of their columns, the period,
the province in the period's vintage, the rows, the figures, the checks.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.cells import Sheet, Workbook
from khuyenhoc.intake.checks import run_checks
from khuyenhoc.intake.collector import collector_paused
from khuyenhoc.intake.columns import FoundTable, settle_columns
from khuyenhoc.intake.confirmed import Applied, Confirmed, MemoryLoader, no_memory
from khuyenhoc.intake.corrections import correct_cells, correction_notes, with_originals
from khuyenhoc.intake.figures import read_figures
from khuyenhoc.intake.headings import understand
from khuyenhoc.intake.hidden_parts import hidden_parts
from khuyenhoc.intake.history import HistoryLoader, no_history
from khuyenhoc.intake.history_checks import run_history_checks
from khuyenhoc.intake.limits import time_limit
from khuyenhoc.intake.outcome import build_verdict, hidden_sheets, is_filled
from khuyenhoc.intake.period_choice import PeriodDecision, SheetTitle, decide_period
from khuyenhoc.intake.personal_data import find_personal_data
from khuyenhoc.intake.progress import Progress, Stage, no_progress
from khuyenhoc.intake.province import ProvinceDecision, decide_province
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import ONLY_HIDDEN_SHEETS, Refused
from khuyenhoc.intake.report import ReadTable, Report
from khuyenhoc.intake.rows import read_rows
from khuyenhoc.intake.table import find_tables
from khuyenhoc.intake.unit_questions import unit_questions
from khuyenhoc.intake.units import UnitFinder
from khuyenhoc.intake.unread import emptiness, nothing_found, unread_parts
from khuyenhoc.intake.verdict import Verdict

NOTHING_CONFIRMED = Confirmed()


@dataclass(frozen=True)
class _Given:
    """What is known beside the file: see `check_report`."""

    province_id: str | None
    period: Period | None
    history: HistoryLoader
    confirmed: Confirmed
    memory: MemoryLoader
    sheets: Collection[str]
    progress: Progress


def check_report(
    content: bytes,
    file_name: str,
    *,
    province_id: str | None = None,
    period: Period | None = None,
    history: HistoryLoader = no_history,
    corrections: Mapping[str, str] | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
    memory: MemoryLoader = no_memory,
    sheets: Collection[str] = (),
    progress: Progress = no_progress,
) -> Verdict:
    """What one file would store, and what is wrong with it.

    Args:
        content: the file's bytes.
        file_name: as the sender named it; it may name the period and the province.
        province_id: overrides what the file says; a contradiction is a finding.
        period: overrides what the file says; of a workbook with a sheet per period, it picks the sheet.
        history: gives what the units of a province reported before a period, to compare with.
        confirmed: meanings of headings and names that a person has told.
        memory: gives what was confirmed of earlier files of a province; `confirmed` outweighs it.
        corrections: `Sheet!K12` -> what a person typed in place of the cell's own value.
        sheets: names of hidden sheets to be read as well.
        progress: told of each stage when it begins.

    Returns:
        The verdict; amounts in đồng. A file that cannot be opened gives a verdict with that one finding.
    """
    given = _Given(province_id, period, history, confirmed, memory, sheets, progress)
    return _check_content(content, file_name, corrections or {}, given)


def _check_content(content: bytes, file_name: str, corrections: Mapping[str, str], given: _Given) -> Verdict:
    """See `check_report`."""
    sha256 = hashlib.sha256(content).hexdigest()
    given.progress(Stage.GUARD)
    try:
        with collector_paused():
            workbook = read_workbook(content, file_name, on_let_in=partial(given.progress, Stage.READ))
            with time_limit():
                corrected = correct_cells(workbook, corrections) if corrections else workbook
                verdict = _check_cells(corrected, sha256, file_name, given)
    except Refused as refusal:
        return Verdict(file_name, sha256, given.province_id, given.period, (), (), (), (refusal.finding,))
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
    memory: MemoryLoader = no_memory,
    sheets: Collection[str] = (),
    progress: Progress = no_progress,
) -> Verdict:
    """As `check_report`, for a workbook that has been read."""
    given = _Given(province_id, period, history, confirmed, memory, sheets, progress)
    return _check_cells(workbook, sha256, file_name or workbook.name, given)


def _check_cells(workbook: Workbook, sha256: str, file_name: str, given: _Given) -> Verdict:
    """What a workbook says. Of a file with personal data only that: another finding could repeat a name."""
    verdict = _recognise(workbook, sha256, file_name, given)
    personal = find_personal_data(workbook)
    if not personal:
        return verdict
    return Verdict(
        verdict.file_name,
        sha256,
        verdict.province_id,
        verdict.period,
        (),
        (),
        (),
        tuple(personal),
        is_synthetic=verdict.is_synthetic,
    )


def _recognise(workbook: Workbook, sha256: str, name: str, given: _Given) -> Verdict:
    """What the tables of a workbook say, and what is wrong with it."""
    given.progress(Stage.TABLES)
    sheets = [sheet for sheet in workbook.sheets if not sheet.is_hidden or sheet.name in given.sheets]
    if hidden_sheets(workbook) and not any(map(is_filled, sheets)):
        return build_verdict(workbook, name, sha256, findings=[ONLY_HIDDEN_SHEETS.at("")])
    found = {sheet.name: _find(sheet) for sheet in sheets}
    titles = [_title(sheet, found[sheet.name]) for sheet in sheets if found[sheet.name]]
    if not titles:
        findings = [*unread_parts(workbook, found), nothing_found(workbook, found)]
        return build_verdict(workbook, name, sha256, findings=findings)
    when = decide_period(titles, name, given.period)
    where = _province(titles, _of_sheets(found, when.sheets), name, when, given.province_id)
    told = _told(found, where.province_id, given)
    found = {sheet: [applied.found for applied in group] for sheet, group in told.items()}
    everything = [applied for group in told.values() for applied in group]
    build = partial(
        build_verdict,
        workbook,
        name,
        sha256,
        province_id=where.province_id,
        period=when.period,
        told_names=[unit for applied in everything for unit in applied.unit_names],
    )
    findings = [note for applied in everything for note in applied.notes]
    findings += unread_parts(workbook, found)
    tables = _of_sheets(found, when.sheets)
    if not any(table.has_elements for table in tables):
        return build(findings=[*findings, nothing_found(workbook, found)], found=tables)
    findings += when.findings
    if when.period is None:
        return build(findings=findings)
    findings += where.findings
    if where.province_id is None:
        return build(findings=findings)
    return _check(tables, where.province_id, when.period, findings, given, build)


def _of_sheets(found: Mapping[str, Sequence[FoundTable]], sheets: Collection[str]) -> list[FoundTable]:
    """The tables of some sheets: those with figures that are known, else those whose columns may be told."""
    tables = [table for name, group in found.items() if name in sheets for table in group]
    return [table for table in tables if table.has_elements] or tables


def _told(
    found: Mapping[str, Sequence[FoundTable]], province_id: str | None, given: _Given
) -> dict[str, list[Applied]]:
    """The tables with what a person told of them, now or with an earlier file of the province."""
    confirmed = given.confirmed.over(given.memory(province_id)) if province_id else given.confirmed
    return {name: [confirmed.apply(table) for table in group] for name, group in found.items()}


def _check(
    tables: Sequence[FoundTable],
    province_id: str,
    period: Period,
    findings: list[Finding],
    given: _Given,
    build: Callable[..., Verdict],
) -> Verdict:
    """The rows and figures of the tables, and what is wrong with them."""
    given.progress(Stage.UNITS)
    finder = UnitFinder.of(province_id, period.end)
    read = [_read(table, finder, period) for table in tables]
    report = Report(all_units()[province_id], period, tuple(table for table, _ in read))
    findings += [finding for _, problems_found in read for finding in problems_found]
    given.progress(Stage.CHECKS)
    findings += run_checks(report)
    findings += run_history_checks(report, given.history(province_id, period))
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings += emptiness(report, tables[0])
    questions = [
        question
        for table, (_, problems_found) in zip(tables, read, strict=True)
        for question in unit_questions(table, problems_found, finder)
    ]
    return build(findings=findings, found=tables, report=report, questions=questions)


def _find(sheet: Sheet) -> list[FoundTable]:
    """The tables of a sheet with the meaning of their columns."""
    tables = []
    for table in find_tables(sheet):
        contexts = [sheet.name, *(text for _, _, text in reversed(table.captions))]
        headings = understand([column.path for column in table.columns], contexts)
        tables.append(FoundTable.of(table, headings))
    return tables


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
