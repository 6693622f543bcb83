"""Ten questions of a chair, each answered within three clicks from the first screen."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, ServedApp, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEMO = PROJECT_FOLDER / "data" / "demo"
REPORTS = ("demo_khanh_hoa_2025_q3.xlsx", "demo_khanh_hoa_2026_q2.xlsx", "demo_khanh_hoa_2026_q3.xlsx")
PATIENCE = 30_000
MOST_CLICKS = 3


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """A dashboard with three quarters of the demo province."""
    home = tmp_path_factory.mktemp("questions-home")
    command = [sys.executable, "-m", "khuyenhoc", "import", *(str(DEMO / name) for name in REPORTS)]
    command += ["--accept-warnings", "demo"]
    environment = {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=PROJECT_FOLDER, env=environment, check=True, capture_output=True)
    with serving(home) as served:
        yield served


class Chair:
    """Somebody at the first screen, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="Tổng quan").click(timeout=PATIENCE)
        self.sees_title("Khánh Hòa, quý III/2026:")

    def click(self, what: Locator) -> None:
        what.click(timeout=PATIENCE)
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS

    def open(self, name: str) -> None:
        self.click(self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True))

    def open_tab(self, name: str) -> None:
        self.click(self.page.get_by_role("tab", name=name))

    def sees_title(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text, timeout=PATIENCE)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible(timeout=PATIENCE)


@pytest.fixture(scope="module")
def window(browser: Browser, app: ServedApp) -> Iterator[Page]:
    """One window for all questions, as a chair has: only the first one waits for the page to load."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    recorder = Recorder()
    recorder.watch(context)
    page = context.new_page()
    page.goto(app.url)
    yield page
    context.close()
    assert recorder.outside_requests == []
    assert recorder.page_errors == []


@pytest.fixture
def chair(window: Page) -> Chair:
    return Chair(window)


def test_where_do_we_stand_against_the_targets(chair: Chair) -> None:
    chair.sees_title(
        "4/5 chỉ tiêu đã đạt mục tiêu năm 2030; 59/65 xã, phường, đặc khu đã nộp báo cáo, 2 chưa lập Hội"
    )


def test_who_has_not_reported_this_quarter(chair: Chair) -> None:
    chair.open("Tiến độ báo cáo")
    chair.sees_title("59/63 xã, phường, đặc khu đã báo cáo, còn thiếu 4, 2 chưa lập Hội")


def test_what_do_i_write_to_those_who_are_late(chair: Chair) -> None:
    chair.open("Tiến độ báo cáo")
    chair.open_tab("Thư nhắc")
    message = chair.page.get_by_test_id("stCode")
    expect(message).to_contain_text("chưa nhận được báo cáo quý III/2026 của 4 đơn vị", timeout=PATIENCE)
    expect(message).to_contain_text("Xã Cam An (hạn 15/10/2026)")


def test_did_we_grow_or_did_only_more_units_report(chair: Chair) -> None:
    chair.open("Tiến độ báo cáo")
    chair.open_tab("Tổng so sánh được")
    chair.sees("chỉ tính các đơn vị có số liệu ở cả hai kỳ")


def test_which_units_need_help(chair: Chair) -> None:
    chair.open("Bảng điểm")
    chair.sees_title("7/59 đơn vị đạt đủ 5 mục tiêu; đạt ít mục tiêu nhất: Xã Bác Ái")


def test_what_do_i_hand_out_about_all_units(chair: Chair) -> None:
    chair.open("Bảng điểm")
    with chair.page.expect_download(timeout=PATIENCE) as download:
        chair.click(chair.page.get_by_role("button", name="Tải trang in A3"))
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_and_our_commune(chair: Chair) -> None:
    box = chair.page.get_by_label("Tìm đơn vị")
    chair.click(box)
    box.fill("p. bac nha trang")
    box.press("Enter")
    chair.click(chair.page.get_by_role("link", name="Phường Bắc Nha Trang, Khánh Hòa", exact=True))
    chair.sees_title("Phường Bắc Nha Trang, Khánh Hòa, quý III/2026: đạt 4/5 mục tiêu")
    chair.sees("Quyết định 19/2025/QĐ-TTg")


def test_which_commune_is_highest_and_which_lowest(chair: Chair) -> None:
    chair.open("Bản đồ")
    chair.sees_title("cao nhất Xã Suối Hiệp (70,0%), thấp nhất Xã Thuận Bắc (36,7%)")


def test_how_has_it_gone_since_last_year(chair: Chair) -> None:
    chair.open("Diễn biến")
    chair.sees_title("so với quý III/2025")


def test_how_do_these_communes_compare(chair: Chair) -> None:
    chair.open("So sánh")
    box = chair.page.get_by_label("Tìm đơn vị để thêm")
    box.fill("dai lanh", timeout=PATIENCE)
    box.press("Enter")
    chair.click(chair.page.get_by_role("button", name="Thêm Xã Đại Lãnh"))
    expect(chair.page.get_by_test_id("stMultiSelect")).to_contain_text("Xã Đại Lãnh", timeout=PATIENCE)
    expect(chair.page).to_have_url(re.compile(r"units=reform-.*reform-"), timeout=PATIENCE)
