"""Two dashboards on one shared store behind the load balancer that is deployed: one stores, both show it."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import SECONDS_TO_START, Recorder, wait_until_healthy
from tests.servers import end, free_port
from tests.shared_stores import SharedStores

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.ducklake]

PATIENCE = 90_000
PASSWORD = "bốn từ rời rạc trời xanh"  # noqa: S105
COOKIE = "khuyenhoc_machine"
DEMO = PROJECT_FOLDER / "data" / "demo"
PAGE = "/progress?period=2026-Q2"


@dataclass
class Machines:
    """Two dashboards, each with a folder of its own, and the proxy before them."""

    port: int
    home: Path
    environment: dict[str, str]
    apps: list[subprocess.Popen]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khuyenhoc", *arguments]
        done = subprocess.run(
            command, cwd=PROJECT_FOLDER, env=self.environment, check=True, capture_output=True
        )
        return done.stdout.decode()

    def tickets(self) -> list[str]:
        """The values of the proxy's cookie, one for each dashboard."""
        found: set[str] = set()
        until = time.monotonic() + SECONDS_TO_START
        while len(found) < len(self.apps) and time.monotonic() < until:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/gate/sign-in")
            cookies = connection.getresponse().headers.get_all("Set-Cookie") or []
            found |= {text.split(";")[0].split("=")[1] for text in cookies if text.startswith(COOKIE)}
            connection.close()
            time.sleep(0.2)
        return sorted(found)


@pytest.fixture(scope="module")
def machines(stores: SharedStores, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no caddy on this machine (Debian: apt-get install caddy)")
    address, folder, port = stores.new(), tmp_path_factory.mktemp("machines"), free_port()
    store = f"ducklake:{address.catalogue}?data={address.data}"
    environment = {**os.environ, "KHUYENHOC_STORE": store, "PYTHONUTF8": "1"}
    made = Machines(port, folder, environment | {"KHUYENHOC_HOME": str(folder / "command")}, [])
    made.command("import", str(DEMO / "demo_khanh_hoa_2026_q3.xlsx"), "--accept-warnings", "Demo")
    made.command("account", "add", "quantri", "--role", "administrator", "--full-name", "Quản trị")
    with ExitStack() as ends:
        ports = [free_port(), free_port()]
        for number, app_port in enumerate(ports):
            home = folder / f"machine{number}"
            made.apps.append(serve(ends, made, app_port, environment | {"KHUYENHOC_HOME": str(home)}, home))
        balance(ends, caddy, made, ports)
        yield made


def serve(
    ends: ExitStack, made: Machines, port: int, environment: dict[str, str], home: Path
) -> subprocess.Popen:
    command = [sys.executable, "-m", "khuyenhoc", "serve", "--mode", "server", "--port", str(port)]
    output = ends.enter_context(home.with_suffix(".log").open("wb"))
    process = subprocess.Popen(
        [*command, "--public-url", made.url, "--trusted-proxy", "127.0.0.1"],
        cwd=PROJECT_FOLDER,
        env=environment,
        stdout=output,
        stderr=output,
    )
    ends.callback(end, process)
    return process


def balance(ends: ExitStack, caddy: str, made: Machines, ports: list[int]) -> None:
    text = (PROJECT_FOLDER / "deploy" / "Caddyfile.machines").read_text(encoding="utf-8")
    path = made.home / "Caddyfile"
    path.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    output = ends.enter_context((made.home / "caddy.log").open("wb"))
    process = subprocess.Popen(
        [caddy, "run", "--config", str(path), "--adapter", "caddyfile"],
        env=os.environ
        | {
            "KHUYENHOC_DOMAIN": made.url,
            "KHUYENHOC_APPS": " ".join(f"127.0.0.1:{port}" for port in ports),
            "KHUYENHOC_COOKIE_SECRET": "of-the-tests",
            "XDG_DATA_HOME": str(made.home / "caddy"),
            "XDG_CONFIG_HOME": str(made.home / "caddy"),
        },
        stdout=output,
        stderr=output,
    )
    ends.callback(end, process)
    wait_until_healthy(process, made.port, made.home / "caddy.log", "/gate/sign-in")


def sign_in(page: Page, machines: Machines, word: str) -> None:
    page.goto(machines.url + PAGE)
    page.get_by_label("Tên đăng nhập").fill("chutich")
    page.get_by_label("Mật khẩu, hoặc mã dùng một lần").fill(word)
    page.get_by_role("button", name="Đăng nhập").click()
    if word != PASSWORD:
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
        page.get_by_role("button", name="Lưu").click()
    page.wait_for_url(lambda address: "/gate/" not in address)


def shown_by_all(pages: list[Page], machines: Machines, *, other_than: str = "") -> str:
    """The line below the figure that every window shows, once they agree: how many units reported what."""
    for page in pages:
        page.goto(machines.url + PAGE)
    found: set[str] = set()
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        pages[0].wait_for_timeout(500)
        found = {completeness(page) for page in pages}
        if len(found) == 1 and not found & {"", other_than}:
            break
    assert len(found) == 1
    return found.pop()


def completeness(page: Page) -> str:
    text = page.get_by_test_id("stMain").inner_text()
    line = re.search(r"\d+/65 đơn vị có số liệu", text)
    return f"{text.splitlines()[0]}: {line[0]}" if line else ""


def test_what_one_stores_all_show_and_one_that_dies_is_not_missed(
    machines: Machines, browser: Browser, recorder: Recorder
) -> None:
    code = json.loads(
        machines.command(
            "account",
            "add",
            "chutich",
            "--role",
            "chair",
            "--full-name",
            "Chủ tịch",
            "--unit",
            "reform-56",
            "--json",
        )
    )["code"]
    tickets = machines.tickets()
    assert len(tickets) == 2
    windows: list[BrowserContext] = []
    pages: list[Page] = []
    for ticket in tickets:
        window = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        window.add_cookies([{"name": COOKIE, "value": ticket, "url": machines.url}])
        recorder.watch(window)
        windows.append(window)
        pages.append(window.new_page())
    sign_in(pages[0], machines, code)
    sign_in(pages[1], machines, PASSWORD)
    before = shown_by_all(pages, machines)
    machines.command("import", str(DEMO / "demo_khanh_hoa_2026_q2.xlsx"), "--accept-warnings", "Demo")
    after = shown_by_all(pages, machines, other_than=before)
    assert after not in {before, ""}
    machines.apps[0].kill()
    machines.apps[0].wait()
    assert shown_by_all(pages, machines) == after
    for window in windows:
        window.close()
    assert recorder.page_errors == []
