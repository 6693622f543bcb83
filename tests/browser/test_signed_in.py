"""The dashboard as a server: a chair, a reporter, a stranger and the province's own sign-on."""

import http.client
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from oidc_provider_mock import run_server_in_thread
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from tests.browser.conftest import Recorder, free_port, wait_until_healthy
from tests.servers import end

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 30_000
PASSWORD = "bốn từ rời rạc trời xanh"  # noqa: S105
PAYLOAD = "<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))"
SHOWN = PAYLOAD[:80]
FILE_PAYLOAD = "<img src=x onerror=alert(4)>"


@dataclass
class Server:
    """A dashboard in server mode, its accounts' one-time codes by name, and a sign-on beside it."""

    port: int
    home: Path
    log: Path
    codes: dict[str, str]
    issuer: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str) -> str:
        environment = {**os.environ, "KHUYENHOC_HOME": str(self.home), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "khuyenhoc", *arguments]
        done = subprocess.run(command, cwd=PROJECT_FOLDER, env=environment, check=True, capture_output=True)
        return done.stdout.decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("server-home")
    port = free_port()
    with run_server_in_thread() as sign_on:
        issuer = f"http://localhost:{sign_on.server_port}"
        settings = (
            f'issuer = "{issuer}"\nclient_id = "khuyenhoc"\nclient_secret = "s"\nlabel = "Cổng của tỉnh"\n'
        )
        (home / "oidc.toml").write_text(settings, encoding="utf-8")
        made = Server(port, home, home.with_suffix(".log"), {}, issuer)
        reports = PROJECT_FOLDER / "data" / "demo"
        made.command("import", str(reports / "demo_khanh_hoa_2026_q3.xlsx"), "--accept-warnings", "Demo")
        for name, role, units in (
            ("quantri", "administrator", []),
            ("chutich", "chair", ["--unit", "reform-56"]),
            ("tinh", "officer", ["--unit", "reform-56"]),
            ("phuong", "reporter", ["--unit", "reform-22333"]),
        ):
            full_name = SHOWN if name == "phuong" else f"Người {name}"
            arguments = ["account", "add", name, "--role", role, "--full-name", full_name, *units, "--json"]
            made.codes[name] = json.loads(made.command(*arguments))["code"]
        yield from serve(made)


def serve(made: Server) -> Iterator[Server]:
    command = [sys.executable, "-m", "khuyenhoc", "serve", "--mode", "server", "--port", str(made.port)]
    environment = {**os.environ, "KHUYENHOC_HOME": str(made.home), "PYTHONUTF8": "1"}
    with made.log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--public-url", made.url],
            cwd=PROJECT_FOLDER,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            wait_until_healthy(process, made.port, made.log, "/gate/sign-in")
            yield made
        finally:
            end(process)


@pytest.fixture
def contexts(browser: Browser, recorder: Recorder) -> Iterator[list[BrowserContext]]:
    """Opens windows of different people; closes them at the end."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def new_window(browser: Browser, contexts: list[BrowserContext], recorder: Recorder) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    recorder.watch(context)
    contexts.append(context)
    page = context.new_page()
    page.on("dialog", lambda dialog: recorder.page_errors.append(f"dialog {dialog.message}"))
    return page


def sign_in(page: Page, server: Server, name: str) -> None:
    """By the one-time code the first time, by the password afterwards."""
    page.goto(f"{server.url}/map?period=2026-Q3")
    page.get_by_label("Tên đăng nhập").fill(name)
    code = server.codes.pop(name, "")
    page.get_by_label("Mật khẩu, hoặc mã dùng một lần").fill(code or PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    if code:
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
        page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/map?period=2026-Q3**")  # what was asked for, not the start page


def session_cookie(page: Page) -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == "khuyenhoc")


def tab_session(server: Server, cookie: str, *, stolen: str = "") -> str:
    """Streamlit's own id of the session behind a new WebSocket that may ask for another's."""
    protocols = ["streamlit", "none", stolen] if stolen else ["streamlit"]
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    headers = {"Cookie": f"khuyenhoc={cookie}", "X-Khuyenhoc-Session": "forged"}
    with connect(address, origin=server.url, subprotocols=protocols, additional_headers=headers) as stream:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        rerun = BackMsg()
        rerun.rerun_script.SetInParent()
        stream.send(rerun.SerializeToString())
        for _ in range(20):
            message = ForwardMsg()
            message.ParseFromString(stream.recv(timeout=20))
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id
    raise AssertionError("no session began")


def test_chair_and_reporter_see_their_own_and_sign_out_closes_the_other_tab(
    server: Server, browser: Browser, contexts: list[BrowserContext], recorder: Recorder
) -> None:
    chair = new_window(browser, contexts, recorder)
    sign_in(chair, server, "chutich")
    chair.goto(server.url)
    expect(chair.get_by_role("heading", level=1)).to_contain_text("Khánh Hòa", timeout=PATIENCE)
    expect(chair.get_by_text("Người chutich (chutich)")).to_be_visible()
    expect(chair.get_by_test_id("stSidebarNav").get_by_text("Tài khoản")).to_have_count(0)
    expect(chair.get_by_role("heading", level=1)).to_contain_text("59/65")

    reporter = new_window(browser, contexts, recorder)
    sign_in(reporter, server, "phuong")
    reporter.goto(server.url)
    expect(reporter.get_by_role("heading", level=1)).to_contain_text("1/1", timeout=PATIENCE)
    expect(reporter.get_by_text(SHOWN[:40]).first).to_be_visible()
    assert "Tây Nha Trang" not in reporter.inner_text("body")
    reporter.goto(f"{server.url}/accounts")
    expect(reporter.get_by_test_id("stSidebarNav")).to_be_visible(timeout=PATIENCE)
    expect(reporter.get_by_text("phiên đang mở")).to_have_count(0)

    # A tab's own session id, taken by another person, opens a new session and not that one.
    chairs_tab = tab_session(server, session_cookie(chair))
    assert tab_session(server, session_cookie(reporter), stolen=chairs_tab) != chairs_tab

    other_tab = chair.context.new_page()
    other_tab.goto(f"{server.url}/gate/account")
    other_tab.get_by_role("button", name="Đăng xuất").click()
    expect(other_tab.get_by_role("heading", name="Đã đăng xuất")).to_be_visible()
    chair.get_by_text("English").click()
    expect(chair.get_by_role("heading", level=1)).to_have_text(
        re.compile("Phiên làm việc đã kết thúc|Your session has ended"), timeout=PATIENCE
    )
    expect(chair.get_by_text("59/65")).to_have_count(0)
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
    assert [text for text in recorder.console_errors if "Content Security Policy" in text] == []


def test_downloads_and_uploads_are_their_own_sessions(
    server: Server, browser: Browser, contexts: list[BrowserContext], recorder: Recorder
) -> None:
    page = new_window(browser, contexts, recorder)
    sign_in(page, server, "chutich")
    page.goto(f"{server.url}/map?period=2026-Q3")
    page.get_by_role("tab", name="Bảng số liệu").click(timeout=PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="Tải bảng Excel").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    path = asked[-1].removeprefix(server.url)

    stranger = new_window(browser, contexts, recorder)
    sign_in(stranger, server, "phuong")
    expect(stranger.get_by_test_id("stSidebarNav")).to_be_visible(timeout=PATIENCE)
    assert ask(server, "GET", path) == 401
    assert ask(server, "GET", path, session_cookie(stranger)) == 404
    assert ask(server, "GET", path, session_cookie(page)) == 200
    tab = tab_session(server, session_cookie(page))
    upload = f"/_stcore/upload_file/{tab}/00000000-0000-0000-0000-000000000000"
    assert ask(server, "PUT", upload, session_cookie(stranger)) == 404
    assert ask(server, "PUT", upload) == 401


def test_s4_what_others_typed_runs_nowhere(
    server: Server, browser: Browser, contexts: list[BrowserContext], recorder: Recorder
) -> None:
    """A file's name and an account's, both made of markup, on the pages that show them."""
    page = new_window(browser, contexts, recorder)
    sign_in(page, server, "chutich")
    expect(page.get_by_test_id("stSidebarNav")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{server.url}/upload")
    report = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2025_q3.xlsx"
    name = f"{FILE_PAYLOAD}.xlsx"
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": report.read_bytes()}
    page.locator("input[type=file]").set_input_files(files=[file], timeout=PATIENCE)
    expect(page.get_by_text("Đã nhận ra mẫu")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Lưu báo cáo").click()
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{server.url}/upload")
    expect(page.get_by_text("Các lần nộp gần đây")).to_be_visible(timeout=PATIENCE)
    for path in ("/", "/map?period=2025-Q3"):
        page.goto(f"{server.url}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    leave_note(page, server)
    upload_unit_named_by_payload(page, server)
    reporter = new_window(browser, contexts, recorder)
    sign_in(reporter, server, "phuong")
    expect(reporter.get_by_text(SHOWN[:30]).first).to_be_visible(timeout=PATIENCE)
    reporter.goto(f"{server.url}/gate/account")
    expect(reporter.get_by_text(SHOWN[:30]).first).to_be_visible()
    links = reporter.locator("a[href^='javascript']")
    expect(links).to_have_count(0)
    assert recorder.page_errors == []
    assert recorder.outside_requests == []


def leave_note(page: Page, server: Server) -> None:
    """A question under a figure, in words that a careless page would run."""
    page.goto(f"{server.url}/continuing?period=2026-Q3")
    page.get_by_text("Ghi chú, đặt câu hỏi").first.click(timeout=PATIENCE)
    page.get_by_role("textbox", name="Nội dung").fill(PAYLOAD)
    page.get_by_role("button", name="Ghi lại").click()
    page.get_by_text(re.compile("Ghi chú và câu hỏi: 1")).first.click(timeout=PATIENCE)
    expect(page.get_by_text(PAYLOAD[:30]).first).to_be_visible(timeout=PATIENCE)


def upload_unit_named_by_payload(page: Page, server: Server) -> None:
    """A report with a unit that nobody knows: the page shows its name as it stands and asks."""
    book = load_workbook(PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2025_q4.xlsx")
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[1].value == "Phường Bắc Nha Trang")
    row[1].value = FILE_PAYLOAD
    content = io.BytesIO()
    book.save(content)
    page.goto(f"{server.url}/upload")
    file = {"name": "q4.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
    page.locator("input[type=file]").set_input_files(files=[file], timeout=PATIENCE)
    expect(page.get_by_text(FILE_PAYLOAD).first).to_be_visible(timeout=PATIENCE)


def wait_until_drawn(page: Page) -> None:
    """What is pressed while a page is drawn anew may be the button of the page before."""
    page.wait_for_timeout(300)
    resting = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(resting).to_be_visible(timeout=PATIENCE)


def test_whoever_has_the_chairs_link_sees_the_frozen_run_and_nothing_else(
    server: Server, browser: Browser, contexts: list[BrowserContext], recorder: Recorder
) -> None:
    chair = new_window(browser, contexts, recorder)
    sign_in(chair, server, "chutich")
    chair.goto(f"{server.url}/present?province=reform-56&period=2026-Q3")
    chair.get_by_role("button", name="Chốt số liệu").click(timeout=PATIENCE)
    expect(chair.get_by_text("Mã bản trình chiếu")).to_be_visible(timeout=PATIENCE)
    chair.goto(f"{server.url}/present?province=reform-56&period=2026-Q3")
    chair.get_by_role("combobox", name="Mở bản đã chốt").click(timeout=PATIENCE)
    chair.get_by_role("option").first.click()
    wait_until_drawn(chair)
    chair.get_by_text("Đường dẫn để xem bản đã chốt").click(timeout=PATIENCE)
    chair.get_by_text("Cho phép người có đường dẫn xem bản này").click(timeout=PATIENCE)
    wait_until_drawn(chair)
    chair.get_by_role("button", name="Tạo đường dẫn").click(timeout=PATIENCE)
    link = chair.get_by_test_id("stCode").inner_text(timeout=PATIENCE).strip()
    assert re.fullmatch(re.escape(server.url) + r"/run/[A-Za-z0-9_-]{32}", link)

    stranger = new_window(browser, contexts, recorder)
    stranger.goto(link)
    figure = stranger.locator(".screen.is-shown svg:visible")
    expect(figure).to_have_attribute("aria-label", re.compile("Kết quả công tác khuyến học"))
    stranger.keyboard.press("ArrowRight")
    expect(figure).to_have_attribute("aria-label", re.compile("chỉ tiêu đã đạt mục tiêu"))
    assert stranger.context.cookies() == []
    stranger.goto(server.url)
    stranger.wait_for_url(re.compile("/gate/sign-in"))

    chair.get_by_role("button", name="Đóng đường dẫn ngay").click(timeout=PATIENCE)
    expect(chair.get_by_text("Đang đóng")).to_be_visible(timeout=PATIENCE)
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("không còn dùng được")
    assert recorder.outside_requests == []
    assert recorder.page_errors == []
    assert [text for text in recorder.console_errors if "Content Security Policy" in text] == []


def ask(server: Server, method: str, path: str, cookie: str = "") -> int:
    """Status of a request outside any browser."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    headers = {"Origin": server.url} | ({"Cookie": f"khuyenhoc={cookie}"} if cookie else {})
    connection.request(method, path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_stranger_gets_nothing_but_the_sign_in_page(server: Server) -> None:
    paths = ["/", "/map", "/_stcore/health", "/_stcore/host-config", "/media/x", "/static/js/x.js"]
    assert {path: ask(server, "GET", path) for path in paths} == dict.fromkeys(paths, 401)
    assert ask(server, "GET", "/gate/sign-in") == 200
    for headers in ({}, {"Cookie": "khuyenhoc=forged"}, {"X-Khuyenhoc-Session": "forged"}):
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        with (
            pytest.raises(InvalidStatus) as refused,
            connect(address, origin=server.url, additional_headers=headers),
        ):
            pass
        assert refused.value.response.status_code == 403


def test_the_provinces_own_sign_on_lets_in_whom_an_account_names(
    server: Server, browser: Browser, contexts: list[BrowserContext], recorder: Recorder
) -> None:
    def through_the_sign_on(subject: str) -> Page:
        page = new_window(browser, contexts, recorder)
        page.goto(f"{server.url}/trend")
        page.get_by_role("link", name="Đăng nhập bằng Cổng của tỉnh").click()
        page.wait_for_url(re.compile(re.escape(server.issuer)))
        page.locator("input[name=sub]").fill(subject)
        page.get_by_role("button", name=re.compile("Authorize|Sign in|Continue", re.IGNORECASE)).first.click()
        return page

    stranger = through_the_sign_on("subject-1")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("chưa có tài khoản ở đây")
    expect(stranger.get_by_text("subject-1")).to_be_visible()
    stranger.goto(server.url)
    stranger.wait_for_url(re.compile("/gate/sign-in"))

    server.command("account", "link", "tinh", "--issuer", server.issuer, "--subject", "subject-1")
    known = through_the_sign_on("subject-1")
    expect(known.get_by_role("heading", level=1)).to_contain_text("Khánh Hòa", timeout=PATIENCE)
    assert known.url.startswith(f"{server.url}/trend")

    server.command("account", "disable", "tinh")
    known.get_by_text("English").click()
    expect(known.get_by_role("heading", level=1)).to_have_text(
        re.compile("Phiên làm việc đã kết thúc|Your session has ended"), timeout=PATIENCE
    )
