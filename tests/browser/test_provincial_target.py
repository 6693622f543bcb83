"""A chair sets a target of the province: the bar and the gap change, and nothing leaves the machine."""

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPORT = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2026_q3.xlsx"
PATIENCE = 30_000


def test_provincial_target_changes_the_bar_and_the_gap(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    page.goto(served_app.url)
    page.get_by_role("link", name="Nộp báo cáo").first.click()
    page.locator("input[type=file]").set_input_files(REPORT)
    page.get_by_role("button", name="Lưu báo cáo").click(timeout=PATIENCE)
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)

    page.goto(f"{served_app.url}/?province=reform-56&period=2026-Q3")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Mục tiêu").click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text(
        "công dân học tập còn thiếu 7,0 điểm % so với mục tiêu 2030", timeout=PATIENCE
    )
    marks = page.locator(".js-plotly-plot").first
    expect(marks).to_contain_text("2030: 60%", timeout=PATIENCE)

    page.get_by_label("Họ tên người thực hiện").fill("Chủ tịch Hội")
    page.get_by_label("Họ tên người thực hiện").press("Tab")
    year = page.get_by_label("Năm", exact=True)
    year.fill("2035")
    page.get_by_label("Giá trị", exact=True).fill("72")
    page.get_by_label("Văn bản", exact=True).fill("Kế hoạch thử")
    page.get_by_role("button", name="Lưu mục tiêu").click()
    expect(page.get_by_text("Đã lưu 1 mục tiêu.")).to_be_visible(timeout=PATIENCE)
    expect(marks).to_contain_text("2035: 72%", timeout=PATIENCE)

    page.get_by_label("Năm", exact=True).fill("2026")
    page.get_by_label("Giá trị", exact=True).fill("55.5")
    page.get_by_role("button", name="Lưu mục tiêu").click()
    expect(title).to_contain_text(
        "công dân học tập còn thiếu 2,5 điểm % so với mục tiêu 2026", timeout=PATIENCE
    )
    expect(page.get_by_text("để đạt 55,5% vào năm 2026").first).to_be_visible()
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
