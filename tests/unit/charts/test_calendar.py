import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.calendar import report_calendar
from khuyenhoc.domain.report_status import ReportStatus
from khuyenhoc.i18n import Translator

CELLS = pd.DataFrame(
    [
        ("u1", "Xã An", "2025-Q3", "received"),
        ("u2", "Xã Bình", "2025-Q3", "overdue"),
        ("u3", "Xã Cam", "2025-Q3", "received"),
        ("u1", "Xã An", "2025-Q4", "on_time"),
        ("u2", "Xã Bình", "2025-Q4", "overdue"),
        ("u3", "Xã Cam", "2025-Q4", "returned"),
    ],
    columns=["org_unit_id", "name", "period_id", "status"],
)


def test_units_with_the_most_missing_stand_on_top() -> None:
    figure = report_calendar(CELLS, Translator("vi"))
    assert list(figure.layout.yaxis.ticktext) == ["Xã Bình", "Xã Cam", "Xã An"]
    assert list(figure.layout.xaxis.ticktext) == ["Quý III<br>2025", "Quý IV<br>2025"]
    assert figure.data[0].text[1].tolist() == ["● Đã nhận", "↩ Trả lại"]


def test_colour_of_each_cell_is_that_of_its_status() -> None:
    grid = report_calendar(CELLS, Translator("vi")).data[0]
    count = len(ReportStatus)
    for row, statuses in enumerate(
        [["overdue", "overdue"], ["received", "returned"], ["received", "on_time"]]
    ):
        for column, status in enumerate(statuses):
            share = (grid.z[row][column] - grid.zmin) / (grid.zmax - grid.zmin)
            colour = next(colour for edge, colour in grid.colorscale[1::2] if share < edge)
            assert colour == theme.STATUS_COLOURS[status]
    assert len(grid.colorscale) == 2 * count


def test_narrow_cells_hold_the_symbol_and_the_legend_the_word() -> None:
    figure = report_calendar(CELLS, Translator("vi"), width_hint=330)
    assert figure.data[0].text[0].tolist() == ["✗", "✗"]
    assert [trace.name for trace in figure.data[1:]] == ["✗ Quá hạn", "↩ Trả lại", "✓ Đúng hạn", "● Đã nhận"]
    assert figure.layout.template.layout.font.size == theme.FONT_SIZE


def test_periods_are_written_upwards_only_where_cells_are_narrow() -> None:
    t = Translator("vi")
    wide, narrow = (report_calendar(CELLS, t, width_hint=width).layout.xaxis for width in (330, 300))
    assert (wide.tickangle, wide.ticktext[0]) == (0, "Quý III<br>2025")
    assert (narrow.tickangle, narrow.ticktext[0]) == (-90, "Quý III 2025")


def test_hover_names_unit_period_and_status() -> None:
    grid = report_calendar(CELLS, Translator("en")).data[0]
    assert grid.customdata[0][1] == "<b>Xã Bình</b><br>Quarter IV/2025: Overdue"
