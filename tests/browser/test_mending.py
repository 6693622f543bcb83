"""From a broken workbook to a receipt, all on the page."""

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BROKEN = PROJECT_FOLDER / "tests" / "data" / "samples" / "khanh_hoa_2025_q1_sai.xlsx"
PATIENCE = 30_000


def test_wrong_cell_is_corrected_signed_and_stored(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    page.goto(served_app.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    page.locator("input[type=file]").set_input_files(BROKEN)
    expect(page.get_by_text("Cần xem lại: 1 lỗi, 0 cảnh báo")).to_be_visible(timeout=PATIENCE)

    page.get_by_text("Sửa ngay trên trang").click()
    page.get_by_label("Ô Bieu 01!K12 sửa thành").fill("17000")
    page.get_by_role("button", name="Kiểm tra lại").click()

    expect(page.get_by_text("Cần xem lại: 0 lỗi, 1 cảnh báo")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("ô này ghi “19386”, sửa thành “17000”").first).to_be_visible()
    store = page.get_by_role("button", name="Lưu báo cáo")
    expect(store).to_be_disabled()
    page.get_by_text("Đã xem cả 1 cảnh báo").click()
    page.get_by_label("Họ tên hoặc chức danh người xác nhận").fill("Chủ tịch Hội")
    page.keyboard.press("Tab")
    expect(store).to_be_enabled(timeout=PATIENCE)
    store.click()
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biên nhận PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
