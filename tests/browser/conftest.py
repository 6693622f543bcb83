"""A real Chromium on the real server: every page request and every error is written down."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

import start
from khuyenhoc.bench.browsing import CHROMIUM_OPTIONS
from tests.servers import end

ROOT = Path(__file__).resolve().parents[2]
LOCAL_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"data", "blob", "about"}
SECONDS_TO_START = 120
# Plotly's own: a page with a chart is left before the chart is drawn, and the rest of the drawing looks for
# its layout (`_scrollZoom`, `_axisMatchGroups`, …), which went with the page. The next page is sound.
LEFT_WHILE_DRAWING = re.compile(r"of undefined \(reading '_\w+'\).*/PlotlyChart\.", re.DOTALL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where nobody watches, try a test in the browser again: the machine may be too busy for its patience."""
    if "CI" not in os.environ:
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Recorder:
    """What a page asked of other machines, and what went wrong in it."""

    outside_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)

    def note_request(self, url: str) -> None:
        """Keep the address of a request that leaves this machine."""
        address = urlsplit(url)
        if address.scheme not in LOCAL_SCHEMES and address.hostname not in LOCAL_HOSTS:
            self.outside_requests.append(url)

    def note_error(self, error: Error) -> None:
        """Keep an error that a page did not catch."""
        if not LEFT_WHILE_DRAWING.search(f"{error.message}\n{error.stack}"):
            self.page_errors.append(error.message)

    def watch(self, context: BrowserContext) -> None:
        """Write down what every page of a browser context does, WebSockets and popups included."""
        context.on("request", lambda request: self.note_request(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.note_request(socket.url)))
        context.on("weberror", lambda error: self.note_error(error.error))
        context.on(
            "console",
            lambda message: self.console_errors.append(message.text) if message.type == "error" else None,
        )


@dataclass(frozen=True)
class ServedApp:
    """A dashboard that runs for the tests alone."""

    url: str
    home: Path
    log: Path


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the browser to drive; the tests are skipped, and say why, where there is none."""
    if os.environ.get("KHUYENHOC_NO_BROWSER"):
        pytest.skip("KHUYENHOC_NO_BROWSER is set: no Chromium on this machine")
    path = start.find_chromium(os.environ)
    if not path:
        pytest.skip("no Chromium found; `python start.py test` installs one where it can")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One headless Chromium for the run."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = [*CHROMIUM_OPTIONS, "--no-sandbox"] if is_root else CHROMIUM_OPTIONS
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def served_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """The dashboard as a desk user runs it, with an empty data folder of its own for each file of tests."""
    with serving(tmp_path_factory.mktemp("served-home")) as app:
        yield app


@contextmanager
def serving(home: Path) -> Iterator[ServedApp]:
    """Run the dashboard on a data folder until the tests that use it are over."""
    log = home.with_suffix(".log")
    port = free_port()
    command = [sys.executable, "-m", "khuyenhoc", "serve", "--mode", "desk", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment_of(home), stdout=output, stderr=output)
        try:
            wait_until_healthy(process, port, log)
            yield ServedApp(url=f"http://127.0.0.1:{port}", home=home, log=log)
        finally:
            end(process)


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(home: Path) -> dict[str, str]:
    """The variables that a command runs with on a data folder."""
    return {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}


def wait_until_healthy(
    process: subprocess.Popen, port: int, log: Path, path: str = "/_stcore/health"
) -> None:
    """Wait for the server to answer; fail with its last words if it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == http.client.OK:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    last_words = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    pytest.fail(f"the dashboard did not start (exit code {process.poll()}):\n{last_words}", pytrace=False)


@pytest.fixture
def recorder() -> Recorder:
    """Empty record, filled by the `page` of the same test."""
    return Recorder()


@pytest.fixture
def page(browser: Browser, recorder: Recorder) -> Iterator[Page]:
    """A fresh browser window the size of an office laptop's, in Vietnamese, watched by `recorder`."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    recorder.watch(context)
    yield context.new_page()
    context.close()
