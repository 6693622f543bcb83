import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc import theme
from khuyenhoc.charts.bands import bands, class_colours
from khuyenhoc.charts.labels import MapLabel, printable
from khuyenhoc.charts.map import choropleth
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.i18n import Translator

T = Translator("vi")
RATE = indicators()["learning_family_rate"]
NAN = float("nan")
LAYER = ShapeLayer(
    urls=("/app/static/boundaries/communes.geojson",),
    bounds=(108.6, 11.3, 109.5, 12.9),
    labels={"a": (109.0, 12.0, 0.5), "b": (109.1, 12.1, 0.001)},
    insets=(Inset("/app/static/boundaries/ts.geojson", "Quần đảo Trường Sa", ("z",)),),
)


def units() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "org_unit_id": ["a", "b", "c", "d", "z"],
            "name": ["Phường A", "Xã B", "Xã C", "Xã D", "Đặc khu Trường Sa"],
            "short_name": ["A", "B", "C", "D", "Trường Sa"],
            "state": ["reported", "reported", "not_reported", "not_established", "reported"],
            "value": [90.0, 50.0, NAN, NAN, 70.0],
            "earlier_value": [88.0, NAN, NAN, NAN, NAN],
            "rank": pd.array([1, 3, None, None, 2], dtype="Int64"),
        }
    )
    return frame.assign(numerator=9.0, denominator=10.0, file_name="bc.xlsx", cell="Bieu 01!K10")


def test_every_unit_has_one_class_and_the_legend_counts_them() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    main = [trace for trace in figure.data if trace.type == "choropleth" and trace.geo != "geo2"]
    drawn = [unit for trace in main for unit in trace.locations]
    assert sorted(drawn) == ["a", "b", "c", "d"]
    names = [trace.name for trace in main]
    assert "✕ Chưa nộp (1)" in names
    assert "○ Chưa thành lập Hội (1)" in names
    assert sum(int(name.rsplit("(", 1)[1].rstrip(")")) for name in names) == 5


def test_missing_never_looks_like_a_value() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    colours = {
        unit: trace.colorscale[0][1]
        for trace in figure.data
        if trace.type == "choropleth"
        for unit in trace.locations
    }
    assert colours["c"] == theme.NOT_REPORTED
    assert colours["d"] == theme.NOT_ESTABLISHED
    assert {colours["a"], colours["b"]} <= set(theme.SEQUENTIAL)
    assert colours["a"] != colours["b"]


def test_shapes_come_by_address_from_this_machine() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    addresses = {trace.geojson for trace in figure.data if trace.type == "choropleth"}
    assert addresses == {LAYER.urls[0], LAYER.insets[0].url}
    assert figure.layout.geo.visible is False


def test_archipelago_is_an_inset_with_its_name_and_colour() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    inset = [trace for trace in figure.data if trace.geo == "geo2"]
    assert [list(trace.locations) for trace in inset] == [["z"]]
    assert "Quần đảo Trường Sa" in figure.layout.annotations[0].text


def test_hover_names_value_rank_change_and_source() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    hover = {
        unit: text
        for trace in figure.data
        if trace.type == "choropleth"
        for unit, text in zip(trace.locations, trace.hovertext or [], strict=False)
    }
    assert hover["a"] == (
        "<b>Phường A</b><br>90,0% · hạng 1<br>9 / 10"
        "<br>+2,0 điểm % so với cùng kỳ năm trước<br>bc.xlsx, ô Bieu 01!K10"
    )
    assert hover["c"] == "<b>Xã C</b><br>Chưa nộp"


def test_names_are_printed_where_they_fit() -> None:
    figure = choropleth(units(), indicator=RATE, layer=LAYER, t=T)
    printed = next(trace for trace in figure.data if trace.type == "scattergeo")
    assert list(printed.text) == ["A<br>90,0%"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=80))
def test_bands_hold_every_value_once(values: list[float]) -> None:
    found = bands(pd.Series(values))
    assert 1 <= len(found) <= 6
    for value in values:
        assert sum(band.holds(value) for band in found) == 1


def test_bands_of_nothing() -> None:
    assert bands(pd.Series([NAN, NAN])) == []
    assert class_colours(0, theme.SEQUENTIAL) == []


@pytest.mark.parametrize("colour", [*theme.SEQUENTIAL, *theme.STATE_COLOURS.values()])
def test_print_on_shapes_is_readable(colour: str) -> None:
    def luminance(code: str) -> float:
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted([luminance(colour), luminance(theme.text_on(colour))], reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


def test_names_never_run_into_each_other() -> None:
    wide = MapLabel("wide", 0, 0, 200, ("Ninh Hòa", "80,0%"))
    beside = MapLabel("beside", 20, 5, 100, ("Diên Khánh", "70,0%"))
    below = MapLabel("below", 0, 40, 100, ("Cam Lâm", "60,0%"))
    narrow = MapLabel("narrow", 500, 0, 10, ("Trường Sa", "50,0%"))
    assert [label.key for label in printable([narrow, below, beside, wide])] == ["wide", "below"]
