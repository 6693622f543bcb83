"""The dashboard as it is deployed: Caddy with our own Caddyfile, TLS, and a browser in front of it."""

import json
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, environment_of, free_port, wait_until_healthy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "bốn từ rời rạc trời xanh"  # noqa: S105
TOKEN = "0123456789abcdef01234567"  # noqa: S105


@dataclass
class Deployed:
    """A dashboard on loopback and the proxy before it."""

    proxy_port: int
    app_port: int
    code: str
    log: Path
    certificate: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.proxy_port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """An answer through the proxy, redirects left alone: status, headers, text."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), Stay())
        try:
            answer = opener.open(urllib.request.Request(self.url + path, headers=headers), timeout=15)  # noqa: S310
        except urllib.error.HTTPError as refused:
            answer = refused
        return (
            answer.status,
            {key.lower(): value for key, value in answer.headers.items()},
            answer.read().decode(),
        )


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no caddy on this machine (Debian: apt-get install caddy)")
    home = tmp_path_factory.mktemp("deployed")
    log, app_port, proxy_port = home.with_suffix(".log"), free_port(), free_port()
    url = f"https://localhost:{proxy_port}"
    khuyenhoc = [sys.executable, "-m", "khuyenhoc"]
    environment = environment_of(home) | {"KHUYENHOC_METRICS_TOKEN": TOKEN}
    add = ["account", "add", "chutich", "--role", "chair", "--full-name", "Chủ tịch", "--unit", "reform-56"]
    first = ["account", "add", "quantri", "--role", "administrator", "--full-name", "Quản trị"]
    run = {"cwd": PROJECT_FOLDER, "env": environment, "check": True, "capture_output": True}
    subprocess.run([*khuyenhoc, *first], **run)
    code = json.loads(subprocess.run([*khuyenhoc, *add, "--json"], **run).stdout)["code"]
    serve = ["serve", "--mode", "server", "--port", str(app_port), "--public-url", url]
    serve += ["--trusted-proxy", "127.0.0.1", "--log", "json"]
    with log.open("wb") as output:
        told = {"stdout": output, "stderr": output}
        app = subprocess.Popen([*khuyenhoc, *serve], cwd=PROJECT_FOLDER, env=environment, **told)
        proxy = subprocess.Popen(
            [caddy, "run", "--config", str(caddyfile(home)), "--adapter", "caddyfile"],
            env=environment
            | {
                "KHUYENHOC_DOMAIN": url,
                "KHUYENHOC_APP": f"127.0.0.1:{app_port}",
                "XDG_DATA_HOME": str(home / "caddy"),
                "XDG_CONFIG_HOME": str(home / "caddy"),
            },
            **told,
        )
        try:
            wait_until_healthy(app, app_port, log, "/healthz")
            certificate = home / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            made = Deployed(proxy_port, app_port, code, log, certificate)
            wait_for_proxy(made, proxy)
            yield made
        finally:
            for process in (proxy, app):
                process.terminate()
            for process in (proxy, app):
                process.wait(timeout=20)


def caddyfile(home: Path) -> Path:
    """Ours, with a certificate of Caddy's own and without its fixed ports."""
    text = (PROJECT_FOLDER / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert text.count("{$KHUYENHOC_DOMAIN} {\n") == 1
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    made = home / "Caddyfile"
    body = text.replace("{$KHUYENHOC_DOMAIN} {\n", "{$KHUYENHOC_DOMAIN} {\n\ttls internal\n")
    made.write_text(options + body, encoding="utf-8")
    return made


def wait_for_proxy(made: Deployed, proxy: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and proxy.poll() is None:
        try:
            if made.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(made.log.read_text(encoding="utf-8", errors="replace")[-3000:], pytrace=False)


def test_signs_in_over_tls_with_a_cookie_that_browsers_guard(
    deployed: Deployed, browser: Browser, recorder: Recorder
) -> None:
    context = browser.new_context(ignore_https_errors=True, locale="vi-VN")
    recorder.watch(context)
    page = context.new_page()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(f"{deployed.url}/sources?lang=vi")
    page.get_by_label("Tên đăng nhập").fill("chutich")
    page.get_by_label("Mật khẩu, hoặc mã dùng một lần").fill(deployed.code)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/sources**")
    page.get_by_role("heading", name="Nguồn số liệu").first.wait_for(timeout=60_000)
    cookie = next(one for one in context.cookies() if one["name"] == "__Host-khuyenhoc")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
    assert (cookie["path"], cookie["domain"]) == ("/", "localhost")
    assert sockets
    assert all(address.startswith(f"wss://localhost:{deployed.proxy_port}/") for address in sockets)
    assert not recorder.outside_requests
    assert not recorder.page_errors
    others_origin = {"Cookie": f"__Host-khuyenhoc={cookie['value']}"}
    trusted = ssl.create_default_context(cafile=str(deployed.certificate))
    for origin in ("https://evil.example", f"http://localhost:{deployed.proxy_port}"):
        with pytest.raises(InvalidStatus, match="403"):
            connect(
                f"wss://localhost:{deployed.proxy_port}/_stcore/stream",
                ssl=trusted,
                origin=origin,
                additional_headers=others_origin,
            )
    status, headers, _ = deployed.get("/", Cookie=f"__Host-khuyenhoc={cookie['value']}")
    assert status == 200
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    context.close()


def test_strangers_get_the_sign_in_page_and_nothing_behind_it(deployed: Deployed) -> None:
    status, headers, _ = deployed.get("/map?period=2026-Q3", Accept="text/html")
    assert (status, headers["location"]) == (303, "/gate/sign-in?next=/map%3Fperiod%3D2026-Q3")
    for path in ("/_stcore/health", "/_stcore/host-config", "/media/x", "/app/static/favicon.svg"):
        assert deployed.get(path)[0] == 401
    for path in ("/_stcore/metrics", "/metrics"):
        assert deployed.get(path)[0] == 404
    assert deployed.get("/healthz")[2] == "ok\n"
    assert "khuyenhoc_ready 1" in deployed.get("/metrics", Authorization=f"Bearer {TOKEN}")[2]


def test_other_hosts_and_forged_addresses_are_not_believed(deployed: Deployed) -> None:
    """Nobody gets past the proxy, and a wrong try is noted under the address that the proxy saw."""
    direct = f"http://127.0.0.1:{deployed.app_port}/gate/sign-in"
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(direct, timeout=15)
    context = ssl.create_default_context(cafile=str(deployed.certificate))
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Khuyenhoc-Session": "forged", "Origin": deployed.url}
    body = b"name=chutich&password=wrong"
    request = urllib.request.Request(f"{deployed.url}/gate/sign-in", data=body, headers=forged)  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, context=context, timeout=15)  # noqa: S310
    lines = [
        json.loads(line)
        for line in deployed.log.read_text(encoding="utf-8").splitlines()
        if "sign-in refused" in line
    ]
    assert lines[-1]["message"] == "sign-in refused (wrong) from 127.0.0.1"
    assert "203.0.113.9" not in deployed.log.read_text(encoding="utf-8")


def test_large_bodies_end_at_the_proxy_or_at_the_gate(deployed: Deployed) -> None:
    context = ssl.create_default_context(cafile=str(deployed.certificate))
    request = urllib.request.Request(  # noqa: S310
        f"{deployed.url}/gate/sign-in", data=b"x" * 9_000, headers={"Origin": deployed.url}
    )
    with pytest.raises(urllib.error.HTTPError, match="413"):
        urllib.request.urlopen(request, context=context, timeout=15)  # noqa: S310
