"""A whole conference: freeze, present by keyboard, ask for a commune, take it home on a stick."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
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
    expect(player.locator(".screen.is-shown")).to_be_visible(timeout=PATIENCE)
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
    assert shown(alone).get_attribute("aria-label") == "Những việc cần chú ý"
    alone.context.close()
