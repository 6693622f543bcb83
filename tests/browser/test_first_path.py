"""What a person does first: upload, read the overview, look at the map and the trend, download."""

import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEMO = PROJECT_FOLDER / "data" / "demo"
SAMPLES = PROJECT_FOLDER / "tests" / "data" / "samples"
PATIENCE = 30_000
# A second try finds what the first one stored.
STORED = re.compile("Đã lưu báo cáo|Tệp này đã được lưu trước đó")
SHAPES = ".choroplethlayer path.choroplethlocation"


@pytest.fixture(scope="module")
def app_with_shapes(served_app: ServedApp) -> ServedApp:
    environment = {**os.environ, "KHUYENHOC_HOME": str(served_app.home)}
    command = [sys.executable, "-m", "khuyenhoc", "boundaries", "build", "--json"]
    subprocess.run(command, cwd=PROJECT_FOLDER, env=environment, check=True, capture_output=True)
    return served_app


def upload(page: Page, app: ServedApp, path: Path) -> str:
    """Drop a file, confirm it, and give back the receipt code."""
    page.goto(app.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("Đã nhận ra mẫu")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Lưu báo cáo").click()
    expect(page.get_by_text(STORED)).to_be_visible(timeout=PATIENCE)
    return re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.inner_text('[data-testid="stMain"]'))[0]


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()


def test_from_upload_to_map_without_leaving_the_machine(
    app_with_shapes: ServedApp, page: Page, recorder: Recorder, tmp_path: Path
) -> None:
    app = app_with_shapes
    codes = {
        upload(page, app, DEMO / name)
        for name in ("demo_khanh_hoa_2025_q3.xlsx", "demo_khanh_hoa_2026_q3.xlsx")
    }
    assert len(codes) == 2
    assert upload(page, app, DEMO / "demo_khanh_hoa_2026_q2_bo_sung.xlsx") not in codes

    page.goto(f"{app.url}/?province=reform-56&period=2026-Q3")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Khánh Hòa, quý III/2026: 4/5 chỉ tiêu đã đạt mục tiêu năm 2030; 59/65", timeout=PATIENCE
    )
    expect(page.get_by_text("Số liệu minh họa, không phải số liệu thật.").first).to_be_visible()
    expect(page.get_by_text("Quần đảo Trường Sa")).to_be_visible(timeout=PATIENCE)

    open_page(page, "Bản đồ")
    page.wait_for_url(re.compile(r"/map\?"))
    expect(page.get_by_role("tab", name="Bảng số liệu")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(SHAPES).nth(64)).to_be_attached(timeout=PATIENCE)
    page.locator(".geo .choroplethlayer .trace:nth-child(1) path").first.hover(force=True)
    expect(page.locator(".hoverlayer .hovertext").first).to_contain_text("hạng", timeout=PATIENCE)
    expect(page).to_have_url(re.compile("indicator=learning_citizen_rate"))

    page.get_by_label("Chỉ tiêu").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("hoi vien")
    expect(page.get_by_role("option")).to_have_text(["Tỷ lệ hội viên trên dân số", "Tổng số hội viên"])
    # The list marks its first entry a moment after it was drawn; nobody's finger is quicker, but a test is.
    choice = page.get_by_label("Chỉ tiêu").first
    expect(choice).to_have_attribute("aria-activedescendant", re.compile("option"))
    first = choice.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    expect(choice).not_to_have_attribute("aria-activedescendant", first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("indicator=members(&|$)"))
    page.get_by_label("Chỉ tiêu").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("ti le cong dan")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("indicator=learning_citizen_rate"))

    page.get_by_role("tab", name="Bảng số liệu").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bảng Excel").click()
    saved = tmp_path / "table.xlsx"
    download.value.save_as(saved)
    sheet = openpyxl.load_workbook(saved)["Số liệu"]
    assert sheet.max_row == 66
    assert [cell.value for cell in sheet[1]][:3] == ["Hạng", "Đơn vị", "Tình trạng"]
    assert isinstance(sheet["D2"].value, float)

    open_page(page, "Diễn biến")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tỷ lệ công dân học tập của Khánh Hòa")
    expect(page.locator(".scatterlayer .trace").first).to_be_visible(timeout=PATIENCE)

    page.get_by_text("English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Learning citizens in Khánh Hòa")
    page.get_by_text("Tiếng Việt").click()  # the desk remembers it, and the next test begins here
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tỷ lệ công dân học tập của Khánh Hòa")

    assert recorder.outside_requests == []
    assert recorder.page_errors == []
    assert recorder.console_errors == []


def test_wrong_cell_is_named_and_nothing_is_stored(
    app_with_shapes: ServedApp, page: Page, recorder: Recorder
) -> None:
    page.goto(app_with_shapes.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    page.locator("input[type=file]").set_input_files(SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")
    expect(page.get_by_text(re.compile(r"Cần xem lại: 1 lỗi, \d cảnh báo"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Tệp chưa được lưu.")).to_be_visible()
    expect(page.get_by_role("button", name="Lưu báo cáo")).to_have_count(0)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []


def test_drop_zone_speaks_vietnamese(app_with_shapes: ServedApp, page: Page) -> None:
    page.goto(app_with_shapes.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    zone = page.get_by_test_id("stFileUploaderDropzone")
    expect(zone).to_be_visible(timeout=PATIENCE)
    shown = zone.locator("button p").evaluate("e => getComputedStyle(e, '::after').content")
    assert shown == '"Chọn tệp"'
    assert zone.locator("button p").evaluate("e => getComputedStyle(e).fontSize") == "0px"
