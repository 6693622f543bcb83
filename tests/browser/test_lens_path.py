"""One walk through the pages with a map held: the choice stays, and every page answers to it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from khuyenhoc.store.database import Database
from tests.browser.conftest import Recorder, ServedApp, serving
from tests.lens_examples import fill_with_both_maps

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 30_000
START = "?province=reform-56&period=2025-Q1&indicator=member_rate&lens=current"
# Link in the menu -> what the page says about the map that is held.
STATIONS = {
    "Mục tiêu": "Trang này luôn theo đơn vị nộp báo cáo, vì mục tiêu giao cho tỉnh",
    "Bảng điểm": "4 đơn vị là ước tính",
    "Diễn biến": "Quy về xã, phường hiện nay",
    "Bản đồ": "4 đơn vị là ước tính",
    "So sánh": "đơn vị là ước tính",
    "Mô hình học tập": "Số của cả tỉnh: như nhau dù xem theo đơn vị nào",
    "Quỹ và học bổng": "4 đơn vị là ước tính",
    "Học tập thường xuyên": "4 đơn vị là ước tính",
    "Tự đánh giá danh hiệu": "vì mỗi phiếu và danh hiệu là của đúng một đơn vị",
    "Tiến độ báo cáo": "vì lịch và thư nhắc là của đơn vị phải nộp",
    "Trình chiếu": "",
    "Xuất báo cáo": "",
    "Kết luận hội nghị": "vì kết luận giao việc cho đơn vị đang hoạt động",
    "Tổng quan": "4 đơn vị là ước tính",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """A dashboard with a district's reports and those of its communes after it."""
    home = tmp_path_factory.mktemp("lens-home")
    database = Database(home)
    fill_with_both_maps(database)
    database.close()
    with serving(home) as served:
        yield served


def test_a_map_is_held_from_page_to_page(app: ServedApp, page: Page, recorder: Recorder) -> None:
    page.goto(f"{app.url}/{START}")
    control = page.locator(".st-key-lens").get_by_role("combobox")
    expect(control).to_have_value("Đơn vị hiện nay", timeout=PATIENCE)
    for name, words in STATIONS.items():
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click(timeout=PATIENCE)
        page.wait_for_url(re.compile(r"[?&]lens=current"), timeout=PATIENCE)
        expect(control).to_have_value("Đơn vị hiện nay", timeout=PATIENCE)
        if words:
            expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)
    assert recorder.page_errors == []
    assert recorder.outside_requests == []


def test_a_profile_changes_with_the_map(app: ServedApp, page: Page, recorder: Recorder) -> None:
    page.goto(f"{app.url}/profile?unit=reform-22333&period=2025-Q1&lens=current")
    expect(page.get_by_text("≈ 15,0%").first).to_be_visible(timeout=PATIENCE)
    page.locator(".st-key-lens").get_by_role("combobox").click()
    page.get_by_role("option", name="Vùng so sánh được").click()
    page.wait_for_url(re.compile(r"[?&]lens=comparable"), timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vùng Nha Trang", timeout=PATIENCE)
    expect(page.get_by_text("≈ 15,0%")).to_have_count(0)
    assert recorder.page_errors == []
