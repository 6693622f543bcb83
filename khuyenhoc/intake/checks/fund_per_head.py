"""Fund amounts per head lie within what is known of associations, or their unit of money is wrong."""

from collections.abc import Iterator
from statistics import median

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.checks.fund_identity import in_unit
from khuyenhoc.intake.money import DONG
from khuyenhoc.intake.report import Report

_SOURCE = "published: 5,000 to 60,000 đồng a head raised in a year, balances of 15,000 to 110,000 đồng a head"

FUND_PER_HEAD_HIGH = Rule(
    "fund_per_head_high",
    Severity.WARNING,
    _SOURCE,
    "{unit}: “{name}” tính ra {per_head} đồng mỗi người dân, cao bất thường. Có thể số ghi sai đơn vị tính "
    "(đồng, nghìn, triệu). Xin kiểm tra lại.",
    "{unit}: “{name_en}” comes to {per_head} đồng a head, unusually much. It may be written in another "
    "unit of money than stated. Please check.",
)
FUND_PER_HEAD_LOW = Rule(
    "fund_per_head_low",
    Severity.WARNING,
    _SOURCE,
    "Cột “{name}” tính ra khoảng {per_head} đồng mỗi người dân ở phần lớn đơn vị, thấp bất thường. Có thể "
    "đơn vị tính tiền ghi trên bảng ({money}) không đúng. Xin kiểm tra lại.",
    "The column “{name_en}” comes to about {per_head} đồng a head in most units, unusually little. The "
    "stated unit of money ({money}) may be wrong. Please check.",
)

# Some thirty times the most (islands have few people) and a hundredth of the least that was ever published.
_HIGHEST = 3_000_000
_LOWEST = 50
_AMOUNTS = ("fund_opening", "fund_raised", "fund_spent", "fund_closing")
_ENOUGH_UNITS = 3


def check_fund_per_head(report: Report) -> Iterator[Finding]:
    """A finding per cell that is far too high, and one per column that is far too low."""
    for element in _AMOUNTS:
        names = data_elements()[element]
        shares = []
        for unit in report.units:
            amount, people = unit.value(element), unit.value("population")
            if not amount or not people:
                continue
            shares.append((amount / people, unit))
            if amount / people > _HIGHEST:
                yield FUND_PER_HEAD_HIGH.at(
                    unit.by_element[element].cell,
                    unit=unit.unit.name_on(report.period.end),
                    name=names.name_vi,
                    name_en=names.name_en,
                    per_head=in_unit(round(amount / people), DONG),
                )
        middle = median(share for share, _ in shares) if len(shares) >= _ENOUGH_UNITS else _LOWEST
        if middle < _LOWEST:
            table = next(table for table in report.tables if table.column_of(element))
            column = table.column_of(element)
            if column is not None:
                yield FUND_PER_HEAD_LOW.at(
                    table.table.grid.address(column.column.heading_row, column.index),
                    name=names.name_vi,
                    name_en=names.name_en,
                    per_head=in_unit(round(middle, 2), DONG),
                    money=report.money_unit(element).name,
                )
