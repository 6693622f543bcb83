"""An amount with three decimals among whole ones may be thousands that Excel took for a decimal point."""

from collections.abc import Iterator

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.checks.fund_identity import in_unit
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.money import DONG
from khuyenhoc.intake.report import Figure, FigureColumn, ReadTable, Report
from khuyenhoc.intake.row_labels import RowKind

LOST_THOUSANDS = Rule(
    "lost_thousands",
    Severity.WARNING,
    "Excel set to English stores 3.086, typed for three thousand and eighty-six, as 3,086",
    "Cột “{heading}” ghi {text} {money}, nhỏ hơn hẳn các ô khác. Có thể số đúng là {whole} (Excel đã hiểu "
    "dấu chấm hàng nghìn là dấu thập phân). Xin kiểm tra lại.",
    "The column “{heading}” says {text} {money}, far less than the cells around it. It may have been "
    "{whole} (Excel takes the point after thousands for a decimal point). Please check.",
)

_MOST_TIMES_PEERS = 20


def check_lost_thousands(report: Report) -> Iterator[Finding]:
    """One finding per such cell of an amount in triệu or tỷ đồng.

    Only a number cell can have been changed by Excel. Some cell must show three decimals and none more, whole
    amounts below a thousand must stand beside, and none above: those would have lost their thousands too.
    """
    for table in report.tables:
        for column in table.columns:
            if column.role is Role.VALUE and column.money and column.money.factor > 1000:
                yield from _check_column(table, column, column.money.factor)


def _check_column(table: ReadTable, column: FigureColumn, factor: int) -> Iterator[Finding]:
    cells = [row.figures.get(column.index) for row in table.rows if row.label.kind is RowKind.UNIT]
    figures = [figure for figure in cells if figure is not None and figure.value]
    wholes = [figure.value / factor for figure in figures if not figure.decimals and figure.value]
    broken = [figure for figure in figures if _may_be_broken(figure)]
    if (
        not broken
        or max(figure.decimals for figure in figures) != 3
        or not 10 <= max(wholes, default=0) < 1000
    ):
        return
    for figure in broken:
        whole = round((figure.value or 0) / factor * 1000)
        if whole <= _MOST_TIMES_PEERS * max(wholes):
            yield LOST_THOUSANDS.at(
                figure.cell,
                heading=column.column.heading,
                text=in_unit(figure.value or 0, column.money or DONG),
                money=column.money.name if column.money else "",
                whole=f"{whole:,}".replace(",", "."),
            )


def _may_be_broken(figure: Figure) -> bool:
    """Whether a cell is a number with decimals; text keeps what was typed."""
    return bool(figure.decimals) and type(figure.grid.value(figure.row, figure.column)) is float
