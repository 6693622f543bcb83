"""Accounts: who there is, what they may, and how they get in the first time."""

import sqlite3
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from khuyenhoc.access import passwords
from khuyenhoc.access.database import AccountsDatabase, now_text
from khuyenhoc.access.roles import ACCOUNT_ROLES, Role
from khuyenhoc.domain.org_units import all_units

CODE_DAYS = 7
_LONGEST_NAME = 80


class AccountError(Exception):
    """A change to an account that cannot be made, said in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


@dataclass(frozen=True)
class Account:
    """One account as it stands now.

    Attributes:
        name: what is typed at sign-in: lower case.
        unit_ids: empty means the whole installation.
        has_password: whether a password was ever set; otherwise it waits for its one-time code.
        code_expires_at: when the open one-time code lapses; None without one.
        subject: who they are at the province's own sign-on; empty without.
    """

    account_id: str
    name: str
    full_name: str
    role: Role
    unit_ids: tuple[str, ...]
    is_active: bool
    has_password: bool
    has_second_factor: bool
    code_expires_at: datetime | None
    issuer: str
    subject: str


class Accounts:
    """The accounts of one installation; every change takes effect at the next request or run."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def all(self) -> list[Account]:
        """Every account, in order of name."""
        with self._database.reading() as connection:
            rows = connection.execute("select * from accounts order by name").fetchall()
            return [_account(connection, row) for row in rows]

    def get(self, name: str) -> Account:
        """One account by its name.

        Raises:
            AccountError: there is none.
        """
        with self._database.reading() as connection:
            return _account(connection, _row(connection, name))

    def has_administrator(self) -> bool:
        """Whether somebody could sign in and look after the accounts."""
        return any(
            account.role is Role.ADMINISTRATOR
            and account.is_active
            and (account.has_password or account.subject or account.code_expires_at)
            for account in self.all()
        )

    def add(self, name: str, full_name: str, role: Role, unit_ids: Sequence[str] = (), *, by: str) -> str:
        """Make an account, and give back the one-time code for its owner; it is shown this once.

        Raises:
            AccountError: the name is taken or will not do, or the units do not fit the role.
        """
        plain, shown = _checked_name(name), " ".join(full_name.split())[:_LONGEST_NAME]
        if not shown:
            raise AccountError("Phải ghi họ tên chủ tài khoản.", "An account needs its owner's name.")
        _check_units(role, unit_ids)
        account_id = str(uuid.uuid4())
        try:
            with self._database.writing() as connection:
                connection.execute(
                    "insert into accounts (account_id, name, full_name, role, created_at, created_by)"
                    " values (?, ?, ?, ?, ?, ?)",
                    [account_id, plain, shown, role, now_text(), by],
                )
                _set_units(connection, account_id, unit_ids)
                return _give_code(connection, account_id)
        except sqlite3.IntegrityError as error:
            raise AccountError(f"Đã có tài khoản “{plain}”.", f"There is an account “{plain}”.") from error

    def reset(self, name: str) -> str:
        """Forget an account's password and second factor, end its sessions, and give a new one-time code."""
        with self._database.writing() as connection:
            account_id = _row(connection, name)["account_id"]
            connection.execute(
                "update accounts set password_hash = null, totp_secret = null where account_id = ?",
                [account_id],
            )
            end_sessions(connection, account_id, "reset")
            _end_tokens(connection, account_id)
            return _give_code(connection, account_id)

    def set_active(self, name: str, *, is_active: bool) -> None:
        """Disable an account, which ends its sessions, or let it in again.

        Raises:
            AccountError: it is the last administrator.
        """
        with self._database.writing() as connection:
            row = _row(connection, name)
            if not is_active:
                _require_other_administrator(connection, row)
                end_sessions(connection, row["account_id"], "disabled")
                _end_tokens(connection, row["account_id"])
            connection.execute(
                "update accounts set is_active = ?, code_hash = null, code_expires_at = null"
                " where account_id = ?",
                [int(is_active), row["account_id"]],
            )

    def set_role(self, name: str, role: Role, unit_ids: Sequence[str]) -> None:
        """Give an account another role or other units; open screens follow at their next run.

        Raises:
            AccountError: the units do not fit the role, or it is the last administrator.
        """
        _check_units(role, unit_ids)
        with self._database.writing() as connection:
            row = _row(connection, name)
            if role is not Role.ADMINISTRATOR:
                _require_other_administrator(connection, row)
            connection.execute("update accounts set role = ? where account_id = ?", [role, row["account_id"]])
            _set_units(connection, row["account_id"], unit_ids)

    def link(self, name: str, issuer: str, subject: str) -> None:
        """Tie an account to who its owner is at the province's own sign-on.

        Raises:
            AccountError: that person is tied to another account.
        """
        try:
            with self._database.writing() as connection:
                connection.execute(
                    "update accounts set issuer = ?, subject = ? where account_id = ?",
                    [issuer, subject, _row(connection, name)["account_id"]],
                )
        except sqlite3.IntegrityError as error:
            raise AccountError(
                "Người này đã gắn với tài khoản khác.", "That person is tied to another account."
            ) from error

    def set_password(self, account_id: str, password: str) -> None:
        """Set the password, use up the one-time code and end every session of the account.

        Raises:
            passwords.WeakPasswordError: it will not do.
        """
        with self._database.reading() as connection:
            row = connection.execute("select * from accounts where account_id = ?", [account_id]).fetchone()
        passwords.check_password(password, row["name"], row["full_name"])
        kept = passwords.hash_password(password)
        with self._database.writing() as connection:
            connection.execute(
                "update accounts set password_hash = ?, password_set_at = ?, code_hash = null,"
                " code_expires_at = null where account_id = ?",
                [kept, now_text(), account_id],
            )
            end_sessions(connection, account_id, "password changed")

    def set_second_factor(self, account_id: str, secret: str, step: int) -> None:
        """Keep the secret of an authenticator app that has shown its first digits."""
        with self._database.writing() as connection:
            connection.execute(
                "update accounts set totp_secret = ?, totp_last_step = ? where account_id = ?",
                [secret, step, account_id],
            )


def end_sessions(connection: sqlite3.Connection, account_id: str, why: str) -> None:
    """End every session of an account."""
    connection.execute(
        "update sessions set ended_at = ?, end_reason = ? where account_id = ? and ended_at is null",
        [now_text(), why, account_id],
    )


def _end_tokens(connection: sqlite3.Connection, account_id: str) -> None:
    """End every token by which programs read in an account's name."""
    connection.execute(
        "update api_tokens set ended_at = ? where account_id = ? and ended_at is null",
        [now_text(), account_id],
    )


def plain_name(name: str) -> str:
    """A name as it is kept and compared."""
    return unicodedata.normalize("NFC", name).strip().lower()[:_LONGEST_NAME]


def _checked_name(name: str) -> str:
    plain = plain_name(name)
    if not 2 <= len(plain) <= _LONGEST_NAME or not all(x.isalnum() or x in "._-@" for x in plain):
        raise AccountError(
            "Tên đăng nhập gồm chữ, số và các dấu . _ - @, từ 2 ký tự.",
            "A sign-in name has letters, digits and . _ - @, two or more.",
        )
    return plain


def _check_units(role: Role, unit_ids: Iterable[str]) -> None:
    unit_ids = list(unit_ids)
    unknown = [unit for unit in unit_ids if unit not in all_units()]
    if role not in ACCOUNT_ROLES:
        raise AccountError(f"Không có vai trò “{role}” cho tài khoản.", f"No account can be “{role}”.")
    if unknown:
        raise AccountError(f"Không có đơn vị {', '.join(unknown)}.", f"No such unit: {', '.join(unknown)}.")
    if role is Role.REPORTER and not unit_ids:
        raise AccountError("Người báo cáo phải thuộc một đơn vị.", "A reporter needs a unit.")


def _row(connection: sqlite3.Connection, name: str) -> sqlite3.Row:
    row = connection.execute("select * from accounts where name = ?", [plain_name(name)]).fetchone()
    if row is None:
        raise AccountError(f"Không có tài khoản “{name}”.", f"There is no account “{name}”.")
    return row


def _account(connection: sqlite3.Connection, row: sqlite3.Row) -> Account:
    expires = datetime.fromisoformat(row["code_expires_at"]) if row["code_expires_at"] else None
    return Account(
        account_id=row["account_id"],
        name=row["name"],
        full_name=row["full_name"],
        role=Role(row["role"]),
        unit_ids=units_of(connection, row["account_id"]),
        is_active=bool(row["is_active"]),
        has_password=row["password_hash"] is not None,
        has_second_factor=row["totp_secret"] is not None,
        code_expires_at=expires if expires and expires > datetime.now(UTC) else None,
        issuer=row["issuer"] or "",
        subject=row["subject"] or "",
    )


def units_of(connection: sqlite3.Connection, account_id: str) -> tuple[str, ...]:
    """Ids of the units an account is for."""
    rows = connection.execute(
        "select org_unit_id from account_units where account_id = ? order by org_unit_id", [account_id]
    )
    return tuple(row["org_unit_id"] for row in rows)


def _set_units(connection: sqlite3.Connection, account_id: str, unit_ids: Iterable[str]) -> None:
    connection.execute("delete from account_units where account_id = ?", [account_id])
    connection.executemany(
        "insert into account_units (account_id, org_unit_id) values (?, ?)",
        [(account_id, unit) for unit in sorted(set(unit_ids))],
    )


def _give_code(connection: sqlite3.Connection, account_id: str) -> str:
    code = passwords.new_code()
    connection.execute(
        "update accounts set code_hash = ?, code_expires_at = ?, is_active = 1 where account_id = ?",
        [
            passwords.hash_code(code),
            now_text(datetime.now(UTC) + timedelta(days=CODE_DAYS)),
            account_id,
        ],
    )
    return code


def _require_other_administrator(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    others = connection.execute(
        "select count(*) from accounts where role = ? and is_active = 1 and account_id <> ?",
        [Role.ADMINISTRATOR, row["account_id"]],
    ).fetchone()[0]
    if row["role"] == Role.ADMINISTRATOR and not others:
        raise AccountError(
            "Đây là người quản trị cuối cùng. Hãy lập người quản trị khác trước.",
            "This is the last administrator. Make another one first.",
        )
