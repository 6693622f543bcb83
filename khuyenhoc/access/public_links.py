"""Links that let anybody see one frozen conference run, for as long as the chair allows."""

import secrets
from datetime import UTC, datetime, timedelta

from khuyenhoc.access.database import AccountsDatabase, now_text
from khuyenhoc.access.passwords import hash_token
from khuyenhoc.access.sessions import Sessions, Stage

LONGEST_DAYS = 60


class PublicLinks:
    """The links of one installation; whoever makes or ends one asks `permissions` first (`Action.SHARE`)."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def make(self, run_id: str, *, by: str, days: int = 14) -> str:
        """The token of a new link to a run; earlier links to it end."""
        token, now = secrets.token_urlsafe(24), datetime.now(UTC)
        self.end(run_id)
        with self._database.writing() as connection:
            connection.execute(
                "insert into public_links (token_hash, run_id, created_at, created_by, expires_at)"
                " values (?, ?, ?, ?, ?)",
                [
                    hash_token(token),
                    run_id,
                    now_text(now),
                    by,
                    now_text(now + timedelta(days=min(days, LONGEST_DAYS))),
                ],
            )
        return token

    def end(self, run_id: str) -> None:
        """End the links to a run, and what was opened with them."""
        with self._database.writing() as connection:
            connection.execute(
                "update public_links set ended_at = ? where run_id = ? and ended_at is null",
                [now_text(), run_id],
            )
            connection.execute(
                "update sessions set ended_at = ?, end_reason = 'link ended'"
                " where run_id = ? and ended_at is null",
                [now_text(), run_id],
            )

    def run_of(self, token: str) -> str | None:
        """The run that a link opens now; None when it is unknown, ended or past its day."""
        with self._database.reading() as connection:
            row = connection.execute(
                "select run_id from public_links"
                " where token_hash = ? and ended_at is null and expires_at > ?",
                [hash_token(token), now_text()],
            ).fetchone()
        return row["run_id"] if row else None

    def open_until(self, run_id: str) -> datetime | None:
        """Until when a run can be seen by its link; None when it cannot."""
        with self._database.reading() as connection:
            row = connection.execute(
                "select max(expires_at) as until from public_links"
                " where run_id = ? and ended_at is null and expires_at > ?",
                [run_id, now_text()],
            ).fetchone()
        return datetime.fromisoformat(row["until"]) if row["until"] else None

    def open(self, token: str, *, client: str = "", device: str = "") -> str | None:
        """The token of a session that sees the run and nothing else; None when the link is not good."""
        run_id = self.run_of(token)
        if run_id is None:
            return None
        return Sessions(self._database).begin(
            None, Stage.FULL, method="public link", client=client, device=device, run_id=run_id
        )
