"""What people do with a map: point, click, go down and up, compare, play, take it along."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Recorder, ServedApp, environment_of, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000
CHOICE = "province=reform-56&period=2026-Q3&indicator=learning_family_rate"
SHAPES = ".choroplethlayer path.choroplethlocation"


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    home = tmp_path_factory.mktemp("map-home")
    for command in (["demo"], ["boundaries", "build", "--json"]):
        subprocess.run(
            [sys.executable, "-m", "khuyenhoc", *command],
            cwd=ROOT,
            env=environment_of(home),
            check=True,
            capture_output=True,
        )
    with serving(home) as app:
        yield app


def open_map(page: Page, app: ServedApp, choice: str, shapes: int) -> None:
    page.goto(f"{app.url}/map?{choice}")
    expect(page.locator(SHAPES).nth(shapes - 1)).to_be_attached(timeout=PATIENCE)


def click_shape(page: Page, number: int) -> None:
    """Point at the middle of a shape, as a person does, until the map says what it is; then click."""
    page.locator(SHAPES).nth(number).scroll_into_view_if_needed()
    box = page.locator(SHAPES).nth(number).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_visible(timeout=PATIENCE)
    page.mouse.down()
    page.mouse.up()


def test_down_to_a_unit_and_up_again(demo_app: ServedApp, page: Page, recorder: Recorder) -> None:
    open_map(page, demo_app, f"{CHOICE}&view=country", 36)
    expect(page.get_by_text("Quần đảo Hoàng Sa")).to_be_visible()
    click_shape(page, 0)
    page.wait_for_url(re.compile("view=province"), timeout=PATIENCE)
    expect(page.locator(SHAPES).nth(64)).to_be_attached(timeout=PATIENCE)

    click_shape(page, 0)
    page.wait_for_url(re.compile("unit=reform-"), timeout=PATIENCE)
    expect(page.get_by_text("Xếp hạng: 1/59")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("button", name="Cả nước").click()
    page.wait_for_url(re.compile("view=country"), timeout=PATIENCE)
    expect(page).not_to_have_url(re.compile("unit="))
    assert recorder.outside_requests == []
    assert recorder.page_errors == []


def test_compare_and_play(demo_app: ServedApp, page: Page, recorder: Recorder) -> None:
    open_map(page, demo_app, f"{CHOICE}&mode=compare", 130)
    expect(page.get_by_text("Quần đảo Trường Sa")).to_have_count(2)

    open_map(page, demo_app, f"{CHOICE}&mode=play", 65)
    page.locator(".slider-group .slider-rail-touch-rect").click(position={"x": 2, "y": 4})
    expect(page.locator(".slider-group .slider-label").first).to_contain_text("III/2025", timeout=PATIENCE)
    expect(page.locator(".legend")).to_contain_text("Chưa thành lập Hội (7)", timeout=PATIENCE)
    assert recorder.page_errors == []


def test_map_is_taken_along(demo_app: ServedApp, page: Page, tmp_path: Path) -> None:
    open_map(page, demo_app, CHOICE, 65)
    saved = {}
    for name, kind in (("Ảnh PNG", "png"), ("Hình SVG", "svg"), ("GeoJSON", "geojson")):
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_role("button", name=name).click()
        saved[kind] = tmp_path / f"map.{kind}"
        download.value.save_as(saved[kind])
    assert saved["png"].read_bytes()[:4] == b"\x89PNG"
    svg = saved["svg"].read_text(encoding="utf-8")
    assert "Quần đảo Trường Sa" in svg
    assert "59/65 đơn vị có số liệu" in svg
    collection = json.loads(saved["geojson"].read_text(encoding="utf-8"))
    assert len(collection["features"]) == 65
    assert {feature["geometry"]["type"] for feature in collection["features"]} == {"Point"}
