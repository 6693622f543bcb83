"""A correction and its withdrawal, as people do it: both files stay visible, and the figures come back."""

import re

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEMO = PROJECT_FOLDER / "data" / "demo"
FIRST, CORRECTION = DEMO / "demo_khanh_hoa_2026_q1.xlsx", DEMO / "demo_khanh_hoa_2026_q1_dinh_chinh.xlsx"
PATIENCE = 30_000
# A second try finds what the first one stored.
STORED = re.compile("Đã lưu báo cáo|Tệp này đã được lưu trước đó")
# Places in the grid, which is drawn on a canvas: the box for selecting the first row.
FIRST_ROW = {"x": 18, "y": 52}


def upload(page: Page, app: ServedApp, path: object) -> str:
    page.goto(f"{app.url}/upload")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Lưu báo cáo").click(timeout=PATIENCE)
    expect(page.get_by_text(STORED)).to_be_visible(timeout=PATIENCE)
    return re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page.inner_text('[data-testid="stMain"]'))[0]


def test_correction_is_seen_beside_the_first_file_and_withdrawn(
    served_app: ServedApp, page: Page, recorder: Recorder
) -> None:
    first, correction = (upload(page, served_app, path) for path in (FIRST, CORRECTION))
    title = page.get_by_role("heading", level=1).first  # for a moment the page before still shows

    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Nguồn số liệu").click()
    search = page.get_by_label("Tìm theo mã, tệp, người nộp")
    search.fill("2026_q1")
    search.press("Enter")
    expect(page.get_by_text(re.compile(r"^Hiện 2/\d+ lần nộp"))).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("stDataFrame").locator(".dvn-scroller").first.click(position=FIRST_ROW)
    expect(title).to_have_text(f"Biên nhận {correction}: đang dùng cả 43 giá trị", timeout=PATIENCE)
    expect(page).to_have_url(re.compile(f"receipt={correction}"))

    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp gốc").click()
    assert download.value.path().read_bytes() == CORRECTION.read_bytes()
    page.get_by_role("tab", name="Khác gì so với trước").click()
    expect(page.get_by_text("Khi nộp: 3 giá trị thay đổi")).to_be_visible()
    page.get_by_role("button", name="Mọi lần nộp").click()
    expect(title).to_have_text("Nguồn số liệu: mọi tệp đã nộp", timeout=PATIENCE)
    expect(search).to_have_value("2026_q1")
    expect(page).not_to_have_url(re.compile("receipt="))

    page.goto(f"{served_app.url}/sources?receipt={first}")
    expect(title).to_have_text(re.compile(f"Biên nhận {first}: còn dùng"), timeout=PATIENCE)

    page.goto(f"{served_app.url}/sources?receipt={correction}")
    page.get_by_text("Rút lại lần nộp này").click(timeout=PATIENCE)
    expect(page.get_by_text("Nếu rút lại: 3 giá trị trở về")).to_be_visible(timeout=PATIENCE)
    withdraw = page.get_by_role("button", name="Rút lại", exact=True)
    page.get_by_label("Lý do rút lại (bắt buộc)").fill("nhầm biểu")
    page.get_by_label("Họ tên người thực hiện").fill("Chủ tịch Hội")
    page.get_by_text("Tôi chắc chắn muốn rút lại").click()
    expect(withdraw).to_be_enabled(timeout=PATIENCE)
    withdraw.click()
    expect(page.get_by_text("Chủ tịch Hội. Lý do: nhầm biểu")).to_be_visible(timeout=PATIENCE)
    expect(title).to_have_text(f"Biên nhận {correction}: đã rút lại")

    page.goto(f"{served_app.url}/sources?receipt={first}")
    expect(title).to_have_text(re.compile(f"Biên nhận {first}: đang dùng cả"), timeout=PATIENCE)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []


def test_a_row_of_the_table_leads_to_its_file(served_app: ServedApp, page: Page, recorder: Recorder) -> None:
    upload(page, served_app, DEMO / "demo_khanh_hoa_cu_2024_q1.xlsx")
    page.goto(f"{served_app.url}/map?province=legacy-56&period=2024-Q1&indicator=member_rate")
    page.get_by_role("tab", name="Bảng số liệu").click(timeout=PATIENCE)
    page.get_by_test_id("stDataFrame").locator(".dvn-scroller").first.click(position=FIRST_ROW)
    expect(page.get_by_text(re.compile("Tổng số hội viên của .*, quý I/2024: "))).to_be_visible(
        timeout=PATIENCE
    )
    page.get_by_role("link", name=re.compile("Mở biên nhận")).first.click()
    title = page.get_by_role("heading", level=1).first  # for a moment the page before still shows
    expect(title).to_have_text(re.compile("Biên nhận .*: đang dùng cả"), timeout=PATIENCE)
    expect(page.get_by_text("demo_khanh_hoa_cu_2024_q1.xlsx")).to_be_visible()
    assert recorder.page_errors == []
