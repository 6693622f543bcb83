"""Names of units that were not found, for a person to say which unit is meant."""

from collections.abc import Sequence
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding
from khuyenhoc.intake.columns import FoundTable
from khuyenhoc.intake.table_problems import HOMONYM_UNIT, UNKNOWN_UNIT
from khuyenhoc.intake.units import Problem, Suggestion, UnitFinder

# Names of another map or tier are not asked for: no unit of the period has their figures.
_ASKED = {UNKNOWN_UNIT.rule, HOMONYM_UNIT.rule}
# Looking for likely units is slow; a file with more unknown names is of another province.
_MOST_SUGGESTED = 40


class UnitQuestion(NamedTuple):
    """A name that was not found.

    Attributes:
        name: as the file writes it.
        suggestions: at most three, the likeliest first; none where nothing is near.
        is_homonym: several units bear the name, so the answer holds for this one cell alone.
    """

    cell: str
    name: str
    suggestions: tuple[Suggestion, ...]
    is_homonym: bool


def unit_questions(
    found: FoundTable, findings: Sequence[Finding], finder: UnitFinder
) -> tuple[UnitQuestion, ...]:
    """What to ask about the names of a table, in its order.

    Args:
        found: the table.
        findings: what is wrong with its rows.
        finder: of the province and vintage of the report.
    """
    asked = {finding.cell: finding.rule for finding in findings if finding.rule in _ASKED}
    if not asked:
        return ()
    questions: list[UnitQuestion] = []
    for row in found.table.body_rows:
        cell = found.table.grid.address(row, found.roles.unit)
        rule = asked.get(cell)
        name = found.table.grid.text(row, found.roles.unit) if rule else ""
        if rule and name:
            match = finder.find(name)
            if match.problem is Problem.UNKNOWN:
                match = finder.explain(name, suggest=len(questions) < _MOST_SUGGESTED)
            is_homonym = rule == HOMONYM_UNIT.rule
            questions.append(UnitQuestion(cell, name, match.suggestions, is_homonym))
    return tuple(questions)
