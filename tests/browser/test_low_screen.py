"""The menu on small screens: wholly in sight at 768 pixels' height, out of the way on a phone.

The window of every browser test is 1366 by 768 where the test names no other.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 30_000


def test_search_and_whole_menu_fit_a_low_screen(served_app: ServedApp, page: Page) -> None:
    page.goto(served_app.url)
    menu = page.get_by_test_id("stSidebarNav")
    last = menu.get_by_role("link", name="Phương pháp")
    expect(last).to_be_in_viewport(ratio=1, timeout=PATIENCE)
    expect(menu.get_by_role("link", name="Tổng quan")).to_be_in_viewport(ratio=1)
    search = page.get_by_label("Tìm đơn vị")
    expect(search).to_be_in_viewport(ratio=1)
    assert search.bounding_box()["y"] < menu.bounding_box()["y"]
    expect(menu.get_by_text("View")).to_have_count(0)


def test_menu_folds_on_a_phone_when_a_page_is_chosen(served_app: ServedApp, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served_app.url)
    page.get_by_test_id("stExpandSidebarButton").click(timeout=PATIENCE)
    link = page.get_by_test_id("stSidebarNav").get_by_role("link", name="Phương pháp")
    link.click()
    expect(link).not_to_be_in_viewport(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Phương pháp", timeout=PATIENCE)
