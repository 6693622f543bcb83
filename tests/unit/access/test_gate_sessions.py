"""Sessions at the gate: how they begin, lapse and end, whose files are whose, what is written down."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from khuyenhoc.access.service import AccessService
from tests.unit.access.conftest import ADDRESS, Noted, sign_in
from tests.unit.access.streams import COOKIE, STREAM, session_id_of, stream_headers


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
