"""Health, metrics and log lines: who is told what."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace

import pyotp
import pytest
from starlette.testclient import TestClient

from khuyenhoc.access.gate import Gate, Hooks, Policy
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.ui.log_lines import JsonLines
from tests.unit.access.conftest import ADDRESS, APPLICATION, SECRET, sign_in

TOKEN = "t" * 24
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(service: AccessService, hooks: Hooks) -> Callable[..., TestClient]:
    def make(mode: Mode = Mode.SERVER, *, is_ready: bool = True) -> TestClient:
        address = ADDRESS if mode is Mode.SERVER else "http://127.0.0.1:8501"
        setup = Setup(mode, "127.0.0.1", 8501, ADDRESS if mode is Mode.SERVER else "")
        told = replace(hooks, is_ready=lambda: is_ready, facts=lambda: {"data_version": 7.0})
        policy = Policy(setup, hooks=told, metrics_token=TOKEN)
        gate = Gate(APPLICATION, policy, service if mode is Mode.SERVER else None)
        return TestClient(gate, base_url=address, follow_redirects=False)

    return make


@pytest.mark.parametrize(("is_ready", "status", "words"), [(True, 200, "ok\n"), (False, 503, "not ready\n")])
def test_anybody_learns_whether_it_is_ready_and_nothing_else(
    watched: Callable, is_ready: bool, status: int, words: str
) -> None:
    client = watched(is_ready=is_ready)
    for headers in ({}, {"Host": "127.0.0.1:8501"}, {"Authorization": "Bearer wrong"}):
        answer = client.get("/healthz", headers=headers)
        assert (answer.status_code, answer.text) == (status, words)
        assert answer.headers["cache-control"] == "no-store"
    assert client.post("/healthz", headers={"Origin": ADDRESS}).status_code == 401


def test_v13_4_metrics_are_for_administrators_and_the_token(
    watched: Callable, make_account: Callable
) -> None:
    client = watched()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer " + "x" * 24}).status_code == 404
    assert client.get("/metrics", headers={"Host": "evil.example"}).status_code == 400
    make_account("canbo", Role.CHAIR)
    assert sign_in(client, "canbo") == 303
    assert client.get("/metrics").status_code == 404
    assert client.get("/healthz").text == "ok\n"
    make_account("quantri", Role.ADMINISTRATOR)
    assert sign_in(client, "quantri", digits=pyotp.TOTP(SECRET).now()) == 303
    assert client.get("/metrics").status_code == 200
    assert client.get("/healthz").json()["data_version"] == 7.0


def test_no_token_set_means_no_token_opens(service: AccessService, hooks: Hooks) -> None:
    gate = Gate(APPLICATION, Policy(Setup(Mode.SERVER, "127.0.0.1", 8501, ADDRESS), hooks=hooks), service)
    client = TestClient(gate, base_url=ADDRESS)
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_count_what_happened(watched: Callable) -> None:
    client = watched()
    client.get("/media/x")
    client.get("/gate/sign-in")
    text = client.get("/metrics", headers=BEARER | {"Host": "127.0.0.1:8501"}).text
    assert 'khuyenhoc_answers_total{kind="media",status="401"} 1' in text
    assert 'khuyenhoc_answers_total{kind="gate",status="200"} 1' in text
    assert 'khuyenhoc_answer_seconds_bucket{kind="media",le="+Inf"} 1' in text
    assert "khuyenhoc_ready 1" in text
    assert "khuyenhoc_data_version 7" in text
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    samples = {line.split("{")[0].split()[0] for line in text.splitlines() if not line.startswith("#")}
    assert {name.removesuffix(end) for name in samples for end in ("_bucket", "_sum", "_count")} >= names


def test_desk_is_its_own_administrator_by_its_own_name_only(watched: Callable) -> None:
    desk = watched(Mode.DESK)
    assert desk.get("/metrics").status_code == 200
    assert desk.get("/metrics", headers={"Host": "evil.example"}).status_code == 400
    assert desk.get("/healthz", headers={"Host": "evil.example"}).text == "ok\n"


def test_v13_4_streamlits_own_metrics_stay_closed(watched: Callable) -> None:
    assert watched().get("/_stcore/metrics", headers=BEARER).status_code == 404
    assert watched(Mode.DESK).get("/_stcore/metrics").status_code == 404


def test_v16_2_5_request_lines_name_no_address_that_opens_anything(
    watched: Callable, make_account: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "khuyenhoc.requests")
    client = watched()
    make_account("canbo", Role.CHAIR)
    sign_in(client, "canbo")
    token = client.cookies["__Host-khuyenhoc"]
    client.put("/_stcore/upload_file/tab-secret/file?x=secret", headers={"Origin": ADDRESS})
    client.get("/media/secret.xlsx")
    lines = [JsonLines().format(record) for record in caplog.records if record.name == "khuyenhoc.requests"]
    fields = [json.loads(line) for line in lines]
    assert [(one["kind"], one["status"]) for one in fields] == [
        ("gate", 303),
        ("upload", 404),
        ("media", 404),
    ]
    assert fields[1]["session"]
    assert not [line for line in lines if "secret" in line or token in line]


def test_log_line_is_one_object_with_the_error_in_it() -> None:
    try:
        raise ValueError("hỏng\nhai dòng")
    except ValueError:
        record = logging.LogRecord("khuyenhoc.store", logging.ERROR, "x", 1, "không %s", ("ghi được",), True)
        record.exc_info = __import__("sys").exc_info()
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["message"]) == ("error", "không ghi được")
    assert "ValueError: hỏng" in told["exception"]
