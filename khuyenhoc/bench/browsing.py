"""A Chromium that opens pages and changes filters, and says when everything was drawn."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# Chromium's own calls home would be counted as ours, or fail slowly on a closed network.
CHROMIUM_OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000
_SCREEN = {"width": 1366, "height": 900}
# Notes in every page: when the server last said something, and when the main part last changed.
_WATCH = """
window.bench = {heard: 0, changed: 0, pressed: 0};
window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
        super(...given);
        this.addEventListener('message', () => { window.bench.heard = performance.now(); });
    }
};
new MutationObserver(records => {
    for (const record of records) {
        const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
        if (element && element.closest('[data-testid="stMain"]')) window.bench.changed = performance.now();
    }
}).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['d', 'transform', 'width'],
});
document.addEventListener('click', () => { window.bench.pressed = performance.now(); }, true);
"""
# Milliseconds from a moment until the last change, once the script has finished, every figure and table is
# drawn and nothing has changed for a while; 0 until then.
_SETTLED = """
from => {
    const app = document.querySelector('[data-testid="stApp"]'), bench = window.bench;
    if (!app || app.getAttribute('data-test-script-state') !== 'notRunning') return 0;
    if (bench.heard <= bench.pressed || document.querySelector('[data-testid="stSkeleton"]')) return 0;
    if (!document.querySelector('[data-testid="stMain"] h1')) return 0;
    // What is folded away is not drawn before it is opened.
    const shown = kind => [...document.querySelectorAll(`[data-testid="${kind}"]`)].filter(
        element => element.checkVisibility());
    for (const chart of shown('stPlotlyChart')) {
        const drawn = chart.querySelector('.js-plotly-plot');
        if (!drawn || !drawn.querySelector('.main-svg') || !drawn._fullData) return 0;
        const maps = drawn._fullData.filter(trace => trace.type === 'choropleth' && trace.visible === true);
        if (maps.length && !drawn.querySelector('.choroplethlayer path')) return 0;
    }
    for (const table of shown('stDataFrame'))
        if (!table.querySelector('canvas')) return 0;
    if (performance.now() - Math.max(bench.changed, bench.heard) < 400) return 0;
    return Math.max(bench.changed - (from === null ? bench.pressed : from), 0.1);
}
"""


class MissingToolError(RuntimeError):
    """What driving a browser needs is not installed."""


@dataclass
class Traffic:
    """Bytes that a tab received since they were last counted."""

    http: float = 0.0
    socket: float = 0.0

    def forget(self) -> None:
        """Count anew."""
        self.http = self.socket = 0.0


class Tab:
    """One tab with a cache of its own.

    Attributes:
        page: Playwright's.
        traffic: what it has received.
    """

    def __init__(self, page: "Page") -> None:
        self.page = page
        page.set_default_timeout(_PATIENCE)
        self.traffic = Traffic()
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.loadingFinished", self._note_http)
        tools.on("Network.webSocketFrameReceived", self._note_socket)

    def open(self, url: str, *, drawn: str | None = None) -> float:
        """Seconds from the request until the page stands.

        Args:
            drawn: of a page that is not ours, a function in JavaScript: milliseconds since the request once
                everything is drawn, until then 0 or nothing.
        """
        self.page.goto(url, wait_until="commit")
        if drawn is None:
            return self._settle(0)
        return float(self.page.wait_for_function(drawn, polling="raf").json_value()) / 1000

    def choose(self, key: str, name: str) -> float:
        """Choose in a select box; seconds from the click on the option until the page stands."""
        box = self.page.locator(f".st-key-{key} input").first
        box.click()
        box.fill(name)  # of a long list, only what is in view is there to be clicked
        self.page.get_by_role("option", name=name, exact=True).click()
        return self._settle(None)

    def _settle(self, since: float | None) -> float:
        handle = self.page.wait_for_function(_SETTLED, arg=since, polling=100)
        return float(handle.json_value()) / 1000

    def _note_http(self, event: dict) -> None:
        self.traffic.http += event["encodedDataLength"]

    def _note_socket(self, event: dict) -> None:
        # Binary frames come as base64.
        self.traffic.socket += len(event["response"]["payloadData"]) * 3 / 4


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A headless Chromium.

    Raises:
        MissingToolError: there is no Playwright, or no Chromium.
    """
    path = require_tools()
    from playwright.sync_api import sync_playwright  # a development dependency

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = [*CHROMIUM_OPTIONS, "--no-sandbox"] if is_root else CHROMIUM_OPTIONS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


def require_tools() -> str:
    """Path of the Chromium to drive.

    Raises:
        MissingToolError: as of `chromium`.
    """
    if importlib.util.find_spec("playwright") is None:
        message = "needs Playwright: pip install -r requirements-dev.txt"
        raise MissingToolError(message)
    found = os.environ.get("KHUYENHOC_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        message = "needs Chromium: install it, or name it in KHUYENHOC_CHROMIUM"
        raise MissingToolError(message)
    return found


def new_tab(browser: "Browser") -> Tab:
    """A tab with an empty cache."""
    context = browser.new_context(viewport=_SCREEN, locale="vi-VN")
    context.add_init_script(_WATCH)
    return Tab(context.new_page())
