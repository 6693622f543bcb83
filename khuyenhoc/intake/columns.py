"""Which columns of a table are read, and what a person is asked about the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.domain.findings import Finding, Rule
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.grid import Table
from khuyenhoc.intake.headings import CERTAIN, Heading, Role
from khuyenhoc.intake.roles import Roles, find_roles, unit_names

_YEAR = re.compile(r"(?:năm\s*)?(20\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class FoundTable:
    """A table whose columns are understood and whose rows are not yet read."""

    table: Table
    headings: tuple[Heading, ...]
    roles: Roles

    @classmethod
    def of(cls, table: Table, headings: Sequence[Heading]) -> "FoundTable":
        """A table with its roles; the column of names is one, whatever its heading may count elsewhere."""
        roles = find_roles(table, headings)
        settled = tuple(
            Heading(Role.UNIT, confidence=1.0)
            if column.index == roles.unit and heading.role is Role.VALUE
            else heading
            for column, heading in zip(table.columns, headings, strict=True)
        )
        return cls(table, settled, roles)

    @property
    def has_elements(self) -> bool:
        """Whether any column holds a data element; a list of officers has none."""
        return any(heading.element for heading in self.headings)

    @cached_property
    def unit_names(self) -> list[str]:
        """Texts of the unit column that may name units."""
        return unit_names(self.table, self.roles)


def settle_columns(
    found: FoundTable, rows: Sequence[int], period: Period
) -> tuple[list[Heading], list[Finding]]:
    """The headings to read by, after doubts and repetitions; columns without figures raise none."""
    filled = [_has_figures(found.table, column.index, rows) for column in found.table.columns]
    headings, findings = _without_repetitions(found, filled, period)
    for position, heading in enumerate(found.headings):
        # A column set aside has had its finding.
        if filled[position] and headings[position] is heading:
            findings += _doubts(found, position, rows)
    return headings, findings


def _without_repetitions(
    found: FoundTable, filled: Sequence[bool], period: Period
) -> tuple[list[Heading], list[Finding]]:
    """The headings with one column per data element; the others are set aside, each with a finding."""
    headings, findings = list(found.headings), list[Finding]()
    by_element: dict[str, list[int]] = {}
    for position, heading in enumerate(headings):
        if heading.element and filled[position]:
            by_element.setdefault(heading.element, []).append(position)
    for element, positions in by_element.items():
        kept = [p for p in _of_basis(headings, positions, period) if _is_of_year(found, p, period)]
        for position in sorted(set(positions) - set(kept)):
            basis = table_problems.COLUMN_OF_OTHER_BASIS
            findings.append(_about(found, position, basis, period=period.period_id))
            headings[position] = Heading(Role.IGNORED)
        for position in kept[1:]:
            cells = [_heading_cell(found.table, place) for place in (kept[0], position)]
            rule = table_problems.REPEATED_COLUMN
            findings.append(rule.at(cells[1], first=cells[0], second=cells[1], **_names(element)))
            headings[position] = Heading(Role.IGNORED)
    return headings, findings


def _doubts(found: FoundTable, position: int, rows: Sequence[int]) -> list[Finding]:
    """What a person is asked or told about a column with figures."""
    heading, index = found.headings[position], found.table.columns[position].index
    if heading.role is Role.UNKNOWN and index != found.roles.unit:
        return [_about(found, position, table_problems.UNKNOWN_COLUMN)]
    if heading.role is Role.IGNORED:
        return [_about(found, position, table_problems.IGNORED_COLUMN)]
    is_doubtful = heading.element and heading.confidence < CERTAIN
    if is_doubtful and not _holds_ratios(found.table, index, rows):
        names = _names(heading.element or "")
        return [_about(found, position, table_problems.UNCERTAIN_COLUMN, **names)]
    return []


def _names(element: str) -> dict[str, str]:
    names = data_elements()[element]
    return {"name_vi": names.name_vi, "name_en": names.name_en}


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


def _is_of_year(found: FoundTable, position: int, period: Period) -> bool:
    """Whether a column is of the period's year, as all are whose headings name none: `2023 | 2024`."""
    years = [match[1] for text in found.table.columns[position].path if (match := _YEAR.fullmatch(text))]
    return not years or str(period.year) in years


def _has_figures(table: Table, column: int, rows: Sequence[int]) -> bool:
    values = (table.grid.value(row, column) for row in rows)
    return any(
        type(value) in {int, float} or (type(value) is str and value.strip()[:1].isdigit())
        for value in values
    )


def _holds_ratios(table: Table, column: int, rows: Sequence[int]) -> bool:
    """Whether most cells say `3.046/3.725`: then "Gia đình học tập" can only mean "recognised of all"."""
    texts = [table.grid.text(row, column) for row in rows if table.grid.value(row, column) is not None]
    return sum("/" in text and text[:1].isdigit() for text in texts) * 2 > len(texts)


def _heading_cell(table: Table, position: int) -> str:
    column = table.columns[position]
    return table.grid.address(column.heading_row, column.index)


def _about(found: FoundTable, position: int, rule: Rule, **values: str) -> Finding:
    heading = found.table.columns[position].heading or "(không có tiêu đề)"
    return rule.at(_heading_cell(found.table, position), heading=heading, **values)
