"""A page is asked for once, before Streamlit's scripts are there; what Streamlit says otherwise counts."""

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.conftest import ServedApp

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 30_000
# What the browser says of its language: this at first, later what it always says.
CHANGES_ITS_MIND = """
let asked = 0;
const usual = navigator.language;
Object.defineProperty(navigator, 'language', { get: () => asked++ ? usual : 'de-DE' });
"""


class Listener:
    """What a page says to the server, by connection."""

    def __init__(self, page: Page) -> None:
        self.connections: list[list[BackMsg]] = []
        page.on("websocket", self._follow)

    def _follow(self, socket: WebSocket) -> None:
        said: list[BackMsg] = []
        self.connections.append(said)
        socket.on("framesent", lambda frame: said.append(BackMsg.FromString(frame)))


def test_a_page_is_asked_for_once_and_drawn(served_app: ServedApp, page: Page) -> None:
    heard = Listener(page)
    page.goto(f"{served_app.url}/handbook?lang=en&chapter=05-where-we-stand")
    expect(page.get_by_role("heading", name="Where the province stands")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link", name="Handbook")).to_be_visible()
    ((asked,),) = heard.connections
    assert asked.rerun_script.page_name == "handbook"
    assert asked.rerun_script.query_string == "lang=en&chapter=05-where-we-stand"
    page.get_by_text("Tiếng Việt").click()
    expect(page.get_by_role("link", name="Hướng dẫn").first).to_be_visible(timeout=PATIENCE)
    (said,) = heard.connections
    assert len(said) == 2


def test_what_streamlit_says_otherwise_is_said_too(served_app: ServedApp, page: Page) -> None:
    page.add_init_script(CHANGES_ITS_MIND)
    heard = Listener(page)
    page.goto(f"{served_app.url}/method")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    ((first, second),) = heard.connections
    assert first.rerun_script.context_info.locale == "de-DE"
    assert second.rerun_script.context_info.locale == "vi-VN"
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_an_embedded_page_is_left_to_streamlit(served_app: ServedApp, page: Page) -> None:
    heard = Listener(page)
    page.goto(f"{served_app.url}/method?embed=true")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    ((asked,),) = heard.connections
    assert asked.rerun_script.context_info.is_embedded
