"""On a screen 768 pixels high, the search and every page of the menu are in sight without scrolling.

The window of every browser test is 1366 by 768.
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
