"""From a broken workbook to a receipt, all on the page; the same with the keyboard alone."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLES = PROJECT_FOLDER / "tests" / "data" / "samples"
BROKEN = SAMPLES / "khanh_hoa_2025_q1_sai.xlsx"
PATIENCE = 30_000


def open_upload(page: Page, app: ServedApp) -> None:
    page.goto(app.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_be_visible(timeout=PATIENCE)


def test_wrong_cell_is_corrected_signed_and_stored(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    open_upload(page, served_app)
    page.locator("input[type=file]").set_input_files(BROKEN)
    expect(page.get_by_text("Cần xem lại: 1 lỗi, 0 cảnh báo")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Chỉ dòng có vấn đề (1/10 dòng)")).to_be_visible()

    pick_cell(page, right=450, down=55, label="Ô Bieu 01!C12 sửa thành")
    page.get_by_label("Ô Bieu 01!K12 sửa thành").fill("17000")
    # What was typed stays when the screen changes its language before it is checked.
    page.get_by_text("English").click()
    expect(page.get_by_label("Cell Bieu 01!K12 corrected to")).to_have_value("17000", timeout=PATIENCE)
    page.get_by_text("Tiếng Việt").click()
    expect(page.get_by_label("Ô Bieu 01!K12 sửa thành")).to_have_value("17000", timeout=PATIENCE)
    page.get_by_role("button", name="Kiểm tra lại").click()

    expect(page.get_by_text("Cần xem lại: 0 lỗi, 1 cảnh báo")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("ô này ghi “19386”, sửa thành “17000”").first).to_be_visible()
    store = page.get_by_role("button", name="Lưu báo cáo")
    store.click()
    expect(page.get_by_text("ghi tên người xác nhận").first).to_be_visible(timeout=PATIENCE)
    # One warning has one tick: a second one for "all" would only be asked about.
    expect(page.get_by_text("Đã xem cả")).to_have_count(0)
    page.get_by_test_id("stCheckbox").filter(has_text="Bieu 01!").locator("label").click()
    # Pressed at once: the name is still in its field.
    page.get_by_label("Họ tên hoặc chức danh người xác nhận").press_sequentially("Chủ tịch Hội")
    store.click()
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biên nhận PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert recorder.outside_requests == []
    assert recorder.page_errors == []


def pick_cell(page: Page, *, right: int, down: int, label: str) -> None:
    """Click into the table of rows until the cell has a field; the first click may only focus the grid."""
    for _ in range(5):
        page.get_by_test_id("stDataFrame").last.click(position={"x": right, "y": down}, force=True)
        try:
            expect(page.get_by_label(label)).to_be_visible(timeout=5_000)
        except AssertionError:
            continue
        return
    pytest.fail(f"no field for {label}")


def strange(path: Path, period: str) -> dict[str, object]:
    """A good report whose first unit has a name that nobody knows."""
    workbook = openpyxl.load_workbook(path)
    for row in workbook.worksheets[0].iter_rows():
        for cell in row:
            if cell.column == 2 and "Nha Trang" in str(cell.value):
                cell.value = "TP biển Nha Trng"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return {
        "name": f"bao cao {period}.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": buffer.getvalue(),
    }


def focused_label(page: Page) -> str:
    return page.evaluate(
        "() => { const e = document.activeElement;"
        " return `${e.ariaLabel || ''} ${e.tagName === 'BUTTON' ? e.innerText : ''}`; }"
    )


def press_until(page: Page, name: str, key: str = "Tab") -> None:
    """Press a key until the focused element's label holds a name, as someone without a mouse does.

    On the way through a table a cell is chosen, and the page runs anew: what has the focus is to keep it.
    """
    for _ in range(80):
        page.keyboard.press(key)
        if name not in focused_label(page):
            continue
        page.wait_for_timeout(1500)
        if name in focused_label(page):
            return
    pytest.fail(f"{name} cannot be reached by {key}")


def test_an_unknown_name_is_told_by_keyboard_and_known_the_next_time(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    open_upload(page, served_app)
    page.locator("input[type=file]").set_input_files([strange(SAMPLES / "khanh_hoa_2024_q1.xlsx", "Q1")])
    expect(page.get_by_text("Tên đơn vị chưa nhận ra: 1")).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("stFileUploaderDropzone").get_by_role("button").first.focus()
    press_until(page, "TP biển Nha Trng")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_text("Thành phố Nha Trang – tên gần giống")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đơn vị đã chọn cho tên trong tệp")).to_be_visible(timeout=PATIENCE)
    press_until(page, "Lưu báo cáo")
    page.keyboard.press("Space")
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)

    open_upload(page, served_app)
    page.locator("input[type=file]").set_input_files([strange(SAMPLES / "khanh_hoa_2024_q2.xlsx", "Q2")])
    expect(page.get_by_text("Đã nhớ từ lần trước")).to_be_visible(timeout=PATIENCE)
    line = page.get_by_text(re.compile("“TP biển Nha Trng” → Thành phố Nha Trang"))
    expect(line).to_be_visible()
    page.get_by_role("button", name="Quên").click()
    expect(page.get_by_text("Tên đơn vị chưa nhận ra: 1")).to_be_visible(timeout=PATIENCE)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
