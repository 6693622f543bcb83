from datetime import date

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.trend import trend_line
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator

RATE = indicators()["learning_citizen_rate"]
TARGET = Target(RATE.indicator, "VN", 2030, 60.0, "677/QĐ-TTg", "", "")
SERIES = pd.DataFrame(
    {
        "period_id": ["2025-Q1", "2025-Q2", "2025-Q3"],
        "value": [45.0, float("nan"), 50.0],
        "reported_units": [16, 16, 60],
        "expected_units": [16, 16, 65],
    }
)


def test_line_is_the_frame_and_gaps_stay_gaps() -> None:
    figure = trend_line(SERIES, indicator=RATE, targets=[TARGET], t=Translator("vi"))
    line = figure.data[0]
    assert list(line.x) == [date(2025, 2, 14), date(2025, 5, 16), date(2025, 8, 15)]
    assert line.y[0] == 45.0
    assert line.y[1] != line.y[1]
    assert line.connectgaps is False
    assert list(line.marker.symbol) == ["circle", "circle", "circle-open"]


def test_target_and_reform_are_marked() -> None:
    figure = trend_line(SERIES, indicator=RATE, targets=[TARGET], t=Translator("vi"))
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert texts == ["01/07/2025: bỏ cấp huyện, sáp nhập tỉnh", "Mục tiêu 2030:<br>60,0%"]
    assert {shape.y0 for shape in figure.layout.shapes} >= {60.0}


def test_no_reform_line_before_the_reform() -> None:
    figure = trend_line(SERIES.head(2), indicator=RATE, targets=[], t=Translator("vi"))
    assert not figure.layout.annotations


def test_figure_names_its_own_template_and_separators() -> None:
    figure = trend_line(SERIES, indicator=RATE, targets=[], t=Translator("vi"))
    assert figure.layout.template.layout.font.size == theme.FONT_SIZE
    assert figure.layout.separators == ",."


def test_narrow_figure_prints_fewer_values_and_always_the_last() -> None:
    quarters = [f"{year}-Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
    long = pd.DataFrame({"period_id": quarters, "value": range(12), "reported_units": 1, "expected_units": 1})
    wide = trend_line(long, indicator=RATE, targets=[], t=Translator("vi"), width_hint=900)
    narrow = trend_line(long, indicator=RATE, targets=[], t=Translator("vi"), width_hint=330)
    assert sum(bool(text) for text in wide.data[0].text) == 12
    assert [text for text in narrow.data[0].text if text] == ["2,0%", "5,0%", "8,0%", "11,0%"]
    assert len(narrow.layout.xaxis.tickvals) == 4


def test_values_are_written_where_no_line_runs_through_them() -> None:
    """Below a valley and at the foot of a slope that comes down; above where the line rises gently."""
    values = [8.8, 3.8, 10.5, 6.2, float("nan"), 4.0, 4.2]
    frame = pd.DataFrame(
        {
            "period_id": ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"],
            "value": values,
            "reported_units": 3,
            "expected_units": 3,
        }
    )
    figure = trend_line(frame, indicator=indicators()["fund_raised"], targets=(), t=Translator("vi"))
    sides = list(figure.data[0].textposition)
    assert sides[:4] == ["top center", "bottom center", "top center", "bottom center"]
    assert sides[5:] == ["top center", "top center"]


def test_a_value_beside_the_line_of_the_reform_is_written_away_from_it() -> None:
    """On a phone the value of the quarter after the reform is wider than its distance to the line."""
    quarters = [f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][:11]
    frame = pd.DataFrame(
        {"period_id": quarters, "value": [50.0] * 11, "reported_units": 1, "expected_units": 1}
    )
    phone = trend_line(frame, indicator=RATE, targets=[TARGET], t=Translator("vi"), width_hint=330).data[0]
    written = {text: side for text, side in zip(quarters, phone.textposition, strict=True) if side}
    assert [quarter for quarter, text in zip(quarters, phone.text, strict=True) if text][-2:] == [
        "2025-Q3",
        "2026-Q3",
    ]
    assert written["2025-Q3"] == "top right"
    # Above it, it would lie on the one before.
    assert written["2026-Q3"] == "bottom center"
    desk = trend_line(frame, indicator=RATE, targets=[TARGET], t=Translator("vi"), width_hint=860).data[0]
    assert set(desk.textposition) == {"top center"}
