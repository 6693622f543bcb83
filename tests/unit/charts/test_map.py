import pandas as pd
import pytest

from khuyenhoc import theme
from khuyenhoc.charts.labels import MapLabel, printable
from khuyenhoc.charts.map import draw_map, with_one_legend
from khuyenhoc.charts.map_circles import diameters, legend_sizes
from khuyenhoc.charts.map_hatch import hatch_lines
from khuyenhoc.charts.map_play import play_map
from khuyenhoc.charts.shapes import ShapeLayer
from tests.unit.charts.map_examples import AMOUNT, INSET, LAYER, NAN, T, choropleth, content_of, units


def colours_on(figure) -> dict[str, str]:
    """Unit -> colour, read from the number of its class and the colour axis."""
    steps = figure.layout.coloraxis.colorscale
    found = {}
    for trace in figure.data:
        if trace.type == "choropleth" and trace.coloraxis:
            own = trace.locations if trace.customdata is None else trace.customdata
            for unit, number in zip(own, trace.z, strict=True):
                found[unit] = steps[2 * number][1]
    return found


def _mode(trace) -> str:
    return trace.mode if trace.type == "scattergeo" else ""


def legend_of(figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.showlegend]


def hovers_of(figure) -> dict[str, str]:
    main = figure.data[0]
    return dict(zip(main.locations, main.hovertext, strict=True))


def test_every_unit_is_drawn_once_and_the_legend_counts_them() -> None:
    figure = choropleth(units())
    assert sorted(figure.data[0].locations) == ["a", "b", "c", "d"]
    names = legend_of(figure)
    assert {"✕ Chưa nộp (1)", "○ Chưa thành lập Hội (1)", "~ hình gần đúng (1)"} <= set(names)
    classes = [name for name in names if "–" in name or name[0] in "✕○"]
    assert sum(int(name.rsplit("(", 1)[1].rstrip(")")) for name in classes) == 5


def test_missing_never_looks_like_a_value() -> None:
    colours = colours_on(choropleth(units()))
    assert colours["c"] == theme.NOT_REPORTED
    assert colours["d"] == theme.NOT_ESTABLISHED
    assert {colours["a"], colours["b"]} <= set(theme.SEQUENTIAL)
    assert colours["a"] != colours["b"]


def test_shapes_come_by_address_from_this_machine() -> None:
    figure = choropleth(units())
    addresses = {trace.geojson for trace in figure.data if trace.type == "choropleth"}
    assert addresses == {LAYER.urls[0], INSET.url}
    assert figure.layout.geo.visible is False


def test_archipelago_is_an_inset_with_its_name_and_the_colour_of_its_unit() -> None:
    figure = choropleth(units())
    inset = [trace for trace in figure.data if trace.geo == "geo2"]
    assert [list(trace.locations) for trace in inset] == [["z"]]
    assert colours_on(figure)["z"] in theme.SEQUENTIAL
    assert "Quần đảo Trường Sa" in figure.layout.annotations[0].text


def test_archipelago_is_drawn_without_a_figure_too() -> None:
    rows = units()
    figure = choropleth(rows[rows["org_unit_id"] != "z"])
    inset = next(trace for trace in figure.data if trace.geo == "geo2")
    assert inset.colorscale[0][1] == theme.NO_FIGURE
    assert inset.hovertext == (INSET.name,)


def test_hover_names_value_rank_change_and_source() -> None:
    hover = hovers_of(choropleth(units()))
    assert hover["a"] == (
        "<b>Phường A</b><br>90,0% · hạng 1<br>9 / 10"
        "<br>+2,0 điểm % so với cùng kỳ năm trước<br>bc.xlsx, ô Bieu 01!K10"
    )
    assert hover["c"] == "<b>Xã C</b><br>Chưa nộp"
    assert hover["b"].startswith("<b>Xã B</b><br>~ Ranh giới gần đúng")


def test_on_a_map_of_many_the_file_of_shapes_gives_the_name() -> None:
    many = pd.concat([units().head(1).assign(org_unit_id=f"u{place}") for place in range(201)])
    trace = choropleth(many).data[0]
    assert trace.hovertemplate == "<b>%{properties.name}</b><br>%{text}<extra></extra>"
    assert trace.text[0] == "90,0%"


def test_names_are_printed_where_they_fit_and_marks_everywhere() -> None:
    figure = choropleth(units())
    printed = next(trace for trace in figure.data if _mode(trace) == "text")
    # B is too small for its name: only its mark stands there.
    assert list(printed.text) == ["A<br>90,0%", "C<br>✕", "~"]


def test_marks_stand_beside_circles_too() -> None:
    """Circles have no names; a state without a circle and an approximate shape still have their signs."""
    figure = draw_map(content_of(units(), AMOUNT), T, height=600, width_hint=700)
    printed = next(trace for trace in figure.data if _mode(trace) == "text")
    assert dict(zip(printed.lon, printed.text, strict=True)) == {109.1: "~", 109.2: "✕"}


def test_rank_stands_where_the_name_does_not_fit() -> None:
    layer = ShapeLayer(LAYER.urls, LAYER.bounds, {"a": (109.0, 12.0, 0.02), "b": (109.3, 12.5, 0.02)})
    figure = choropleth(units(), layer=layer)
    printed = next(trace for trace in figure.data if _mode(trace) == "text")
    assert list(printed.text) == ["1", "3"]
    assert "số: hạng trong danh sách" in legend_of(figure)


@pytest.mark.parametrize(("room", "expected"), [(0.130, "A<br>90,0%"), (0.105, "1")])
def test_a_name_keeps_off_the_border_of_its_shape(room: float, expected: str) -> None:
    """35 pixels of letters at about 400 pixels a degree are 0.088 wide: three quarters of 0.117."""
    layer = ShapeLayer(LAYER.urls, LAYER.bounds, {"a": (109.0, 12.0, room)})
    figure = choropleth(units(), layer=layer)
    printed = next(trace for trace in figure.data if _mode(trace) == "text")
    assert list(printed.text) == [expected]


def test_estimates_are_hatched_marked_and_explained() -> None:
    rows = units().assign(method=["estimate", "exact", "", "", "exact"], estimated_share=0.25)
    square = ((108.9, 11.9), (109.1, 11.9), (109.1, 12.1), (108.9, 12.1), (108.9, 11.9))
    figure = draw_map(content_of(rows, outlines={"a": (square,)}), T, height=600, width_hint=700)
    lines = next(trace for trace in figure.data if _mode(trace) == "lines")
    inside = [value for value in lines.lon if value is not None]
    assert len(inside) > 10
    assert 108.9 <= min(inside) < max(inside) <= 109.1
    assert "≈ ước tính (gạch chéo) (1)" in legend_of(figure)
    assert "≈ 90,0%" in hovers_of(figure)["a"]
    assert "≈ Ước tính: 25,0% giá trị tính từ đơn vị bị chia" in hovers_of(figure)["a"]
    printed = next(trace for trace in figure.data if _mode(trace) == "text")
    assert "A<br>≈ 90,0%" in printed.text


def test_hatching_stays_out_of_holes() -> None:
    outer = ((0, 0), (4, 0), (4, 4), (0, 4), (0, 0))
    hole = ((1, 1), (3, 1), (3, 3), (1, 3), (1, 1))
    diagonal = [ends for ends in hatch_lines((outer, hole), 4.0) if ends[0][0] == ends[0][1]]
    assert sorted(diagonal) == [((0.0, 0.0), (1.0, 1.0)), ((3.0, 3.0), (4.0, 4.0))]


def test_amounts_are_circles_whose_areas_compare() -> None:
    figure = draw_map(content_of(units(), AMOUNT), T, height=600, width_hint=700)
    circles = next(
        trace for trace in figure.data if _mode(trace) == "markers" and trace.customdata is not None
    )
    assert list(circles.customdata) == ["a", "b"]
    large, small = circles.marker.size
    assert (large / small) ** 2 == pytest.approx(90 / 50)
    assert set(colours_on(figure).values()) <= {theme.CIRCLE_GROUND, *theme.STATE_COLOURS.values()}
    assert len([shape for shape in figure.layout.shapes if shape.type == "circle"]) == len(legend_sizes(90.0))


def test_nothing_and_less_than_nothing_have_no_circle() -> None:
    assert diameters(pd.Series([4.0, 1.0, 0.0, -1.0, NAN]), largest=20, top=4.0) == [20.0, 10.0, 0, 0, 0]


def test_chosen_unit_has_a_strong_outline() -> None:
    figure = draw_map(content_of(units(), chosen="b"), T, height=600, width_hint=700)
    outlines = [trace for trace in figure.data if trace.type == "choropleth" and trace.marker.line.width > 1]
    assert [list(trace.locations) for trace in outlines] == [["b"]]


def test_compared_maps_have_one_legend() -> None:
    full = units().assign(value=[90.0, 50.0, 60.0, 61.0, 70.0], state="reported", rank=1)
    contents = [with_one_legend([units(), full], content_of(rows)) for rows in (units(), full)]
    names = [
        [name.rsplit(" (", 1)[0] for name in legend_of(draw_map(each, T, height=500, width_hint=400))]
        for each in contents
    ]
    assert len(names[0]) == len(names[1])
    assert "✕ Chưa nộp" in names[1]


def test_playing_changes_colours_and_never_shapes() -> None:
    later = units().assign(value=[50.0, 90.0, 60.0, NAN, 70.0], rank=[3, 1, 2, None, 2])
    later["state"] = ["reported", "reported", "reported", "not_established", "reported"]
    shuffled = later.iloc[::-1]
    frames = [("Quý I/2026", units()), ("Quý II/2026", shuffled)]
    figure = play_map(frames, content_of(later), T, height=800, width_hint=700)
    assert [frame.name for frame in figure.frames] == ["Quý I/2026", "Quý II/2026"]
    first, second = (dict(zip("abcd", frame.data[0].z, strict=True)) for frame in figure.frames)
    assert first["a"] == second["b"]
    assert first["b"] == second["a"]
    assert all(trace.geojson is None for frame in figure.frames for trace in frame.data if "z" in trace)
    assert [step.label for step in figure.layout.sliders[0].steps] == ["Quý I/2026", "Quý II/2026"]


def test_names_never_run_into_each_other() -> None:
    wide = MapLabel("wide", 0, 0, 200, ("Ninh Hòa", "80,0%"))
    beside = MapLabel("beside", 20, 5, 100, ("Diên Khánh", "70,0%"))
    below = MapLabel("below", 0, 40, 100, ("Cam Lâm", "60,0%"))
    narrow = MapLabel("narrow", 500, 0, 10, ("Trường Sa", "50,0%"))
    assert [label.key for label in printable([narrow, below, beside, wide])] == ["wide", "below"]
    assert [label.key for label in printable([below], among=[wide])] == ["wide", "below"]
