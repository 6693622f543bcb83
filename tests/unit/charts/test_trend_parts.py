import pandas as pd

from khuyenhoc.charts.trend import trend_line
from khuyenhoc.charts.trend_parts import trend_parts
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator

T = Translator("vi")
PERIODS = ["2025-Q1", "2025-Q2", "2025-Q3"]


def series(
    values: list[float], *, reported: tuple[int, ...] = (2, 2, 2), estimate: bool = False
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period_id": PERIODS[-len(values) :],
            "value": values,
            "reported_units": reported[-len(values) :],
            "expected_units": [2] * len(values),
            "method": ["estimate" if estimate else "exact"] * len(values),
        }
    )


def test_parts_stand_at_the_periods_of_the_whole() -> None:
    figure = trend_parts(
        series([30.0, 40.0, 50.0]),
        {"Khánh Hòa": series([20.0, 25.0, 30.0]), "Ninh Thuận": series([15.0, 20.0])},
        name="cả tỉnh",
        indicator=indicators()["members"],
        targets=[],
        t=T,
    )
    assert [trace.name for trace in figure.data] == ["cả tỉnh", "Khánh Hòa", "Ninh Thuận"]
    assert list(figure.data[2].x) == list(figure.data[0].x)[1:]
    assert len({trace.line.dash for trace in figure.data}) == 3
    assert [trace.text[-1] for trace in figure.data] == ["50", "30", "20"]


def test_without_parts_every_value_is_printed() -> None:
    figure = trend_parts(
        series([30.0, 40.0, 50.0]), {}, name="x", indicator=indicators()["members"], targets=[], t=T
    )
    assert list(figure.data[0].text) == ["30", "40", "50"]


def test_restated_values_say_about() -> None:
    figure = trend_line(
        series([30.0, 40.0, 50.0], estimate=True), indicator=indicators()["members"], targets=[], t=T
    )
    assert list(figure.data[0].text) == ["<i>≈ 30</i>", "<i>≈ 40</i>", "<i>≈ 50</i>"]


def test_a_count_of_an_incomplete_period_is_off_the_solid_line() -> None:
    rows = series([30.0, 12.0, 50.0], reported=(2, 1, 2))
    count = trend_line(rows, indicator=indicators()["members"], targets=[], t=T)
    assert count.data[0].line.dash == "dot"
    assert pd.isna(count.data[1].y[1])
    assert count.data[1].connectgaps is False
    rate = trend_line(rows, indicator=indicators()["member_rate"], targets=[], t=T)
    assert len(rate.data) == 1
