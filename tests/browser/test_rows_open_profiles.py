"""A tick before a row opens the profile of its unit, on every page that offers it; the profile is printed."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPORT = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2026_q3.xlsx"
PATIENCE = 30_000
# The grid is one drawing: boxes to tick stand in its first column, below a heading of one row's height.
ROW, BOX = 35, 17


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """A dashboard with one quarter of the demo province."""
    home = tmp_path_factory.mktemp("rows-home")
    command = [sys.executable, "-m", "khuyenhoc", "import", str(REPORT), "--accept-warnings", "demo"]
    environment = {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=PROJECT_FOLDER, env=environment, check=True, capture_output=True)
    with serving(home) as served:
        yield served


# Page, key of its table, tab to open first, and the unit of the first row.
TABLES = [
    ("", "units-ranked", None, "Xã Suối Hiệp"),
    ("scorecard", "scorecard-table", None, "Xã Suối Hiệp"),
    ("comparison?units=reform-22333", "compare-table", None, "Phường Bắc Nha Trang"),
    ("progress", "progress-table", "Danh sách kỳ này", None),
    ("targets", "targets-units", None, None),
    ("funds", "funds-units", None, "Đặc khu Trường Sa"),
    ("continuing", "continuing-units", None, "Đặc khu Trường Sa"),
]


@pytest.mark.parametrize(("address", "key", "tab", "unit"), TABLES)
def test_a_ticked_row_opens_its_unit(
    app: ServedApp, page: Page, recorder: Recorder, address: str, key: str, tab: str | None, unit: str | None
) -> None:
    page.goto(f"{app.url}/{address}")
    if tab is not None:
        page.get_by_role("tab", name=tab).click(timeout=PATIENCE)
    grid = page.locator(f".st-key-{key} .dvn-scroller").first
    grid.scroll_into_view_if_needed(timeout=PATIENCE)
    grid.click(position={"x": BOX, "y": ROW + BOX}, timeout=PATIENCE)
    page.wait_for_url(re.compile(r"/profile\?.*unit=reform-\d+"), timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        f"{unit or ''}, Khánh Hòa, quý III/2026", timeout=PATIENCE
    )
    assert recorder.page_errors == []


@pytest.mark.parametrize("unit", ["reform-22333", "reform-22736"])
def test_a_profile_fills_two_pages(app: ServedApp, page: Page, recorder: Recorder, unit: str) -> None:
    """A ward made of several, with reports; and Trường Sa, which lacks some of its figures."""
    page.goto(f"{app.url}/profile?unit={unit}")
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Tải hồ sơ 2 trang A4").click(timeout=PATIENCE)
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF-")
    # A4 in points.
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert [(round(float(width)), round(float(height))) for width, height in sizes] == [(595, 842)] * 2
    assert recorder.page_errors == []
