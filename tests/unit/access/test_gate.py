"""The gate at the level of the protocol: what passes and what does not. V-numbers are of ASVS 5.0."""

import json
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from khuyenhoc.access.gate import Gate
from khuyenhoc.access.gate.limits import ANONYMOUS, Buckets, Rate
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from tests.own_loop import finish
from tests.unit.access.conftest import ADDRESS, sign_in
from tests.unit.access.streams import COOKIE, STREAM, session_id_of, stream_headers

DESK_STREAM = "ws://127.0.0.1:8501/_stcore/stream"
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
    finish(gate(scope, receive, send))
    return sent[0]["status"]


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
