"""The gate at the level of the protocol: what passes and what does not. V-numbers are of ASVS 5.0."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from khuyenhoc.access.gate import Gate
from khuyenhoc.access.gate.limits import ANONYMOUS, Buckets, Rate
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from tests.unit.access.conftest import ADDRESS, Noted, sign_in

STREAM = "wss://khuyenhoc.example/_stcore/stream"
DESK_STREAM = "ws://127.0.0.1:8501/_stcore/stream"
COOKIE = "__Host-khuyenhoc"
EVERY_PATH = [
    "/",
    "/map?period=2026-Q3",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/media/abc.xlsx",
    "/static/js/index.js",
    "/app/static/boundaries/x.json",
    "/component/x",
    "/manifest.json",
    "/favicon.png",
    "/oauth2callback",
]
FORGED = {
    "X-Khuyenhoc-Session": "forged",
    "X-Khuyenhoc-Role": "administrator",
    "X-Auth-User": "quantri",
    "X-Forwarded-User": "quantri",
    "X-Remote-User": "quantri",
    "Remote-User": "quantri",
}


def session_id_of(client: TestClient, service: AccessService) -> str:
    return service.sessions.of_token(client.cookies[COOKIE]).session_id


def status_of_raw(gate: Gate, path: str) -> int:
    """Status of a path as it stands, which no client library would send."""
    sent = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8501")],
        "client": ("127.0.0.1", 1),
    }
    # On a thread of its own: browser tests before this one may have left a loop running on the main one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, gate(scope, receive, send)).result()
    return sent[0]["status"]


def stream_headers(client: TestClient, origin: str = ADDRESS) -> dict[str, str]:
    return {"Origin": origin, "Cookie": f"{COOKIE}={client.cookies.get(COOKIE, '')}"}


@pytest.mark.parametrize("path", EVERY_PATH)
def test_v8_3_1_no_path_answers_without_a_session(client: TestClient, path: str) -> None:
    for headers in ({}, {"Accept": "*/*"}, FORGED, {"Cookie": f"{COOKIE}=forged"}):
        answer = client.get(path, headers=headers)
        assert answer.status_code in {303, 401, 404}
        assert "headers" not in answer.text
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/gate/sign-in")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_uploads_without_a_session(client: TestClient, method: str) -> None:
    answer = client.request(method, "/_stcore/upload_file/tab/1", headers={"Origin": ADDRESS}, content=b"x")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ADDRESS},
        {"Origin": ADDRESS, **FORGED},
        {"Origin": ADDRESS, "Sec-WebSocket-Protocol": "streamlit, x, stolen-streamlit-session"},
    ],
)
def test_no_websocket_without_a_session(client: TestClient, headers: dict[str, str]) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM, headers=headers):
        pass


def test_websocket_opens_for_the_signed_in_under_the_gates_own_word(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    assert sign_in(client, "an") == 303
    with client.websocket_connect(STREAM, headers=stream_headers(client) | FORGED) as stream:
        seen = json.loads(stream.receive_text())
    assert seen["x-khuyenhoc-session"] == session_id_of(client, service)
    assert "forged" not in json.dumps(seen)
    assert "quantri" not in json.dumps(seen)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://khuyenhoc.example", ""])
def test_websocket_of_a_foreign_origin_is_refused(
    client: TestClient, make_account: Callable, origin: str
) -> None:
    make_account("an")
    sign_in(client, "an")
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(STREAM, headers=stream_headers(client, origin)),
    ):
        pass


def test_only_the_one_websocket_path_opens(client: TestClient, make_account: Callable) -> None:
    make_account("an")
    sign_in(client, "an")
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("wss://khuyenhoc.example/other", headers=stream_headers(client)),
    ):
        pass


def test_identity_headers_of_a_client_are_dropped(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an")
    seen = client.get("/", headers=FORGED).json()["headers"]
    assert seen["x-khuyenhoc-session"] == session_id_of(client, service)
    assert not {name.lower() for name in FORGED} - {"x-khuyenhoc-session"} & set(seen)


@pytest.mark.parametrize("host", ["evil.example", "khuyenhoc.example.evil.example", "127.0.0.1:8501", ""])
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/gate/sign-in", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_v3_5_1_forms_from_elsewhere_are_refused(
    client: TestClient, make_account: Callable, headers: dict[str, str]
) -> None:
    make_account("an")
    answer = client.post("/gate/sign-in", data={"name": "an", "password": "x"}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../../accounts.sqlite3",
        "/app/static/%2e%2e/%2e%2e/accounts.sqlite3",
        "/app/static/%252e%252e/accounts.sqlite3",
        "/app/static/..%5c..%5caccounts.sqlite3",
        "/media//etc/passwd",
        "//evil.example/",
        "/static/%00",
    ],
)
def test_v5_3_2_paths_that_climb_are_refused(desk: TestClient, path: str) -> None:
    assert status_of_raw(desk.app, path) == 400
    assert status_of_raw(desk.app, "/app/static/boundaries/x.json") == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/oauth2callback"])
def test_v13_4_paths_that_tell_about_the_machine_are_closed_to_all(
    client: TestClient, desk: TestClient, make_account: Callable, path: str
) -> None:
    make_account("quantri", Role.ADMINISTRATOR)
    assert client.get(path).status_code == 404
    assert desk.get(path).status_code == 404


def test_v7_4_1_sign_out_ends_the_session_everywhere(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an")
    stolen = client.cookies[COOKIE]
    with client.websocket_connect(STREAM, headers=stream_headers(client)) as stream:
        stream.receive_text()
        stream.send_bytes(b"before")
        assert stream.receive_bytes() == b"before"
        assert client.post("/gate/sign-out", headers={"Origin": ADDRESS}).status_code == 200
        stream.send_bytes(b"rerun of a fragment")
        assert stream.receive_bytes() == b"PLAIN RERUN"
    client.cookies.clear()
    assert client.get("/", headers={"Cookie": f"{COOKIE}={stolen}"}).status_code == 303
    assert service.sessions.open_sessions() == []


def test_v7_4_2_a_disabled_account_is_out_at_once(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an")
    with client.websocket_connect(STREAM, headers=stream_headers(client)) as stream:
        stream.receive_text()
        service.accounts.set_active("an", is_active=False)
        stream.send_bytes(b"next run")
        assert stream.receive_bytes() == b"PLAIN RERUN"
    assert client.get("/").status_code == 303
    assert sign_in(client, "an") == 403


@pytest.mark.parametrize("what", ["idle", "absolute"])
def test_v7_3_sessions_lapse(
    client: TestClient,
    service: AccessService,
    make_account: Callable,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_account("an")
    sign_in(client, "an")
    assert client.get("/").status_code == 200
    later = timedelta(minutes=31) if what == "idle" else timedelta(hours=8, minutes=1)

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + later

    if what == "absolute":  # in use all the time
        with service.sessions._database.writing() as connection:
            connection.execute("update sessions set seen_at = ?", [Later.now().isoformat()])
    monkeypatch.setattr("khuyenhoc.access.sessions.datetime", Later)
    assert client.get("/").status_code == 303


def test_v5_2_1_large_bodies_are_refused_announced_or_not(client: TestClient, make_account: Callable) -> None:
    make_account("an")
    sign_in(client, "an")
    origin = {"Origin": ADDRESS}
    assert client.put("/x", content=b"x" * 90_000, headers=origin).json()["size"] == 90_000
    assert client.put("/x", content=b"x" * 100_001, headers=origin).status_code == 413
    unannounced = (b"x" * 1000 for _ in range(101))
    assert client.put("/x", content=unannounced, headers=origin).status_code == 413


def test_sign_in_form_takes_no_large_body(client: TestClient) -> None:
    data = {"name": "x" * 9000, "password": "y"}
    assert client.post("/gate/sign-in", data=data, headers={"Origin": ADDRESS}).status_code == 413


def test_anonymous_flood_is_slowed_and_reaches_nothing(client: TestClient) -> None:
    statuses = [
        client.get("/", headers={"Accept": "*/*"}).status_code for _ in range(int(ANONYMOUS.burst) + 60)
    ]
    assert statuses.count(429) >= 40
    assert set(statuses) == {401, 429}


def test_bucket_fills_again_with_time() -> None:
    now = [0.0]
    buckets = Buckets(Rate(burst=2, per_second=0.5), clock=lambda: now[0])
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    assert buckets.take("b")
    now[0] = 2.0
    assert [buckets.take("a") for _ in range(2)] == [True, False]


def test_v14_3_2_answers_carry_the_security_headers(client: TestClient, make_account: Callable) -> None:
    make_account("an")
    sign_in(client, "an")
    for path in ("/", "/gate/sign-in"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert "sha256-abc" not in client.get("/gate/sign-in").headers["content-security-policy"]


def test_v3_3_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: TestClient, make_account: Callable
) -> None:
    make_account("an")
    answer = client.post(
        "/gate/sign-in",
        data={"name": "an", "password": "bốn từ rời rạc trời xanh"},
        headers={"Origin": ADDRESS},
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-khuyenhoc=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_v7_2_4_the_token_is_new_at_every_sign_in_and_the_old_one_dies(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    client.cookies.set(COOKIE, "chosen-by-an-attacker", domain="khuyenhoc.example")
    sign_in(client, "an")
    first = client.cookies.get(COOKIE, domain="khuyenhoc.example", path="/")
    assert first != "chosen-by-an-attacker"
    sign_in(client, "an")
    assert service.sessions.of_token(first) is None


def test_v8_4_1_files_of_another_session_are_not_there(
    client: TestClient, service: AccessService, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an")
    own = session_id_of(client, service)
    assert client.get(f"/media/m{own}abc.xlsx").status_code == 200
    assert client.get("/media/mother-session-abc.xlsx").status_code == 404
    origin = {"Origin": ADDRESS}
    assert client.put(f"/_stcore/upload_file/tab-of-{own}/1", content=b"x", headers=origin).status_code == 200
    assert client.put("/_stcore/upload_file/tab-of-other/1", content=b"x", headers=origin).status_code == 404


def test_desk_asks_for_no_sign_in_and_still_checks_host_and_origin(desk: TestClient) -> None:
    seen = desk.get("/", headers=FORGED).json()["headers"]
    assert seen["x-khuyenhoc-session"] == "desk"
    assert desk.get("/", headers={"Host": "rebound.example"}).status_code == 400
    assert desk.put("/x", content=b"x", headers={"Origin": "https://evil.example"}).status_code == 403
    assert desk.get("/gate/sign-in").status_code == 404
    with desk.websocket_connect(DESK_STREAM, headers={"Origin": "http://127.0.0.1:8501"}) as stream:
        assert json.loads(stream.receive_text())["x-khuyenhoc-session"] == "desk"
    for origin in ("https://evil.example", ""):
        with (
            pytest.raises(WebSocketDisconnect),
            desk.websocket_connect(DESK_STREAM, headers={"Origin": origin}),
        ):
            pass


def test_v16_2_audit_names_who_came_and_went(
    client: TestClient, noted: Noted, make_account: Callable
) -> None:
    make_account("an")
    sign_in(client, "an", "wrong")
    sign_in(client, "an")
    client.post("/gate/sign-out", headers={"Origin": ADDRESS})
    assert [(what, by) for what, by, _ in noted] == [
        ("sign_in", "Người an (an)"),
        ("sign_out", "Người an (an)"),
    ]


def test_v16_2_5_no_secret_reaches_log_or_audit(
    client: TestClient, noted: Noted, make_account: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    make_account("an")
    sign_in(client, "an", "sai mà dài lắm")
    sign_in(client, "an")
    told = caplog.text + repr(noted)
    for secret in ("sai mà dài lắm", "bốn từ rời rạc", client.cookies[COOKIE]):
        assert secret not in told


def test_too_many_sockets_of_one_session_are_refused(
    client: TestClient, make_account: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyenhoc.access.gate.app._MOST_SOCKETS", 1)
    make_account("an")
    sign_in(client, "an")
    with client.websocket_connect(STREAM, headers=stream_headers(client)) as stream:
        stream.receive_text()
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect(STREAM, headers=stream_headers(client)),
        ):
            pass
    with client.websocket_connect(STREAM, headers=stream_headers(client)) as stream:
        stream.receive_text()
