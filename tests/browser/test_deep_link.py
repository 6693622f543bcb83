"""A link to a page must work on a server that nobody has opened yet."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_deep_link_is_the_first_thing_a_server_sees(served_app: ServedApp, page: Page) -> None:
    page.goto(f"{served_app.url}/upload?lang=en")
    expect(page.get_by_role("heading", name="Upload a report")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(re.compile("page not found", re.IGNORECASE))).to_have_count(0)


def test_an_unknown_address_gets_our_own_page_and_the_first_page_its_other_name(
    served_app: ServedApp, page: Page
) -> None:
    page.goto(f"{served_app.url}/abc")
    expect(page.get_by_role("heading", name="Không có trang này")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_text("English").click()  # the second run of the tab still knows where it is
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible(timeout=30_000)
    page.get_by_text("Tiếng Việt").click()
    expect(page.get_by_role("heading", name="Không có trang này")).to_be_visible(timeout=30_000)
    page.goto(f"{served_app.url}/overview/")
    expect(page).to_have_url(re.compile(rf"^{served_app.url}/(\?|welcome|$)"))
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="Không có trang này")).to_have_count(0)
