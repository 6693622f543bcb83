"""The first minutes of a newcomer: the welcome, the tour by keyboard, the demo, and the handbook."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000
SECONDS_OF_THE_DEMO = 240_000


def test_newcomer_is_led_from_the_empty_store_to_figures(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    page.goto(served_app.url)
    title = page.get_by_role("heading", level=1).first
    expect(title).to_have_text("Bắt đầu với Khuyến học", timeout=PATIENCE)

    for step in ("2. Xem tỉnh đang ở đâu", "3. Trình chiếu và giữ an toàn"):
        page.get_by_role("button", name="Tiếp", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=step)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Xong").click()
    expect(page.get_by_role("button", name="Xem lại ba bước làm quen")).to_be_visible(timeout=PATIENCE)

    page.get_by_label("Tỉnh, thành phố của bạn").click()
    page.keyboard.type("tp hcm")
    expect(page.get_by_role("option")).to_have_text(["Hồ Chí Minh"])
    page.keyboard.press("Control+A")
    page.keyboard.type("khanh hoa")
    expect(page.get_by_role("option")).to_have_text(["Khánh Hòa"])
    page.keyboard.press("Enter")
    page.get_by_label("Công việc của bạn").click()
    page.get_by_role("option", name="Chủ tịch").click()
    expect(page.get_by_role("link", name="Đọc chương hướng dẫn dành cho bạn")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("button", name="Nạp số liệu minh họa").click()
    expect(title).to_have_text(re.compile("Khánh Hòa, quý III/2026: "), timeout=SECONDS_OF_THE_DEMO)
    expect(page.get_by_text("Số liệu minh họa, không phải số liệu thật.")).to_be_visible(timeout=PATIENCE)

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Hướng dẫn").click()
    expect(title).to_have_text("Ngày đầu tiên", timeout=PATIENCE)
    page.get_by_role("link", name="Nộp một báo cáo").click()
    expect(title).to_have_text("Nộp một báo cáo", timeout=PATIENCE)
    expect(page.get_by_role("img", name=re.compile("^Một tệp vừa thả vào"))).to_be_visible(timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Tải cả sổ tay (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == "so_tay_khuyen_hoc.pdf"

    page.goto(f"{served_app.url}/welcome")
    expect(page.get_by_role("button", name="Xem lại ba bước làm quen")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Nạp số liệu minh họa")).to_have_count(0)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
