"""The member rate jumps although the members do not: another population was used."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.history import History
from khuyenhoc.intake.report import Report

POPULATION_JUMP = Rule(
    "population_jump",
    Severity.WARNING,
    "Gia Lai 2023 to 2024: 200 members more, but 17,21% became 18,53% on another population",
    "{unit}: số hội viên gần như giữ nguyên nhưng dân số từ {earlier} thành {value}, làm tỷ lệ hội viên lệch "
    "hơn 1 điểm %. Xin kiểm tra nguồn số dân số.",
    "{unit}: the members hardly changed but the population went from {earlier} to {value}, which moves the "
    "member rate by more than a point. Please check where the population comes from.",
)

_STEADY_SHARE = 0.005
_JUMP_POINTS = 1.0


def check_population_jump(report: Report, history: History) -> Iterator[Finding]:
    """One finding per unit, at its population."""
    for unit in report.units:
        members, population = unit.value("members"), unit.value("population")
        earlier_members = history.last(unit.unit.org_unit_id, "members", report.period)
        earlier_population = history.last(unit.unit.org_unit_id, "population", report.period)
        if not (members and population and earlier_members and earlier_population):
            continue
        if not (earlier_members.value and earlier_population.value):
            continue
        moved = abs(members / earlier_members.value - 1)
        points = 100 * abs(members / population - earlier_members.value / earlier_population.value)
        if moved <= _STEADY_SHARE and points > _JUMP_POINTS:
            figure = unit.by_element["population"]
            yield POPULATION_JUMP.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                earlier=f"{earlier_population.value:,.0f}".replace(",", "."),
                value=figure.printed,
            )
