"""Making, changing, keeping and restoring accounts."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyenhoc.access.accounts import AccountError
from khuyenhoc.access.database import ACCOUNTS_FILE, copy_accounts, is_sound
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.cli import main
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.database import Database
from khuyenhoc.store.opened import close_database, open_database
from khuyenhoc.store.restore import restore
from khuyenhoc.store.verification import verify_store
from tests.unit.access.conftest import PASSWORD


@pytest.mark.parametrize(
    ("name", "full_name", "role", "units"),
    [
        ("a", "Một chữ", Role.VIEWER, ()),
        ("có cách", "Có cách", Role.VIEWER, ()),
        ("an<script>", "Ký hiệu", Role.VIEWER, ()),
        ("an", "   ", Role.VIEWER, ()),
        ("an", "Nguyễn An", Role.REPORTER, ()),
        ("an", "Nguyễn An", Role.PUBLIC, ()),
        ("an", "Nguyễn An", Role.CHAIR, ("reform-9999",)),
    ],
)
def test_accounts_that_cannot_be_made(
    service: AccessService, name: str, full_name: str, role: Role, units: tuple[str, ...]
) -> None:
    with pytest.raises(AccountError):
        service.accounts.add(name, full_name, role, units, by="test")
    assert service.accounts.all() == []


def test_names_are_unique_whatever_their_case(service: AccessService) -> None:
    service.accounts.add("An", "Nguyễn An", Role.VIEWER, by="test")
    with pytest.raises(AccountError):
        service.accounts.add(" aN ", "Trần An", Role.VIEWER, by="test")


def test_the_last_administrator_stays(service: AccessService, make_account: Callable) -> None:
    make_account("quantri", Role.ADMINISTRATOR)
    with pytest.raises(AccountError):
        service.accounts.set_active("quantri", is_active=False)
    with pytest.raises(AccountError):
        service.accounts.set_role("quantri", Role.VIEWER, ())
    make_account("hai", Role.ADMINISTRATOR)
    service.accounts.set_active("quantri", is_active=False)
    with pytest.raises(AccountError):
        service.accounts.set_active("hai", is_active=False)


def test_v8_3_2_another_role_holds_at_the_next_look(service: AccessService, make_account: Callable) -> None:
    account_id = make_account("an", Role.CHAIR, ("reform-56",))
    session = service.sessions.of_token(service.sessions.begin(account_id, Stage.FULL, method="password"))
    assert session.person.scope.includes("reform-22333")
    service.accounts.set_role("an", Role.REPORTER, ("reform-00097",))
    person = service.sessions.of_id(session.session_id).person
    assert person.role is Role.REPORTER
    assert not person.scope.includes("reform-22333")


def test_reset_forgets_everything_and_ends_sessions(service: AccessService, make_account: Callable) -> None:
    account_id = make_account("quantri", Role.ADMINISTRATOR)
    token = service.sessions.begin(account_id, Stage.FULL, method="password")
    code = service.accounts.reset("quantri")
    account = service.accounts.get("quantri")
    assert (account.has_password, account.has_second_factor) == (False, False)
    assert service.sessions.of_token(token) is None
    assert service.signing_in.by_name("quantri", code)[1] is Stage.PASSWORD


def test_one_person_of_the_sign_on_has_one_account(service: AccessService, make_account: Callable) -> None:
    make_account("an")
    make_account("binh")
    service.accounts.link("an", "https://issuer.example", "1")
    with pytest.raises(AccountError):
        service.accounts.link("binh", "https://issuer.example", "1")


def test_file_is_for_its_owner_alone_and_every_commit_is_synced(
    service: AccessService, tmp_path: Path
) -> None:
    assert (tmp_path / ACCOUNTS_FILE).stat().st_mode & 0o077 == 0
    with service.sessions._database.reading() as connection:
        assert connection.execute("pragma journal_mode").fetchone()[0] == "wal"
        assert connection.execute("pragma synchronous").fetchone()[0] == 2


def test_backup_takes_accounts_along_without_sessions_and_restore_puts_them_back(
    service: AccessService, make_account: Callable, tmp_path: Path
) -> None:
    account_id = make_account("an")
    token = service.sessions.begin(account_id, Stage.FULL, method="password")
    database = Database(tmp_path)
    snapshot = back_up(database, tmp_path / "backups").folder
    assert verify_store(database).accounts_are_sound
    database.close()
    fresh = tmp_path / "fresh"
    restore(snapshot, fresh)
    restored = AccessService.of(fresh)
    assert restored.signing_in.by_name("an", PASSWORD)[1] is Stage.FULL
    assert restored.sessions.of_token(token) is None
    assert service.sessions.of_token(token) is not None


def test_restore_moves_present_accounts_aside(
    service: AccessService, make_account: Callable, tmp_path: Path
) -> None:
    make_account("an")
    database = Database(tmp_path)
    back_up(database, tmp_path / "backups")
    database.close()
    make_account("binh")
    restore(tmp_path / "backups", tmp_path, force=True)
    assert [one.name for one in AccessService.of(tmp_path).accounts.all()] == ["an"]
    aside = next(tmp_path.glob(f"before-restore-*/{ACCOUNTS_FILE}"))
    assert aside.exists()


def test_damaged_accounts_are_noticed(service: AccessService, make_account: Callable, tmp_path: Path) -> None:
    make_account("an")
    copy = copy_accounts(tmp_path, tmp_path / "tmp") if (tmp_path / "tmp").mkdir() is None else None
    assert is_sound(copy)
    content = bytearray(copy.read_bytes())
    content[4096 : 4096 + 3000] = b"\xff" * 3000
    copy.write_bytes(bytes(content))
    assert not is_sound(copy)
    assert is_sound(tmp_path / "missing.sqlite3")


def test_deleting_leaves_no_trace_of_a_code(service: AccessService, tmp_path: Path) -> None:
    code = service.accounts.add("an", "Nguyễn An", Role.VIEWER, by="test")
    plain = code.replace("-", "")
    everything = b"".join(path.read_bytes() for path in tmp_path.glob(f"{ACCOUNTS_FILE}*"))
    assert plain.encode() not in everything
    assert code.encode() not in everything


@pytest.fixture
def run(
    service: AccessService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable:
    monkeypatch.setattr("khuyenhoc.cli.accounts.open_access", lambda: service)

    def call(*arguments: str) -> tuple[int, object]:
        code = main(["account", *arguments, "--json"])
        printed = capsys.readouterr().out
        return code, json.loads(printed) if printed else None

    yield call
    close_database()


def test_command_line_makes_lists_changes_and_rescues(run: Callable, service: AccessService) -> None:
    code, made = run("add", "quantri", "--role", "administrator", "--full-name", "Quản trị")
    assert code == 0
    assert service.signing_in.by_name("quantri", made["code"])[1] is Stage.PASSWORD
    run("add", "an", "--role", "reporter", "--full-name", "An", "--unit", "reform-22333")
    assert run("roles", "an", "--role", "officer", "--unit", "reform-56")[1]["role"] == "officer"
    assert run("disable", "an")[1]["active"] is False
    assert run("link", "an", "--issuer", "https://i.example", "--subject", "s")[1]["subject"] == "s"
    assert run("disable", "quantri") == (2, None)
    code, rescued = run("rescue", "an")
    assert service.signing_in.by_name("an", rescued["code"])[1] is Stage.PASSWORD
    assert {one["name"]: one["role"] for one in run("list")[1]} == {
        "an": "administrator",
        "quantri": "administrator",
    }
    audit = open_database().query("audit", {"scope": None, "since": None, "until": None})
    assert set(audit["action"]) >= {"account_added", "account_changed", "account_disabled", "account_rescued"}
    assert "code" not in "".join(audit["detail"])


def test_schema_is_strict(service: AccessService) -> None:
    with service.sessions._database.writing() as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("insert into failures values (null, null)")
