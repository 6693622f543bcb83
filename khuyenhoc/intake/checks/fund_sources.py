"""The sources of the fund add up to what was raised."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.checks.fund_identity import in_unit
from khuyenhoc.intake.report import Report

FUND_SOURCES = Rule(
    "fund_sources",
    Severity.WARNING,
    "sources of a total: enterprises, individuals, clans and others; state budget is not among them "
    "(Decree 93/2019/NĐ-CP)",
    "{unit}: các nguồn vận động cộng lại là {total} {money}, khác với số vận động được là {raised}. Xin "
    "kiểm tra lại.",
    "{unit}: the sources add up to {total} {money}, but {raised} were raised. Please check.",
)

_SOURCES = ("fund_raised_enterprises", "fund_raised_individuals", "fund_raised_clans", "fund_raised_other")


def check_fund_sources(report: Report) -> Iterator[Finding]:
    """One finding per unit, at the amount raised.

    With some of the four sources missing from the file, they must only not exceed what was raised.
    """
    present = [source for source in _SOURCES if any(table.column_of(source) for table in report.tables)]
    if not present:
        return
    is_complete = len(present) == len(_SOURCES)
    rounding = sum(report.rounding(element) for element in [*present, "fund_raised"]) + 0.5
    for unit in report.units:
        raised = unit.value("fund_raised")
        parts = [value for value in map(unit.value, present) if value is not None]
        if raised is None or not parts:
            continue
        total = sum(parts)
        if total > raised + rounding or (is_complete and total < raised - rounding):
            money = report.money_unit("fund_raised")
            yield FUND_SOURCES.at(
                unit.by_element["fund_raised"].cell,
                unit=unit.unit.name_on(report.period.end),
                total=in_unit(total, money),
                money=money.name,
                raised=unit.by_element["fund_raised"].printed,
            )
