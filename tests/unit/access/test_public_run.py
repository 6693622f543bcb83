"""The link to a frozen run at the level of the protocol: it opens that run and nothing else."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khuyenhoc.access.database import now_text
from khuyenhoc.access.gate import Gate, Hooks, Policy
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.access.service import AccessService
from tests.unit.access.conftest import ADDRESS, APPLICATION

RUN = "ABCD-1234"
PAGE = "<!doctype html><title>Bản đã chốt</title><script>let a = 1;</script>"
SCRIPT = "'sha256-run='"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def client(service: AccessService, asked: list[str]) -> TestClient:
    def public_run(run_id: str) -> str | None:
        asked.append(run_id)
        return PAGE if run_id == RUN else None

    setup = Setup(Mode.SERVER, "127.0.0.1", 8501, ADDRESS)
    policy = Policy(setup, hooks=Hooks(public_run=public_run, run_scripts=(SCRIPT,)))
    gate = Gate(APPLICATION, policy, service)
    return TestClient(gate, base_url=ADDRESS, follow_redirects=False, headers={"Accept": "text/html"})


def test_whoever_has_the_link_sees_the_run(client: TestClient, service: AccessService) -> None:
    token = service.public_links.make(RUN, by="Chủ tịch")
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
    answer = client.get(f"/run/{token}")
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert "set-cookie" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"script-src {SCRIPT};" in policy
    assert "connect-src" not in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]


def test_the_link_opens_nothing_else(client: TestClient, service: AccessService) -> None:
    token = service.public_links.make(RUN, by="Chủ tịch")
    client.get(f"/run/{token}")
    assert client.get("/").status_code == 303
    assert client.get("/_stcore/health").status_code == 401
    assert client.get(f"/run/{token}/../../present").status_code in {303, 400, 404}
    assert client.get(f"/run/{token}/x").status_code == 404
    assert client.post(f"/run/{token}", headers={"Origin": ADDRESS}).status_code == 405
    assert client.get("/", headers={"Cookie": f"__Host-khuyenhoc={token}"}).status_code == 303


def test_every_bad_link_gets_the_same_answer(
    client: TestClient, service: AccessService, asked: list[str]
) -> None:
    ended = service.public_links.make(RUN, by="Chủ tịch")
    service.public_links.end(RUN)
    private = service.public_links.make("ZZZZ-9999", by="Chủ tịch")
    expired = service.public_links.make(RUN, by="Chủ tịch")
    past = now_text(datetime.now(UTC) - timedelta(minutes=1))
    with service.public_links._database.writing() as connection:
        connection.execute("update public_links set expires_at = ? where run_id = ?", [past, RUN])
    paths = [ended, private, expired, "x" * 32, "short", "", RUN, "x/y"]
    answers = {client.get(f"/run/{path}").text for path in paths}
    assert len(answers) == 1
    assert {client.get(f"/run/{path}").status_code for path in paths} == {404}
    assert set(asked) == {"ZZZZ-9999"}


def test_a_new_link_ends_the_one_before(client: TestClient, service: AccessService) -> None:
    first = service.public_links.make(RUN, by="Chủ tịch")
    second = service.public_links.make(RUN, by="Chủ tịch")
    assert client.get(f"/run/{first}").status_code == 404
    assert client.get(f"/run/{second}").status_code == 200
    assert service.public_links.open_until(RUN) > datetime.now(UTC) + timedelta(days=13)
    service.public_links.end(RUN)
    assert client.get(f"/run/{second}").status_code == 404
    assert service.public_links.open_until(RUN) is None


def test_a_link_lasts_sixty_days_at_most(service: AccessService) -> None:
    service.public_links.make(RUN, by="Chủ tịch", days=4000)
    assert service.public_links.open_until(RUN) < datetime.now(UTC) + timedelta(days=61)


def test_only_the_hash_of_a_link_is_kept(service: AccessService, tmp_path: Path) -> None:
    token = service.public_links.make(RUN, by="Chủ tịch")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("accounts.sqlite3*"))
    assert RUN.encode() in kept
    assert token.encode() not in kept


def test_trying_links_is_slowed_down(client: TestClient) -> None:
    statuses = [client.get(f"/run/{number:032}").status_code for number in range(60)]
    assert statuses[:40] == [404] * 40
    assert 429 in statuses[40:]


def test_other_hosts_and_origins_are_refused(client: TestClient, service: AccessService) -> None:
    token = service.public_links.make(RUN, by="Chủ tịch")
    assert client.get(f"/run/{token}", headers={"Host": "evil.example"}).status_code == 400
    assert client.get(f"/run/{token}", headers={"Origin": "https://evil.example"}).status_code == 403
