"""A unit has no more households than people."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.report import Report

HOUSEHOLDS_ABOVE_POPULATION = Rule(
    "households_above_population",
    Severity.WARNING,
    "a household has one person at least; a population read 1,000 times too small shows here",
    "{unit}: số hộ gia đình là {households}, lớn hơn dân số là {population} (ô {where}). Xin kiểm tra hai "
    "số này.",
    "{unit}: {households} households are more than the population of {population} (cell {where}). Please "
    "check both.",
)


def check_households_population(report: Report) -> Iterator[Finding]:
    """One finding per unit, at the households' cell."""
    for unit in report.units:
        households, population = unit.value("families_total"), unit.value("population")
        if households is not None and population is not None and households > population:
            figure, whole = unit.by_element["families_total"], unit.by_element["population"]
            yield HOUSEHOLDS_ABOVE_POPULATION.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                households=figure.printed,
                population=whole.printed,
                where=whole.cell,
            )
