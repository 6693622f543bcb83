"""Dumbbell, small multiples and scatter draw the frame they are given."""

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.dumbbell import dumbbell
from khuyenhoc.charts.multiples import Panel, multiples
from khuyenhoc.charts.scatter import Axis, quadrants
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator

VI = Translator("vi")
RATE, HEAD = indicators()["learning_family_rate"], indicators()["fund_raised_per_head"]
NAN = float("nan")
UNITS = pd.DataFrame(
    {"name": ["Xã An", "Xã Bình", "Xã Cam"], "value": [80.0, 60.0, 70.0], "earlier_value": [75.0, 65.0, NAN]}
)
TARGET = Target(RATE.indicator, "VN", 2030, 80.0, "387/QĐ-TTg", "", "")


def test_dumbbell_runs_from_last_year_to_now() -> None:
    figure = dumbbell(UNITS, indicator=RATE, target=TARGET, t=VI)
    before, now = figure.data
    assert list(before.x)[:2] == [75.0, 65.0]
    assert list(now.x) == [80.0, 60.0, 70.0]
    assert list(now.text) == ["<b>80,0%</b>", "<b>60,0%</b>", "<b>70,0%</b>"]
    assert list(now.textposition) == ["middle right", "middle left", "middle right"]
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(75.0, 80.0), (65.0, 60.0), (80.0, 80.0)]
    assert figure.layout.annotations[0].text == "Mục tiêu 2030: 80,0%"
    # A value that lies on the line of the target is read all the same.
    assert figure.layout.shapes[-1].layer == "below"
    assert all(trace.textfont.shadow for trace in figure.data)
    assert list(figure.layout.yaxis.ticktext) == UNITS["name"].tolist()


def test_dumbbell_leaves_more_room_for_values_where_it_is_narrow() -> None:
    low, high = (
        dumbbell(UNITS, indicator=RATE, target=None, t=VI, width_hint=width).layout.xaxis.range[1]
        for width in (1000, 330)
    )
    assert 80 < low < high


def panel(title: str, *values: float) -> Panel:
    periods = ["2025-Q3", "2025-Q4", "2026-Q1"][: len(values)]
    return Panel(title, pd.DataFrame({"period_id": periods, "value": values}), "%", 60.0)


def test_multiples_share_one_scale_or_have_their_own() -> None:
    panels = [panel("Xã An", 10.0, 20.0, 30.0), panel("Xã Bình", 70.0, 80.0)]
    shared = multiples(panels, VI, has_one_scale=True)
    assert shared.layout.yaxis.range == shared.layout.yaxis2.range == (0, 100.0)
    own = multiples(panels, VI, has_one_scale=False)
    assert own.layout.yaxis.range == (0, 75.0)
    assert own.layout.yaxis2.range == (0, 100.0)
    assert [list(trace.y) for trace in own.data] == [[10.0, 20.0, 30.0], [70.0, 80.0]]
    assert list(own.data[0].text) == ["10,0%", "", "30,0%"]
    assert own.layout.template.layout.font.size == theme.FONT_SIZE


def test_multiples_stand_below_each_other_where_it_is_narrow() -> None:
    panels = [panel(str(place), 1.0, 2.0) for place in range(4)]
    assert multiples(panels, VI, has_one_scale=True, width_hint=330).layout.xaxis.domain == (0, 1)
    wide = multiples(panels, VI, has_one_scale=True, width_hint=800)
    assert wide.layout.xaxis.domain[1] < 0.5
    assert len({wide.layout[f"yaxis{number}"].domain for number in ("", 2, 3, 4)}) == 2


def test_a_single_point_is_printed_once() -> None:
    figure = multiples([panel("Xã An", 10.0)], VI, has_one_scale=True)
    assert list(figure.data[0].text) == ["10,0%"]


def test_amounts_are_printed_without_the_words_of_the_title() -> None:
    series = pd.DataFrame({"period_id": ["2025-Q3", "2025-Q4"], "value": [6282.0, 5927.0]})
    line = multiples([Panel("Quỹ/người", series, "VND/person")], VI, has_one_scale=False).data[0]
    assert list(line.text) == ["6.282 đ", "5.927 đ"]
    assert line.hovertext[0] == "Quý III/2025: 6.282 đồng/người"


def test_scatter_names_the_chosen_and_the_corners() -> None:
    units = pd.DataFrame(
        {
            "org_unit_id": ["u1", "u2", "u3"],
            "short_name": ["An", "Bình", "Cam"],
            "first": [80.0, 60.0, NAN],
            "second": [1000.0, 9000.0, 5000.0],
        }
    )
    figure = quadrants(units, Axis(RATE, "Gia đình", 70.0), Axis(HEAD, "Quỹ", None), {"u2", "u3"}, VI)
    others, chosen = figure.data
    assert list(others.text) == ["An"]
    assert list(chosen.text) == ["Bình"]
    assert (chosen.x[0], chosen.y[0]) == (60.0, 9000.0)
    assert [line.x0 for line in figure.layout.shapes] == [70.0]
    words = [note.text for note in figure.layout.annotations]
    assert words == ["Cả hai cao hơn mức tỉnh", "Chỉ quỹ cao", "Cả hai thấp hơn mức tỉnh", "Chỉ gia đình cao"]


def test_estimates_are_crossed_and_signed() -> None:
    estimated = UNITS.assign(
        method=["estimate", "exact", "exact"], earlier_method=["estimate", "estimate", None]
    )
    before, now = dumbbell(estimated, indicator=RATE, target=None, t=VI).data
    assert list(before.marker.symbol) == ["circle-x", "circle-x", "circle"]
    assert list(now.marker.symbol) == ["circle-x", "circle", "circle"]
    assert list(now.text) == ["<b><i>≈ 80,0%</i></b>", "<b>60,0%</b>", "<b>70,0%</b>"]


def test_a_course_through_the_reform_is_marked_where_it_was_estimated() -> None:
    series = pd.DataFrame(
        {
            "period_id": ["2025-Q1", "2025-Q2", "2025-Q3"],
            "value": [10.0, 20.0, 30.0],
            "method": ["estimate", "estimate", "exact"],
        }
    )
    figure = multiples([Panel("Xã An", series, "%")], VI, has_one_scale=True)
    line = figure.data[0]
    assert list(line.marker.symbol) == ["circle-x", "circle-x", "circle"]
    assert list(line.text) == ["<i>≈ 10,0%</i>", "", "30,0%"]
    assert line.hovertext[1] == "Quý II/2025: <i>≈ 20,0%</i>"
    assert [shape.x0 for shape in figure.layout.shapes] == [1.5]


def test_scatter_crosses_a_point_with_an_estimate_on_either_axis() -> None:
    units = pd.DataFrame(
        {
            "org_unit_id": ["u1", "u2", "u3"],
            "short_name": ["An", "Bình", "Cam"],
            "first": [80.0, 60.0, 70.0],
            "second": [1000.0, 9000.0, 5000.0],
            "first_method": ["estimate", "exact", "exact"],
            "second_method": ["exact", "estimate", "exact"],
        }
    )
    others, chosen = quadrants(units, Axis(RATE, "Gia đình", 70.0), Axis(HEAD, "Quỹ", None), {"u2"}, VI).data
    assert list(others.marker.symbol) == ["circle-x", "circle"]
    assert list(chosen.marker.symbol) == ["diamond-x"]
    assert chosen.hovertext[0] == "<b>Bình</b><br>Gia đình: 60,0%<br>Quỹ: <i>≈ 9.000 đồng/người</i>"


def test_words_stand_below_a_point_where_the_target_line_would_run_through_them() -> None:
    series = pd.DataFrame(
        {"period_id": ["2025-Q3", "2025-Q4", "2026-Q1"], "value": [40.0, 76.0, 82.0], "method": "exact"}
    )
    (line,) = multiples([Panel("An", series, "%", 80.0)], VI, has_one_scale=False).data
    # Far below the target, just below it, above it.
    assert list(line.textposition) == ["top right", "bottom left", "top left"]
