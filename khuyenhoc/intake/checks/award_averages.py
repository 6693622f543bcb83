"""The average award lies within what is known, or its unit of money is wrong."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.checks.fund_identity import in_unit
from khuyenhoc.intake.money import DONG
from khuyenhoc.intake.report import Report

AWARD_AVERAGE = Rule(
    "award_average",
    Severity.WARNING,
    "published averages: 0.25 to 1.2 million đồng an award, 8.1 million in a special programme",
    "{unit}: “{name}” bình quân {average} đồng một suất, khác thường. Có thể sai đơn vị tính hoặc thiếu, "
    "thừa số 0. Xin kiểm tra lại.",
    "{unit}: “{name_en}” averages {average} đồng an award, which is unusual. The unit of money or a zero "
    "may be wrong. Please check.",
)

# A fiftieth of the least and six times the most that was published.
_LOWEST = 5_000
_HIGHEST = 50_000_000
_AWARDS = ("scholarships", "rewards", "hardship_grants", "adult_grants")


def check_award_averages(report: Report) -> Iterator[Finding]:
    """One finding per unit and kind of award, at the amount."""
    for unit in report.units:
        for award in _AWARDS:
            count, amount = unit.value(award), unit.value(f"{award}_amount")
            if not count or not amount or count < 0 or amount < 0:
                continue
            average = amount / count
            if not _LOWEST <= average <= _HIGHEST:
                element = data_elements()[f"{award}_amount"]
                yield AWARD_AVERAGE.at(
                    unit.by_element[f"{award}_amount"].cell,
                    unit=unit.unit.name_on(report.period.end),
                    name=element.name_vi,
                    name_en=element.name_en,
                    average=in_unit(round(average), DONG),
                )
