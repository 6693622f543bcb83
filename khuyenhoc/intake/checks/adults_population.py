"""Adults are a part of the population."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.report import Report

ADULTS_ABOVE_POPULATION = Rule(
    "adults_above_population",
    Severity.WARNING,
    "adults are 65 to 68 percent of the population in published reports; two official populations may "
    "differ by 20 percent",
    "{unit}: số người từ 18 tuổi trở lên là {adults}, lớn hơn dân số là {population} (ô {where}). Xin kiểm "
    "tra hai số này.",
    "{unit}: {adults} adults are more than the population of {population} (cell {where}). Please check both.",
)


def check_adults_population(report: Report) -> Iterator[Finding]:
    """One finding per unit, at the adults' cell."""
    for unit in report.units:
        adults, population = unit.value("adults"), unit.value("population")
        if adults is not None and population is not None and adults > population:
            figure, whole = unit.by_element["adults"], unit.by_element["population"]
            yield ADULTS_ABOVE_POPULATION.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                adults=figure.printed,
                population=whole.printed,
                where=whole.cell,
            )
