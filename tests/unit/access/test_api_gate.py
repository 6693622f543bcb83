"""The gate before `/api/`: who gets the figures, for what they may see, and how often."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from khuyenhoc.access.accounts import AccountError
from khuyenhoc.access.database import ACCOUNTS_FILE, copy_accounts, now_text
from khuyenhoc.access.gate import Gate, Hooks, Policy
from khuyenhoc.access.gate.api import PER_STRANGER, PER_TOKEN
from khuyenhoc.access.mode import Mode, Setup
from khuyenhoc.access.roles import Role
from khuyenhoc.access.scope import Scope
from khuyenhoc.access.service import AccessService
from tests.unit.access.conftest import ADDRESS, APPLICATION, sign_in

FIGURES = "/api/v1/figures"
Asked = list[tuple[str, Sequence[tuple[str, str]], Scope]]


@pytest.fixture
def asked() -> Asked:
    return []


def gate_of(setup: Setup, service: AccessService | None, asked: Asked) -> Gate:
    def api(path: str, query: Sequence[tuple[str, str]], scope: Scope) -> tuple[int, str, bytes]:
        asked.append((path, query, scope))
        return 200, "application/json", b'{"rows":[]}'

    return Gate(APPLICATION, Policy(setup, hooks=Hooks(api=api)), service)


@pytest.fixture
def client(service: AccessService, asked: Asked) -> TestClient:
    setup = Setup(Mode.SERVER, "127.0.0.1", 8501, ADDRESS)
    return TestClient(gate_of(setup, service, asked), base_url=ADDRESS, follow_redirects=False)


@pytest.fixture
def desk(asked: Asked) -> TestClient:
    setup = Setup(Mode.DESK, "127.0.0.1", 8501)
    return TestClient(gate_of(setup, None, asked), base_url="http://127.0.0.1:8501")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_reads_within_its_accounts_scope(
    client: TestClient, service: AccessService, make_account: Callable, asked: Asked
) -> None:
    make_account("an", Role.REPORTER, ("reform-22333",))
    token = service.api_tokens.make("an", "Trang của Sở", by="test")
    answer = client.get(f"{FIGURES}?period=2026-Q3&province=", headers=bearer(token))
    assert (answer.status_code, answer.json()) == (200, {"rows": []})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    path, query, scope = asked[0]
    assert (path, query) == ("v1/figures", [("period", "2026-Q3"), ("province", "")])
    assert scope == Scope.of_units(["reform-22333"])


def test_another_scope_holds_at_the_next_question(
    client: TestClient, service: AccessService, make_account: Callable, asked: Asked
) -> None:
    make_account("an", Role.CHAIR)
    token = service.api_tokens.make("an", "x", by="test")
    client.get(FIGURES, headers=bearer(token))
    service.accounts.set_role("an", Role.OFFICER, ("reform-01",))
    client.get(FIGURES, headers=bearer(token))
    assert [scope.org_unit_ids is None for _, _, scope in asked] == [True, False]
    assert not asked[1][2].includes("reform-22333")


def test_without_a_good_token_nothing_is_told(
    client: TestClient, service: AccessService, make_account: Callable, asked: Asked
) -> None:
    make_account("an")
    ended, lapsed, revived = (service.api_tokens.make("an", name, by="test") for name in ("a", "b", "c"))
    by_label = {token.label: token.token_id for token in service.api_tokens.all()}
    service.api_tokens.end(by_label["a"])
    with service.api_tokens._database.writing() as connection:
        past = now_text(datetime.now(UTC) - timedelta(minutes=1))
        connection.execute("update api_tokens set expires_at = ? where label = 'b'", [past])
    assert client.get(FIGURES, headers=bearer(revived)).status_code == 200
    service.accounts.set_active("an", is_active=False)
    service.accounts.set_active("an", is_active=True)
    asked.clear()
    bad = [{}, bearer(""), bearer("x"), {"Authorization": revived}, *map(bearer, (ended, lapsed, revived))]
    answers = [client.get(FIGURES, headers=headers) for headers in bad]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert set(answers[0].json()["error"]) == {"code", "vi", "en"}
    assert answers[0].headers["www-authenticate"].startswith("Bearer")
    assert asked == []
    assert client.get("/api/openapi.json").status_code == 401


def test_a_token_opens_nothing_else_and_a_session_not_the_api(
    client: TestClient, service: AccessService, make_account: Callable, asked: Asked
) -> None:
    make_account("an")
    token = service.api_tokens.make("an", "x", by="test")
    assert client.get("/", headers={"Accept": "text/html", **bearer(token)}).status_code == 303
    assert client.get("/", headers={"Cookie": f"__Host-khuyenhoc={token}"}).status_code == 401
    assert client.get("/metrics", headers=bearer(token)).status_code == 404
    assert sign_in(client, "an") == 303
    assert client.get("/").status_code == 200
    assert client.get(FIGURES).status_code == 401
    assert asked == []


def test_desk_needs_no_token_and_keeps_its_hosts(desk: TestClient, asked: Asked) -> None:
    assert desk.get(FIGURES).status_code == 200
    assert asked[0][2] == Scope.everything()
    assert desk.get(FIGURES, headers={"Host": "evil.example"}).status_code == 400
    assert desk.get(FIGURES, headers={"Origin": "https://evil.example"}).status_code == 403
    for method in ("POST", "PUT", "DELETE"):
        answer = desk.request(method, FIGURES, headers={"Origin": "http://127.0.0.1:8501"})
        assert answer.status_code == 405
    assert desk.get(f"{FIGURES}?{'a=1&' * 30}").status_code == 400
    assert len(asked) == 1


def test_questions_are_slowed_down(
    client: TestClient, service: AccessService, make_account: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Time stands still: on a slow machine the allowance would fill up again meanwhile.
    monkeypatch.setattr("khuyenhoc.access.gate.limits.time", SimpleNamespace(monotonic=lambda: 1000.0))
    make_account("an")
    token = service.api_tokens.make("an", "x", by="test")
    strangers = [client.get(FIGURES).status_code for _ in range(int(PER_STRANGER.burst) + 3)]
    assert strangers[0] == 401
    assert strangers[-1] == 429
    known = [client.get(FIGURES, headers=bearer(token)) for _ in range(int(PER_TOKEN.burst) + 10)]
    assert known[0].status_code == 200
    assert known[-1].status_code == 429
    assert known[-1].headers["retry-after"] == "5"


def test_only_the_hash_of_a_token_is_kept_and_backups_have_none(
    service: AccessService, make_account: Callable, tmp_path: Path
) -> None:
    make_account("an")
    token = service.api_tokens.make("an", "Trang của Sở", by="test")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob(f"{ACCOUNTS_FILE}*"))
    assert "Trang của Sở".encode() in kept
    assert token.encode() not in kept
    (tmp_path / "copy").mkdir()
    copy_accounts(tmp_path, tmp_path / "copy")
    assert AccessService.of(tmp_path / "copy").api_tokens.all() == []
    assert [one.label for one in service.api_tokens.all("AN")] == ["Trang của Sở"]


def test_accounts_of_the_release_before_get_the_table(
    service: AccessService, make_account: Callable, tmp_path: Path
) -> None:
    make_account("an")
    old = tmp_path / "old"
    old.mkdir()
    (copy_accounts(tmp_path, old)).touch()
    with sqlite3.connect(old / ACCOUNTS_FILE) as connection:
        connection.execute("drop table api_tokens")
        connection.execute("pragma user_version = 1")
    connection.close()
    (tmp_path / "again").mkdir()
    assert copy_accounts(old, tmp_path / "again")
    opened = AccessService.of(old)
    assert opened.accounts.get("an").has_password
    assert opened.api_tokens.person_of(opened.api_tokens.make("an", "x", by="test")).role is Role.VIEWER


@pytest.mark.parametrize(
    ("name", "label", "days"), [("ai", "x", 1), ("an", " ", 1), ("an", "x", 0), ("an", "x", 9999)]
)
def test_what_makes_no_token(
    service: AccessService, make_account: Callable, name: str, label: str, days: int
) -> None:
    make_account("an")
    with pytest.raises(AccountError):
        service.api_tokens.make(name, label, by="test", days=days)
    assert service.api_tokens.all() == []


def test_a_reporter_without_units_sees_nothing(service: AccessService, make_account: Callable) -> None:
    make_account("an", Role.REPORTER, ("reform-22333",))
    token = service.api_tokens.make("an", "x", by="test")
    with service.accounts._database.writing() as connection:
        connection.execute("delete from account_units")
    assert service.api_tokens.person_of(token) is None


def test_command_line_makes_lists_and_revokes(
    service: AccessService,
    make_account: Callable,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from khuyenhoc.cli import main
    from khuyenhoc.store.opened import close_database, open_database

    monkeypatch.setattr("khuyenhoc.cli.tokens.open_access", lambda: service)
    make_account("an")

    def call(*arguments: str) -> object:
        assert main(["account", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    made = call("token", "an", "--label", "Trang của Sở", "--days", "7")
    assert service.api_tokens.person_of(made["token"]).name == "Trang của Sở"
    listed = call("tokens")
    assert [(one["name"], one["label"]) for one in listed] == [("an", "Trang của Sở")]
    assert made["token"] not in repr(listed)
    call("revoke", listed[0]["id"])
    assert service.api_tokens.person_of(made["token"]) is None
    assert main(["account", "revoke", listed[0]["id"]]) == 2
    audit = open_database().query("audit", {"scope": None, "since": None, "until": None})
    assert audit["action"].tolist()[:2] == ["token_ended", "token_made"]
    assert made["token"] not in repr(audit.to_dict())
    close_database()
