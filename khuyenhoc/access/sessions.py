"""Sessions: random tokens, hashed at rest, that lapse, and that an administrator or a sign-out ends."""

import secrets
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from khuyenhoc.access.accounts import units_of
from khuyenhoc.access.database import AccountsDatabase, now_text
from khuyenhoc.access.passwords import hash_token
from khuyenhoc.access.people import Person
from khuyenhoc.access.roles import Role

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
UNFINISHED = timedelta(minutes=15)
_SEEN_AGAIN_AFTER = timedelta(minutes=1)
_KEPT_AFTER_END = timedelta(days=90)


class Stage(StrEnum):
    """How far somebody has got with signing in; only `FULL` opens anything."""

    PASSWORD = "password"  # noqa: S105 - came with a one-time code, has to choose a password
    SECOND_FACTOR = "second_factor"
    FULL = "full"


@dataclass(frozen=True)
class Session:
    """A session that is good now, with the account as it stands now."""

    session_id: str
    stage: Stage
    person: Person
    method: str
    created_at: datetime
    seen_at: datetime
    client: str
    device: str
    account_name: str = ""


class Sessions:
    """The sessions of one installation."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def begin(
        self,
        account_id: str | None,
        stage: Stage,
        *,
        method: str,
        client: str = "",
        device: str = "",
        run_id: str = "",
    ) -> str:
        """Open a session and give back its token, 256 random bits, which is kept nowhere."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        with self._database.writing() as connection:
            connection.execute(
                "delete from sessions where created_at < ?", [now_text(now - LONGEST - _KEPT_AFTER_END)]
            )
            connection.execute(
                "insert into sessions (session_id, token_hash, account_id, run_id, stage, method, client,"
                " device, created_at, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    str(uuid.uuid4()),
                    hash_token(token),
                    account_id,
                    run_id,
                    stage,
                    method,
                    client[:60],
                    device[:120],
                    now_text(now),
                    now_text(now),
                ],
            )
        return token

    def of_token(self, token: str) -> Session | None:
        """The session of a cookie; None when it is unknown, ended, lapsed or its account disabled."""
        return self._find("token_hash", hash_token(token)) if token else None

    def of_id(self, session_id: str) -> Session | None:
        """The session of its public id, looked up anew."""
        return self._find("session_id", session_id) if session_id else None

    def touch(self, session: Session) -> None:
        """Note that a session is in use; written at most once a minute."""
        now = datetime.now(UTC)
        if now - session.seen_at >= _SEEN_AGAIN_AFTER:
            with self._database.writing() as connection:
                connection.execute(
                    "update sessions set seen_at = ? where session_id = ? and ended_at is null",
                    [now_text(now), session.session_id],
                )

    def end(self, session_id: str, why: str) -> None:
        """End one session."""
        with self._database.writing() as connection:
            connection.execute(
                "update sessions set ended_at = ?, end_reason = ? where session_id = ? and ended_at is null",
                [now_text(), why, session_id],
            )

    def open_sessions(self) -> list[Session]:
        """Every session that is good now, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_SELECT + " where sessions.ended_at is null").fetchall()
            found = [_session(connection, row) for row in rows]
        return sorted((one for one in found if one), key=lambda one: one.created_at, reverse=True)

    def _find(self, column: str, value: str) -> Session | None:
        with self._database.reading() as connection:
            row = connection.execute(f"{_SELECT} where sessions.{column} = ?", [value]).fetchone()
            return _session(connection, row) if row else None


_SELECT = (
    "select sessions.*, accounts.name as account_name, accounts.full_name, accounts.role,"
    " accounts.is_active, public_links.run_id as open_run"
    " from sessions left join accounts on sessions.account_id = accounts.account_id"
    " left join public_links on sessions.run_id = public_links.run_id and public_links.ended_at is null"
)


def _session(connection: sqlite3.Connection, row: sqlite3.Row) -> Session | None:
    created, seen = datetime.fromisoformat(row["created_at"]), datetime.fromisoformat(row["seen_at"])
    now, stage = datetime.now(UTC), Stage(row["stage"])
    longest = LONGEST if stage is Stage.FULL else UNFINISHED
    if row["ended_at"] or now - created >= longest or now - seen >= IDLE:
        return None
    if row["account_id"] is None:
        if not row["open_run"]:
            return None
        person = Person("", "", Role.PUBLIC, session_id=row["session_id"], run_id=row["run_id"])
    elif not row["is_active"]:
        return None
    else:
        person = Person(
            row["account_id"],
            f"{row['full_name']} ({row['account_name']})",
            Role(row["role"]),
            units_of(connection, row["account_id"]),
            row["session_id"],
        )
    return Session(
        row["session_id"],
        stage,
        person,
        row["method"],
        created,
        seen,
        row["client"],
        row["device"],
        row["account_name"] or "",
    )
