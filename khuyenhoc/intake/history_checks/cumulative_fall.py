"""A figure counted from 1 January cannot fall within the year."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.history import History
from khuyenhoc.intake.report import Report

CUMULATIVE_FALL = Rule(
    "cumulative_fall",
    Severity.WARNING,
    "reports of six months, nine months and the year run from 1 January",
    "{unit}: “{element}” lũy kế từ đầu năm là {value}, nhỏ hơn {earlier} đã báo cáo ở kỳ {period}. "
    "Xin kiểm tra.",
    '{unit}: "{element}" since 1 January is {value}, less than {earlier} reported for {period}. '
    "Please check.",
)


def check_cumulative_fall(report: Report, history: History) -> Iterator[Finding]:
    """One finding per figure, at its cell."""
    if not report.period.is_cumulative:
        return
    flows = [element for element in data_elements().values() if element.kind == "flow"]
    for unit in report.units:
        for element in flows:
            value = unit.value(element.data_element)
            earlier = [
                item
                for item in history.values.get((unit.unit.org_unit_id, element.data_element), ())
                if item.period.is_cumulative
                and item.period.year == report.period.year
                and item.period.end < report.period.end
            ]
            if value is None or not earlier or value >= earlier[-1].value:
                continue
            figure = unit.by_element[element.data_element]
            yield CUMULATIVE_FALL.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                element=element.name_vi,
                value=figure.printed,
                earlier=f"{earlier[-1].value:,.0f}".replace(",", "."),
                period=earlier[-1].period.period_id,
            )
