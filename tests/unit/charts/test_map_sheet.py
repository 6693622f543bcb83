"""Maps of several periods on one sheet."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from khuyenhoc.charts.map_sheet import Panel, map_sheet_svg, panel_boxes
from khuyenhoc.charts.map_svg import HEIGHT, WIDTH, Caption
from khuyenhoc.charts.svg_text import Box
from khuyenhoc.reports.picture import svg_to_png
from tests.unit.charts.map_examples import AMOUNT, INSET, RATE, T, content_of, units

SQUARE = ((108.9, 11.9), (109.1, 11.9), (109.1, 12.1), (108.9, 12.1), (108.9, 11.9))
CAPTION = Caption("Tăng ở mọi xã", "Tỷ lệ, quý I – quý III", "Nguồn: báo cáo", "Ranh giới: GADM", "minh họa")


def sheet(count: int = 3, indicator=RATE) -> str:
    rows = units().assign(method=["estimate", "exact", "", "", "exact"], estimated_share=0.25)
    outlines = dict.fromkeys("abcd", (SQUARE,)) | {INSET.outline_key: (SQUARE,)}
    content = content_of(rows, indicator, outlines=outlines)
    exact = replace(content, units=rows.assign(method="exact"))
    panels = [Panel("Quý I/2025", "3/5 đơn vị đã báo cáo", content)]
    panels += [Panel(f"Quý {place}/2025", "4/5 đơn vị", exact) for place in ("II", "III", "IV")[: count - 1]]
    return map_sheet_svg(panels, CAPTION, T)


def texts(svg: str) -> list[str]:
    return [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_each_period_has_its_name_its_count_and_its_inset() -> None:
    said = texts(sheet())
    assert {"Quý I/2025", "Quý II/2025", "Quý III/2025", "3/5 đơn vị đã báo cáo"} <= set(said)
    assert said.count("Quần đảo Trường Sa") == 3
    assert {CAPTION.title, CAPTION.subtitle, CAPTION.source, CAPTION.credit, CAPTION.warning} <= set(said)


def test_one_legend_explains_hatching_of_the_maps_that_have_it() -> None:
    svg = sheet()
    assert texts(svg).count("≈ ước tính (gạch chéo)") == 1
    assert svg.count('fill="url(#estimate)"') == 2  # one shape of the first map, and the swatch
    assert re.findall(r'(?:href|src)="', svg) == []


def test_states_have_their_signs_on_small_maps_too() -> None:
    """C has not reported: a cross of two strokes on its shape in each of three maps, and in the legend."""
    assert len(re.findall(r'<path d="M[-0-9. ]+l([-0-9.]+) \1M', sheet(3))) == 4
    assert "số: thứ hạng" not in texts(sheet(3))


def test_circles_have_their_scale() -> None:
    assert sheet(2, AMOUNT).count("<circle") > 2 * sum(units()["value"].notna()) - 2


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (4, 2), (11, 3)])
def test_boxes_fill_the_sheet_without_touching(count: int, rows: int) -> None:
    whole = Box(40, 150, 1200, 650)
    boxes = panel_boxes(count, whole)
    assert len(boxes) == count
    assert len({box.top for box in boxes}) == rows
    for place, one in enumerate(boxes):
        assert one.left >= whole.left
        assert one.left + one.width <= whole.left + whole.width + 1e-6
        assert one.top + one.height <= whole.top + whole.height + 1e-6
        for other in boxes[place + 1 :]:
            assert (
                other.left >= one.left + one.width
                or one.left >= other.left + other.width
                or other.top >= one.top + one.height
            )


def test_sheet_becomes_a_picture() -> None:
    png = svg_to_png(sheet(4), width=WIDTH, height=HEIGHT, scale=1.0)
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (WIDTH, HEIGHT)
