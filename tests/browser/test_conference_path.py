"""A whole conference: freeze, present by keyboard, ask for a commune, take it home on a stick."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.domain.screens import Run, Screen, Tiles, Words
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.web.player import build_player
from tests.browser.conftest import Recorder, ServedApp
from tests.browser.test_first_path import upload

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000


def shown(page: object) -> object:
    return page.locator(".screen.is-shown svg:visible")


def test_a_conference_from_freezing_to_the_stick(
    served_app: ServedApp, page: Page, recorder: Recorder, browser: Browser, tmp_path: Path
) -> None:
    upload(page, served_app, PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2025_q4.xlsx")
    page.goto(f"{served_app.url}/present?province=reform-56&period=2025-Q4")
    page.get_by_label("Họ tên người thực hiện").fill("Ban thư ký")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_text("Mã bản trình chiếu")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Bắt đầu trình chiếu").click()
    player = page.frame_locator("iframe")
    screen, ground = player.locator(".screen.is-shown"), player.locator("html")
    expect(screen).to_be_visible(timeout=PATIENCE)
    cover = screen.get_attribute("data-title")
    ground.click(position={"x": 500, "y": 100})  # which only gives it the keys
    expect(screen).to_have_attribute("data-title", cover)
    ground.click(position={"x": 500, "y": 100})
    expect(screen).not_to_have_attribute("data-title", cover)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Tải một tệp để chiếu bằng USB").click()
    stick = tmp_path / "run.html"
    download.value.save_as(stick)
    assert recorder.outside_requests == []

    alone = browser.new_context(viewport={"width": 1024, "height": 768}, offline=True).new_page()
    alone.goto(stick.as_uri())
    assert "Kết quả công tác khuyến học" in shown(alone).get_attribute("aria-label")
    for _ in range(2):
        alone.keyboard.press("ArrowRight")
    assert "xã, phường, đặc khu đã nộp báo cáo" in shown(alone).get_attribute("aria-label")
    alone.keyboard.press("t")
    alone.keyboard.type("dien khanh")
    alone.keyboard.press("Enter")
    expect(shown(alone)).to_have_attribute("aria-label", "Xã Diên Khánh: đã nộp báo cáo")
    alone.keyboard.press("Escape")
    assert "xã, phường, đặc khu đã nộp báo cáo" in shown(alone).get_attribute("aria-label")
    alone.keyboard.press("b")
    expect(alone.locator("#black")).to_be_visible()
    alone.keyboard.press("b")
    alone.keyboard.press("1")
    alone.keyboard.press("Enter")
    assert "Kết quả công tác khuyến học" in shown(alone).get_attribute("aria-label")
    alone.keyboard.press("End")
    assert shown(alone).get_attribute("aria-label") == "Những việc Khánh Hòa cần chú ý"
    alone.keyboard.press("Home")
    alone.keyboard.press(" ")
    alone.keyboard.press("ArrowLeft")
    assert "Kết quả công tác khuyến học" in shown(alone).get_attribute("aria-label")
    alone.keyboard.press("f")
    alone.wait_for_function("document.fullscreenElement !== null")
    alone.keyboard.press("f")
    alone.wait_for_function("document.fullscreenElement === null")
    with alone.expect_popup() as popup:
        alone.keyboard.press("n")
    expect(popup.value.locator("h2")).to_contain_text("Kết quả công tác khuyến học")
    expect(popup.value.locator("#clock")).to_have_text(re.compile(r"\d+:\d\d:\d\d"))
    alone.bring_to_front()
    alone.keyboard.press("ArrowRight")
    expect(popup.value.locator("h2")).to_contain_text("chỉ tiêu đã đạt mục tiêu")
    alone.mouse.move(300, 300)
    assert not alone.locator("body.is-quiet").count()
    expect(alone.locator("body.is-quiet")).to_have_count(1)  # three seconds later
    alone.context.close()


def test_frozen_and_corrected_figures_side_by_side(browser: Browser, tmp_path: Path) -> None:
    """One screen that changed since it was frozen, and one that did not."""

    def run(value: str, frozen_on: str) -> Run:
        changed = Screen("Hội viên", "", "2/2", Tiles((("Tổng số", value, ""),)), key="a")
        return Run("Quý III", (changed, Screen("Chú ý", "", "2/2", Words(("như cũ",)), key="b")), frozen_on)

    html = build_player(
        run("100", "22/11/2026"),
        lambda _: {},
        Translator("vi"),
        live=run("120", ""),
        differences={"a": ["Tổng số: 100 → 120"]},
    )
    (tmp_path / "run.html").write_text(html, encoding="utf-8")
    page = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True).new_page()
    page.goto((tmp_path / "run.html").as_uri())
    figures = page.locator(".screen.is-shown svg:visible")
    expect(figures).to_have_count(1)
    expect(figures).to_contain_text("Số liệu chốt ngày 22/11/2026")
    expect(page.get_by_text("Có số liệu đã đổi từ khi chốt").first).to_be_visible()
    page.keyboard.press("l")
    expect(figures).to_contain_text("120")
    page.keyboard.press("s")
    expect(figures).to_have_count(2)
    expect(figures.nth(0)).to_contain_text("100")
    expect(figures.nth(1)).to_contain_text("120")
    expect(page.get_by_text("Tổng số: 100 → 120")).to_be_visible()
    boxes = [figures.nth(place).bounding_box() for place in range(2)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1
    page.keyboard.press("ArrowRight")
    expect(figures).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    expect(figures).to_have_count(1)
    page.context.close()
