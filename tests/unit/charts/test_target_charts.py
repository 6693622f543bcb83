"""Figures of targets, funds and models: their data are those of the frames."""

import math

import pandas as pd
import pytest

from khuyenhoc import theme
from khuyenhoc.charts.awards import award_averages
from khuyenhoc.charts.bullet import BulletName, bullets
from khuyenhoc.charts.columns import columns_by_quarter
from khuyenhoc.charts.funnel import stages
from khuyenhoc.charts.lines import lines
from khuyenhoc.charts.pace import pace_line
from khuyenhoc.charts.sankey import sources_and_uses
from khuyenhoc.charts.waterfall import RELATIVE, TOTAL, waterfall
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator

T = Translator("vi")
RATE = indicators()["learning_citizen_rate"]


def test_bullets_mark_proven_and_unproven_targets_apart() -> None:
    frame = pd.DataFrame(
        {
            "indicator": ["learning_family_rate"] * 2 + ["learning_citizen_rate"],
            "value": [81.8, 81.8, 53.0],
            "target_year": [2025, 2030, 2030],
            "target_value": [70.0, 80.0, 60.0],
            "legal_act": ["387", "387", "677"],
            "evidence": ["summaries", "hanoi_plan", "summaries"],
        }
    )
    names = {
        "learning_family_rate": BulletName("Gia đình", "trên hộ"),
        "learning_citizen_rate": BulletName("Công dân", "trên người lớn"),
    }
    figure = bullets(frame, names=names, t=T)
    bars, proven, unproven = figure.data
    assert list(bars.x) == [81.8, 53.0]
    assert list(bars.y) == [1, 0]
    assert list(proven.x) == [70.0, 60.0]
    assert list(unproven.x) == [80.0]
    assert list(proven.text) == ["2025: 70%", "2030: 60%"]
    assert [note.text for note in figure.layout.annotations] == [
        "<b>Gia đình</b> trên hộ",
        "<b>Công dân</b> trên người lớn",
    ]
    assert bars.marker.color != proven.marker.color
    narrow = bullets(frame, names=names, t=T, width_hint=330)
    assert narrow.layout.annotations[0].text == "<b>Gia đình</b><br>trên hộ"


def pace_frame(**last: float) -> pd.DataFrame:
    ends = {"forecast_low": math.nan, "forecast": math.nan, "forecast_high": math.nan} | last
    frame = pd.DataFrame(
        {
            "period_id": [f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)],
            "value": [49.0, 50.0, math.nan, 52.0, 52.7, 52.9, 53.0, math.nan],
            "expected": [math.nan] * 4 + [52.5, 53.0, 53.5, 54.0],
        }
    )
    for name, value in ends.items():
        frame[name] = [math.nan] * 7 + [value]
    return frame


def test_pace_line_keeps_gaps_and_starts_the_course_this_year() -> None:
    figure = pace_line(pace_frame(), indicator=RATE, t=T)
    course, actual = figure.data
    assert list(course.x) == [4, 5, 6, 7]
    assert list(course.y) == [52.5, 53.0, 53.5, 54.0]
    assert actual.y[2] != actual.y[2]
    assert actual.connectgaps is False
    assert actual.textposition[4:7] == ("top center", "bottom center", "bottom center")


def test_band_runs_from_now_to_the_years_end() -> None:
    figure = pace_line(pace_frame(forecast_low=54.8, forecast=56.6, forecast_high=58.4), indicator=RATE, t=T)
    band, middle = figure.data[:2]
    assert list(band.x) == [6, 7, 7, 6]
    assert list(band.y) == [53.0, 58.4, 54.8, 53.0]
    assert list(middle.y) == [53.0, 56.6]
    assert figure.layout.template.layout.font.size == theme.FONT_SIZE


def test_waterfall_runs_from_balance_to_balance() -> None:
    steps = [("a", 10e9, TOTAL), ("b", 5e9, RELATIVE), ("c", -7e9, RELATIVE), ("d", 8e9, TOTAL)]
    (bars,) = waterfall(steps, t=T).data
    assert list(bars.base) == [0, 10e9, 8e9, 0]
    assert list(bars.y) == [10e9, 5e9, 7e9, 8e9]
    assert bars.text[1] == "<b>+5,0 tỷ</b>"
    assert bars.text[2] == "<b>−7,0 tỷ</b>"
    assert len(set(bars.marker.color)) == 3


def test_sankey_leaves_out_nothings_and_balances() -> None:
    figure = sources_and_uses(
        [("Doanh nghiệp", 3e9), ("Khác", 0.0), ("Số dư", 1e9)], [("Học bổng", 4e9)], fund_name="Quỹ", t=T
    )
    (flows,) = figure.data
    assert list(flows.node.label) == [
        "Doanh nghiệp: 3,0 tỷ",
        "Số dư: 1,0 tỷ",
        "Quỹ: 4,0 tỷ",
        "Học bổng: 4,0 tỷ",
    ]
    assert list(flows.link.source) == [0, 1, 2]
    assert list(flows.link.target) == [2, 2, 3]
    assert list(flows.link.value) == [3e9, 1e9, 4e9]


def test_stages_are_on_one_scale_and_missing_says_so() -> None:
    frame = pd.DataFrame(
        {
            "model": ["families", "citizens"],
            "total": [1000.0, 500.0],
            "registered": [900.0, math.nan],
            "recognised": [800.0, 200.0],
            "registered_share": [90.0, math.nan],
            "recognised_share": [80.0, 40.0],
        }
    )
    figure = stages(frame, names={"families": "Gia đình", "citizens": "Công dân"}, t=T)
    total, registered, recognised = figure.data
    assert list(total.x) == [100.0, 100.0]
    assert registered.x[0] == 90.0
    assert registered.x[1] != registered.x[1]
    assert list(registered.text) == ["900 (90,0%)", "chưa có số liệu"]
    assert list(recognised.text) == ["800 (80,0%)", "200 (40,0%)"]


def test_lines_and_columns_are_the_frame() -> None:
    frame = pd.DataFrame(
        {
            "period_id": ["2025-Q3", "2025-Q4"],
            "a": [1.0, 2.0],
            "b": [3.0, math.nan],
            "value": [5.0, 6.0],
            "reported_units": [9, 8],
            "expected_units": [9, 9],
        }
    )
    first, second = lines(frame, names={"a": "A", "b": "B"}, unit="%", t=T).data
    assert (list(first.y), second.y[0]) == ([1.0, 2.0], 3.0)
    assert first.marker.symbol != second.marker.symbol
    (bars,) = columns_by_quarter(frame, unit="person", t=T).data
    assert list(bars.y) == [5.0, 6.0]
    assert bars.marker.color[0] != bars.marker.color[1]


def test_award_averages_stand_over_the_published_band() -> None:
    frame = pd.DataFrame(
        {
            "kind": ["scholarships", "rewards"],
            "average": [700_000.0, math.nan],
            "least_average": [500_000.0, math.nan],
            "most_average": [900_000.0, math.nan],
        }
    )
    names = {"scholarships": "Học bổng", "rewards": "Khen thưởng"}
    figure = award_averages(frame, names=names, typical=(250_000, 1_200_000), t=T)
    assert list(figure.data[0].x) == [500_000.0, 900_000.0]
    assert list(figure.data[-1].x) == [700_000.0]
    (band,) = figure.layout.shapes
    assert (band.x0, band.x1) == (250_000, 1_200_000)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_to_draw_draws_nothing(language: str) -> None:
    figure = pace_line(
        pace_frame().assign(value=math.nan, expected=math.nan), indicator=RATE, t=Translator(language)
    )
    assert list(figure.data[0].x) == []
