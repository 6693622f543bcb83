"""What newcomers could not do: to a first report from the demo, a low unit's reason, a figure put right."""

import re

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp
from tests.browser.test_first_path import upload

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEMO = PROJECT_FOLDER / "data" / "demo"
OWN = PROJECT_FOLDER / "tests" / "data" / "samples" / "khanh_hoa_2024_q1.xlsx"
PATIENCE = 60_000
# Places in the grid, which is drawn on a canvas: the box for selecting the first row.
FIRST_ROW = {"x": 18, "y": 52}


def test_reason_of_the_lowest_then_a_figure_then_a_store_of_ones_own(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    upload(page, served_app, DEMO / "demo_khanh_hoa_2026_q3.xlsx")
    # The receipt stands in the first screen, in place of the steps.
    expect(page.get_by_text("Mã biên nhận")).to_be_in_viewport(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Lưu báo cáo")).to_have_count(0)

    page.goto(f"{served_app.url}/?province=reform-56&period=2026-Q3&indicator=learning_family_rate")
    page.get_by_role("link", name="Mở hồ sơ Xã Khánh Vĩnh").click(timeout=PATIENCE)
    expect(page.get_by_text("Hụt nhiều nhất ở khâu").first).to_be_visible(timeout=PATIENCE)
    # 2.856 households, 1.862 recognised: 80 % are 2.284,8, so 423 more.
    expect(page.get_by_text(re.compile("Muốn đạt mục tiêu 80,0%, cần công nhận thêm 423"))).to_be_visible()

    page.goto(f"{served_app.url}/?province=reform-56&period=2026-Q3")
    page.locator("[class*='st-key-tile-source-learning_family_rate'] button").click(timeout=PATIENCE)
    window = page.get_by_role("dialog")
    grid = window.get_by_test_id("stDataFrame").locator(".dvn-scroller").first
    grid.click(position=FIRST_ROW, timeout=PATIENCE)
    window.get_by_text("Sửa con số này").click(timeout=PATIENCE)
    window.get_by_label("Số đúng").fill("104")
    page.keyboard.press("Tab")
    window.get_by_label("Họ tên người thực hiện").fill("Chủ tịch Hội")
    page.keyboard.press("Tab")
    window.get_by_role("button", name="Lưu số đúng").click(timeout=PATIENCE)
    expect(window.get_by_text("Đã lưu số đúng, mã biên nhận")).to_be_visible(timeout=PATIENCE)

    page.goto(served_app.url)
    page.get_by_role("link", name="Dùng với số liệu thật của tỉnh mình").click(timeout=PATIENCE)
    page.get_by_role("button", name="Cất số liệu minh họa, mở kho trống").click(timeout=PATIENCE)
    expect(page.get_by_text("Kho đã trống, sẵn sàng nhận báo cáo đầu tiên")).to_be_visible(timeout=PATIENCE)
    upload(page, served_app, OWN)
    page.get_by_role("link", name="Xem tổng quan kỳ này").click()
    expect(page.get_by_role("heading", level=1).first).to_contain_text("quý I/2024", timeout=PATIENCE)
    expect(page.get_by_text("Số liệu minh họa, không phải số liệu thật.")).to_have_count(0)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
