"""The map as a drawing and as a picture."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from khuyenhoc.charts.map_classes import STATE_MARKS
from khuyenhoc.charts.map_svg import HEIGHT, WIDTH, Caption, map_svg
from khuyenhoc.reports.picture import svg_to_png
from tests.unit.charts.map_examples import AMOUNT, INSET, RATE, T, content_of, units

SQUARE = ((108.9, 11.9), (109.1, 11.9), (109.1, 12.1), (108.9, 12.1), (108.9, 11.9))
CAPTION = Caption(
    "A < B & C", "Tỷ lệ, Khánh Hòa", "Nguồn: báo cáo · 3/5 đơn vị", "Ranh giới: GADM", "minh họa"
)


def drawing(indicator=RATE) -> str:
    rows = units().assign(method=["estimate", "exact", "", "", "exact"], estimated_share=0.25)
    outlines = dict.fromkeys("abcd", (SQUARE,)) | {INSET.outline_key: (SQUARE,)}
    return map_svg(content_of(rows, indicator, outlines=outlines), CAPTION, T)


@pytest.fixture(scope="module")
def svg() -> str:
    return drawing()


def test_drawing_says_what_it_shows_and_where_it_comes_from(svg: str) -> None:
    texts = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    assert {"A < B & C", CAPTION.subtitle, CAPTION.source, CAPTION.credit, CAPTION.warning} <= set(texts)
    assert "Quần đảo Trường Sa" in texts
    assert "≈ ước tính (gạch chéo) (1)" in texts
    assert "Chưa nộp (1)" in texts


def test_drawing_fetches_nothing(svg: str) -> None:
    assert re.findall(r'(?:href|src)="', svg) == []
    assert set(re.findall(r"url\(([^)]*)\)", svg)) == {"#estimate"}


def test_estimates_have_a_pattern(svg: str) -> None:
    assert svg.count('fill="url(#estimate)"') == 2  # the shape, and the swatch of the legend


def test_list_beside_names_every_unit(svg: str) -> None:
    for name in ("A", "B", "C", "D", "Trường Sa"):
        assert f">{name}</text>" in svg


def test_amounts_are_circles_in_the_drawing() -> None:
    assert drawing(AMOUNT).count("<circle") > drawing(RATE).count("<circle")


def test_picture_is_a_png_of_the_asked_size(svg: str) -> None:
    png = svg_to_png(svg, width=WIDTH, height=HEIGHT, scale=1.0)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (WIDTH, HEIGHT)


def test_a_long_legend_pushes_the_insets_down() -> None:
    """Eight rows take 232 of the strip; a frame that would begin higher begins below them."""
    islands = tuple(replace(INSET, org_unit_ids=(f"i{place}",)) for place in range(2))
    content = content_of(units(), outlines=dict.fromkeys("abcd", (SQUARE,)) | {INSET.outline_key: (SQUARE,)})
    layer = replace(content.layer, insets=islands)
    svg = map_svg(replace(content, layer=layer, states=tuple(STATE_MARKS)), CAPTION, T)
    frames = [float(top) for top in re.findall(r'<rect x="1340" y="([0-9.]+)"', svg)]
    rows = [float(top) for top in re.findall(r'<text x="1240.0" y="([0-9.]+)"', svg)]
    assert len(frames) == 2
    assert len(rows) == 10
    assert min(frames) > max(rows)
