"""Accounts of a shared store: known to every process, taken along by a move and a backup."""

import sqlite3
from pathlib import Path

import pytest

from khuyenhoc.access.database import AccountsDatabase
from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.access.shared_accounts import SharedAccountsDatabase
from tests.shared_stores import SharedStores

pytestmark = [pytest.mark.ducklake, pytest.mark.usefixtures("quick_hashes")]

PASSWORD = "bốn từ rời rạc trời xanh"  # noqa: S105


def test_who_signs_in_at_one_is_known_to_the_other(stores: SharedStores) -> None:
    address = stores.unmade()
    one, other = (AccessService.on(SharedAccountsDatabase(address)) for _ in range(2))
    one.accounts.add("an", "Nguyễn An", Role.CHAIR, ["reform-56"], by="test")
    account = other.accounts.get("An")
    assert (account.full_name, account.unit_ids, account.is_active) == ("Nguyễn An", ("reform-56",), True)
    other.accounts.set_password(account.account_id, PASSWORD)
    token, stage = one.signing_in.by_name("an", PASSWORD)
    assert stage is Stage.FULL
    assert other.sessions.of_token(token).person.unit_ids == ("reform-56",)
    other.sessions.end(one.sessions.of_token(token).session_id, "test")
    assert one.sessions.of_token(token) is None


def test_what_must_be_unique_is_and_the_rest_is_undone(stores: SharedStores) -> None:
    database = SharedAccountsDatabase(stores.unmade())
    insert = "insert into notes (left_at, what, by_whom, detail) values (?, ?, ?, ?)"
    account = "insert into accounts (account_id, name, full_name, role, created_at, created_by)"

    def write() -> None:
        with database.writing() as connection:
            connection.execute(insert, ["now", "what", "who", "detail"])
            for account_id in ("1", "2"):
                connection.execute(f"{account} values (?, 'an', 'An', 'viewer', '', '')", [account_id])

    with pytest.raises(sqlite3.IntegrityError):
        write()
    with database.reading() as connection:
        assert connection.execute("select count(*) from notes").fetchone()[0] == 0


def test_accounts_go_along_but_no_session(stores: SharedStores, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "back").mkdir()
    folder = AccessService.of(tmp_path / "home")
    folder.accounts.add("an", "Nguyễn An", Role.REPORTER, ["reform-22333"], by="test")
    folder.accounts.set_password(folder.accounts.get("an").account_id, PASSWORD)
    folder.signing_in.by_name("an", PASSWORD)
    database = SharedAccountsDatabase(stores.unmade())
    database.copy_from(tmp_path / "home")
    database.copy_from(tmp_path / "home")
    shared = AccessService.on(database)
    assert shared.accounts.all() == folder.accounts.all()
    assert shared.sessions.open_sessions() == []
    shared.signing_in.by_name("an", PASSWORD)
    database.copy_to(tmp_path / "back")
    back = AccessService.on(AccountsDatabase(tmp_path / "back"))
    assert back.accounts.all() == folder.accounts.all()
    assert back.sessions.open_sessions() == []
