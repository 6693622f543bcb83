"""An association has no more members than its unit has people."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.report import Report

MEMBERS_ABOVE_POPULATION = Rule(
    "members_above_population",
    Severity.ERROR,
    "members are people of the unit; published rates run from 6 to 53 percent",
    "{unit}: số hội viên là {members}, lớn hơn dân số là {population} (ô {where}). Xin kiểm tra hai số này.",
    "{unit}: {members} members are more than the population of {population} (cell {where}). Please check "
    "both.",
)


def check_members_population(report: Report) -> Iterator[Finding]:
    """One finding per unit, at the members' cell."""
    for unit in report.units:
        members, population = unit.value("members"), unit.value("population")
        if members is not None and population is not None and members > population:
            figure, whole = unit.by_element["members"], unit.by_element["population"]
            yield MEMBERS_ABOVE_POPULATION.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                members=figure.printed,
                population=whole.printed,
                where=whole.cell,
            )
