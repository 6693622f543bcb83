"""A figure ten or a thousand times what it was: a digit too many, or another unit of money."""

from collections.abc import Iterator
from statistics import median

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.history import History
from khuyenhoc.intake.report import Report

COLUMN_MAGNITUDE = Rule(
    "column_magnitude",
    Severity.WARNING,
    "units of money change between reports (200.022 triệu beside 420 tỷ 936 triệu in one province's press)",
    "Cả cột “{element}” lớn hoặc nhỏ hơn kỳ trước khoảng {factor} lần. Xin kiểm tra đơn vị tính của cột.",
    'The whole column "{element}" is about {factor} times larger or smaller than last time. Please check its '
    "unit.",
)
UNIT_MAGNITUDE = Rule(
    "unit_magnitude",
    Severity.WARNING,
    'a lost or added digit: the press printed 88.900 members for 888.900, "34 đồng/người" for 34.000',
    "{unit}: “{element}” là {value}, kỳ trước là {earlier}: chênh khoảng {factor} lần. Xin kiểm tra số chữ "
    "số.",
    '{unit}: "{element}" is {value}, last time {earlier}: about {factor} times apart. Please check the '
    "digits.",
)

_FACTORS = (10, 100, 1_000, 1_000_000)
# A ratio this near to a factor counts as that factor.
_CLOSENESS = 1.25
_FEWEST_UNITS = 3
_SMALLEST_COUNT = 20
# Balances and in-quarter flows of one unit do grow tenfold; only a factor of a thousand is a slip there.
_SMALLEST_FACTOR_OF_FLOWS = 1_000


def check_magnitude(report: Report, history: History) -> Iterator[Finding]:
    """One finding per column whose units moved together by a factor, else one per unit that did alone."""
    for element in data_elements().values():
        ratios = dict(_ratios(report, history, element.data_element))
        if not ratios:
            continue
        together = _factor(median(ratios.values())) if len(ratios) >= _FEWEST_UNITS else None
        name = element.name_vi
        if together:
            yield COLUMN_MAGNITUDE.at(_heading(report, element.data_element), element=name, factor=together)
            continue
        is_steady = element.kind == "stock" and not element.is_money
        for org_unit_id, ratio in ratios.items():
            factor = _factor(ratio)
            if factor is None or not (is_steady or factor >= _SMALLEST_FACTOR_OF_FLOWS):
                continue
            unit = report.figures_of(org_unit_id)
            earlier = history.last(org_unit_id, element.data_element, report.period)
            figure = unit.by_element[element.data_element]
            yield UNIT_MAGNITUDE.at(
                figure.cell,
                unit=unit.unit.name_on(report.period.end),
                element=name,
                value=figure.printed,
                earlier=f"{earlier.value:,.0f}".replace(",", "."),
                factor=factor,
            )


def _ratios(report: Report, history: History, element: str) -> Iterator[tuple[str, float]]:
    for unit in report.units:
        value = unit.value(element)
        earlier = history.last(unit.unit.org_unit_id, element, report.period)
        if not value or not earlier or min(value, earlier.value) <= 0:
            continue
        if max(value, earlier.value) >= _SMALLEST_COUNT:
            yield unit.unit.org_unit_id, value / earlier.value


def _factor(ratio: float) -> int | None:
    size = max(ratio, 1 / ratio)
    return next((f for f in _FACTORS if f / _CLOSENESS <= size <= f * _CLOSENESS), None)


def _heading(report: Report, element: str) -> str:
    for table in report.tables:
        column = table.column_of(element)
        if column is not None:
            return table.table.grid.address(column.column.heading_row, column.index)
    return ""
