"""Tokens by which programs read the figures that an account may see, and do nothing else."""

import secrets
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from khuyenhoc.access.accounts import AccountError, plain_name, units_of
from khuyenhoc.access.database import AccountsDatabase, now_text
from khuyenhoc.access.passwords import hash_token
from khuyenhoc.access.people import Person
from khuyenhoc.access.roles import Role

USUAL_DAYS, LONGEST_DAYS = 90, 366
# Found by those who look for secrets in files that were published by mistake.
_BEGINNING = "khh_"
_LONGEST_LABEL = 80
_USED_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class ApiToken:
    """What is known of a token that is good now: never the token itself.

    Attributes:
        label: which program it was made for.
        used_at: to the hour; None when it was never used.
    """

    token_id: str
    account_name: str
    label: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class ApiTokens:
    """The tokens of one installation; whoever makes or ends one asks `permissions` first."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def make(self, account_name: str, label: str, *, by: str, days: int = USUAL_DAYS) -> str:
        """A new token of 256 bits for an account; it is shown this once and kept as its hash.

        Raises:
            AccountError: there is no such account, it is shut out, or label or days will not do.
        """
        shown = " ".join(label.split())[:_LONGEST_LABEL]
        if not shown:
            raise AccountError(
                "Phải ghi mã dùng cho chương trình nào.", "Say which program the token is for."
            )
        if not 1 <= days <= LONGEST_DAYS:
            raise AccountError(
                f"Mã dùng được từ 1 đến {LONGEST_DAYS} ngày.", f"A token lasts 1 to {LONGEST_DAYS} days."
            )
        token, now = _BEGINNING + secrets.token_urlsafe(32), datetime.now(UTC)
        with self._database.writing() as connection:
            row = connection.execute(
                "select account_id from accounts where name = ? and is_active = 1", [plain_name(account_name)]
            ).fetchone()
            if row is None:
                raise AccountError(
                    f"Không có tài khoản “{account_name}” đang dùng.",
                    f"There is no account “{account_name}” in use.",
                )
            connection.execute(
                "insert into api_tokens (token_id, token_hash, account_id, label, created_at, created_by,"
                " expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                [
                    uuid.uuid4().hex[:8],
                    hash_token(token),
                    row["account_id"],
                    shown,
                    now_text(now),
                    by,
                    now_text(now + timedelta(days=days)),
                ],
            )
        return token

    def person_of(self, token: str) -> Person | None:
        """Whom a token reads for, as the account stands now and as a viewer; None when it is not good."""
        with self._database.reading() as connection:
            row = connection.execute(
                _SELECT + " and token_hash = ?", [now_text(), hash_token(token)]
            ).fetchone()
            if row is None:
                return None
            units = units_of(connection, row["account_id"])
        if row["role"] == Role.REPORTER and not units:
            return None  # as a viewer it would see everything
        self._note_use(row)
        return Person(row["account_id"], row["label"], Role.VIEWER, units, session_id=row["token_id"])

    def all(self, account_name: str = "") -> list[ApiToken]:
        """The tokens that are good now, of one account or of all, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_NEWEST_FIRST, [now_text()]).fetchall()
        wanted = plain_name(account_name)
        return [_token(row) for row in rows if wanted in {"", row["account_name"]}]

    def end(self, token_id: str) -> None:
        """End a token at once.

        Raises:
            AccountError: there is none that is good now.
        """
        with self._database.writing() as connection:
            ended = connection.execute(
                "update api_tokens set ended_at = ? where token_id = ? and ended_at is null",
                [now_text(), token_id],
            )
            if not ended.rowcount:
                raise AccountError(f"Không có mã “{token_id}”.", f"There is no token “{token_id}”.")

    def _note_use(self, row: sqlite3.Row) -> None:
        now = datetime.now(UTC)
        if row["used_at"] is None or now - datetime.fromisoformat(row["used_at"]) >= _USED_AGAIN_AFTER:
            with self._database.writing() as connection:
                connection.execute(
                    "update api_tokens set used_at = ? where token_id = ?", [now_text(now), row["token_id"]]
                )


_SELECT = (
    "select api_tokens.*, accounts.name as account_name, accounts.role from api_tokens"
    " inner join accounts on api_tokens.account_id = accounts.account_id"
    " where api_tokens.ended_at is null and accounts.is_active = 1 and api_tokens.expires_at > ?"
)
_NEWEST_FIRST = _SELECT + " order by api_tokens.created_at desc"


def _token(row: sqlite3.Row) -> ApiToken:
    used = row["used_at"]
    return ApiToken(
        row["token_id"],
        row["account_name"],
        row["label"],
        datetime.fromisoformat(row["created_at"]),
        datetime.fromisoformat(row["expires_at"]),
        datetime.fromisoformat(used) if used else None,
    )
