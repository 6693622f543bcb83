"""A printed rate is the one its counts give.

Rates are never stored: they are recomputed. What they are a share of is rarely printed, so the denominator
that fits most rows is taken, the usual one first (learning citizens are reported against adults, though
Decision 677/QĐ-TTg counts only adults in learning families, clans and communities).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding, Rule, Severity, Written
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.numbers import State
from khuyenhoc.intake.report import Figure, FigureColumn, ReadTable, Report, ReportRow

_SOURCE = "published rates can be recomputed to 0.05 point (Nam Định, Nghệ An, Tây Ninh, Khánh Hòa 2021)"

RATE_DIFFERS = Rule(
    "rate_differs",
    Severity.WARNING,
    _SOURCE,
    "Tỷ lệ của {unit} ghi {text} nhưng tính lại từ số liệu là {expected}% ({part} / {whole}). "
    "Xin kiểm tra lại.",
    "The rate of {unit} says {text}, but its counts give {expected}% ({part} / {whole}). Please check.",
)
RATE_NOT_REPRODUCIBLE = Rule(
    "rate_not_reproducible",
    Severity.WARNING,
    _SOURCE,
    "Cột tỷ lệ “{heading}” không khớp với số liệu ở hàng nào. Có thể tỷ lệ tính trên một số khác (ví dụ "
    "dân số khác). Xin kiểm tra; tỷ lệ do phần mềm tự tính từ số liệu.",
    "The rates in “{heading}” agree with the counts in no row. They may be shares of another number. "
    "Please check; rates are recomputed from the counts.",
)

_PLAIN_DECIMAL = re.compile(r"-?\d+\.\d+")
_TOLERANCE = 0.05
_ENOUGH_ROWS = 3
_CLEAR_SHARE = 0.8
_DENOMINATORS = {
    "members": ("population", "adults"),
    "citizens_registered": ("adults", "population"),
    "citizens_recognised": ("adults", "citizens_registered", "population"),
}


class _Case(NamedTuple):
    """One printed rate with what it may be the share of, and its row's name."""

    name: str
    printed: Figure
    part: Figure
    wholes: tuple[Figure | None, ...]


def check_rates(report: Report) -> Iterator[Finding]:
    """One finding per rate that is off, at its cell; one per column when no row agrees."""
    for table in report.tables:
        rows_of_ratios = [row for row in table.rows if row.ratios]
        for column in table.columns:
            if column.role is Role.RATE:
                yield from _check_column(report, table, column)
            elif rows_of_ratios:
                yield from _check_ratios(rows_of_ratios, column)


def _denominators(numerator: str) -> tuple[str, ...]:
    if numerator in _DENOMINATORS:
        return _DENOMINATORS[numerator]
    model, _, state = numerator.rpartition("_")
    if state == "recognised":
        return (f"{model}_total", f"{model}_registered")
    return (f"{model}_total",) if state == "registered" else ()


def _numerator(table: ReadTable, column: FigureColumn) -> str | None:
    """What a rate column counts: as its heading says, else the nearest count to its left."""
    if column.name:
        return column.name
    left = [
        c
        for c in table.columns
        if c.role is Role.VALUE and c.index < column.index and _denominators(c.name or "")
    ]
    return left[-1].name if left else None


def _check_column(report: Report, table: ReadTable, column: FigureColumn) -> Iterator[Finding]:
    numerator = _numerator(table, column)
    denominators = _denominators(numerator) if numerator else ()
    cases = [
        case for row in table.rows if (case := _case(report, table, row, column, numerator, denominators))
    ]
    if not cases:
        return
    decimals = max(case.printed.decimals for case in cases)
    options = [(index, scale) for index in range(len(denominators)) for scale in (1, 100)]
    fits = {option: sum(_fits(case, *option, decimals) for case in cases) for option in options}
    best = max(options, key=lambda option: (fits[option], -options.index(option)))
    # Without the usual denominator in the file, a rate may be a share of that: nothing can be told.
    is_usual_known = any(case.wholes[0] and case.wholes[0].value for case in cases)
    if not is_usual_known and fits[best] < _CLEAR_SHARE * len(cases):
        return
    if not fits[best] and len(cases) >= _ENOUGH_ROWS:
        address = table.table.grid.address(column.column.heading_row, column.index)
        yield RATE_NOT_REPRODUCIBLE.at(address, heading=column.column.heading)
        return
    for case in cases:
        whole = case.wholes[best[0]]
        if whole is None or not whole.value or _fits(case, *best, decimals):
            continue
        yield _differs(case, whole)


def _case(
    report: Report,
    table: ReadTable,
    row: ReportRow,
    column: FigureColumn,
    numerator: str | None,
    denominators: Sequence[str],
) -> _Case | None:
    printed = row.figures.get(column.index)
    if printed is None or printed.value is None or numerator is None or not denominators:
        return None
    unit = report.figures_of(row.label.unit.org_unit_id) if row.label.unit else None
    known = unit.by_element if unit else {}
    part = table.figure(row, numerator) or known.get(numerator)
    wholes = tuple(table.figure(row, name) or known.get(name) for name in denominators)
    if part is None or part.value is None or not any(whole and whole.value for whole in wholes):
        return None
    return _Case(row.label.name, printed, part, wholes)


def _fits(case: _Case, index: int, scale: int, decimals: int) -> bool:
    """Whether a printed rate agrees: to the tolerance and the rounding of its last digit."""
    whole = case.wholes[index]
    if whole is None or not whole.value or case.printed.value is None or case.part.value is None:
        return False
    factor = 1 if case.printed.state is State.PERCENT else scale
    rounding = 0.5 / 10**decimals * factor
    points = case.part.value / whole.value * 100
    return abs(points - case.printed.value * factor) <= _TOLERANCE + rounding + 1e-9


def _differs(case: _Case, whole: Figure) -> Finding:
    printed, part = case.printed, case.part
    points = (part.value or 0) / (whole.value or 1) * 100
    return RATE_DIFFERS.at(
        printed.cell,
        unit=case.name,
        text=_as_written(printed),
        expected=_decimal(f"{points:.2f}"),
        part=part.printed,
        whole=whole.printed,
    )


def _as_written(printed: Figure) -> Written:
    """What the cell says; a number, which Excel keeps without a language, as each language writes it."""
    text = printed.printed
    is_number = _PLAIN_DECIMAL.fullmatch(text) is not None and printed.value == float(text)
    return _decimal(text) if is_number else Written(text, text)


def _decimal(text: str) -> Written:
    return Written(text.replace(".", ","), text)


def _check_ratios(rows: Sequence[ReportRow], column: FigureColumn) -> Iterator[Finding]:
    """The percentage beside a ratio: `3.046/3.725 (81,77%)`."""
    for row in rows:
        figure = row.figures.get(column.index)
        if figure is None or figure.rate is None or not figure.whole or figure.value is None:
            continue
        printed, decimals = figure.rate
        points = figure.value / figure.whole * 100
        if abs(points - printed) > _TOLERANCE + 0.5 / 10**decimals + 1e-9:
            yield RATE_DIFFERS.at(
                figure.cell,
                unit=row.label.name,
                text=figure.printed,
                expected=_decimal(f"{points:.2f}"),
                part=f"{figure.value:g}",
                whole=f"{figure.whole:g}",
            )
