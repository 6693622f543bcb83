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
