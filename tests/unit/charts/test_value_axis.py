"""What is written along the axes: no scientific notation, money in the unit that reads best."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from khuyenhoc.charts.dumbbell import dumbbell
from khuyenhoc.charts.lines import lines
from khuyenhoc.charts.pace import pace_line
from khuyenhoc.charts.scatter import Axis, quadrants
from khuyenhoc.charts.trend import trend_line
from khuyenhoc.charts.value_axis import value_axis
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator

VI, EN = Translator("vi"), Translator("en")
FUND = indicators()["fund_raised"]
PERIODS = ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
MONEY = [9.1e9, 8.4e9, 12.4e9, 11.0e9]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([12.4e9, 8e9], ["0", "2,5 tỷ", "5,0 tỷ", "7,5 tỷ", "10,0 tỷ"]),
        ([4.1e9], ["0", "1 tỷ", "2 tỷ", "3 tỷ", "4 tỷ"]),
        ([350e6, float("nan")], ["0", "100 triệu", "200 triệu", "300 triệu"]),
        ([900.0], ["0", "200 đ", "400 đ", "600 đ", "800 đ"]),
        ([0.0], ["0"]),
        ([float("nan")], ["0"]),
        ([], ["0"]),
    ],
)
def test_money_is_written_in_the_unit_of_the_largest(values: list[float], texts: list[str]) -> None:
    assert value_axis(values, "VND", VI, from_zero=True)["ticktext"] == texts


def test_an_axis_that_does_not_begin_at_zero_has_ticks_within_it() -> None:
    axis = value_axis([9.1e9, 12.3e9], "VND", EN)
    assert axis["tickvals"] == [10e9, 11e9, 12e9]
    assert axis["ticktext"] == ["10 bn", "11 bn", "12 bn"]
    assert value_axis([9.1e9, 11.9e9], "VND", EN)["ticktext"] == [
        *("9.5 bn", "10.0 bn", "10.5 bn", "11.0 bn", "11.5 bn"),
    ]


def test_rates_and_counts_are_left_to_plotly_in_groups_of_three() -> None:
    assert value_axis([81.2], "%", VI) == {"ticksuffix": "%", "tickformat": ",.2~f"}
    assert value_axis([1_200_000], "person", VI) == {"ticksuffix": "", "tickformat": ",.2~f"}


def money_figures() -> dict[str, go.Figure]:
    series = pd.DataFrame(
        {"period_id": PERIODS, "value": MONEY, "reported_units": 3, "expected_units": 3, "method": "exact"}
    )
    table = pd.DataFrame(
        {
            "period_id": PERIODS,
            "value": MONEY,
            "expected": MONEY,
            "forecast": [float("nan")] * 4,
            "forecast_low": [float("nan")] * 4,
            "forecast_high": [float("nan")] * 4,
        }
    )
    units = pd.DataFrame(
        {
            "name": ["A", "B"],
            "value": [350e6, 120e6],
            "earlier_value": [300e6, 150e6],
            "method": "exact",
            "earlier_method": "exact",
        }
    )
    points = pd.DataFrame(
        {
            "org_unit_id": ["a", "b"],
            "short_name": ["A", "B"],
            "first": [350e6, 120e6],
            "second": [80e6, 30e6],
            "first_method": "exact",
            "second_method": "exact",
        }
    )
    first, second = Axis(FUND, "Vận động", 200e6), Axis(FUND, "Chi", None)
    return {
        "trend": trend_line(series, indicator=FUND, targets=(), t=VI),
        "lines": lines(series, names={"value": "Vận động"}, unit="VND", t=VI),
        "pace": pace_line(table, indicator=FUND, t=VI),
        "dumbbell": dumbbell(units, indicator=FUND, target=None, t=VI),
        "scatter": quadrants(points, first, second, ["a"], VI),
    }


def test_no_chart_of_money_has_an_axis_of_bare_dong() -> None:
    written = {}
    for name, figure in money_figures().items():
        layout = json.loads(figure.to_json())["layout"]
        written[name] = layout["xaxis" if name == "dumbbell" else "yaxis"]["ticktext"]
    assert written == {
        "trend": ["0", "2,5 tỷ", "5,0 tỷ", "7,5 tỷ", "10,0 tỷ"],
        "lines": ["0", "2,5 tỷ", "5,0 tỷ", "7,5 tỷ", "10,0 tỷ"],
        "pace": ["8 tỷ", "9 tỷ", "10 tỷ", "11 tỷ", "12 tỷ", "13 tỷ"],
        "dumbbell": ["100 triệu", "150 triệu", "200 triệu", "250 triệu", "300 triệu", "350 triệu"],
        "scatter": ["40 triệu", "60 triệu", "80 triệu"],
    }
