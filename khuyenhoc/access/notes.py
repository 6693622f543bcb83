"""Notes for the audit that the command line leaves while the dashboard has the store open."""

from dataclasses import dataclass

from khuyenhoc.access.database import AccountsDatabase, now_text


@dataclass(frozen=True)
class LeftNote:
    """Something done by the command line."""

    what: str
    by: str
    detail: str


class LeftNotes:
    """Kept beside the accounts until the dashboard writes them into the ledger."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database

    def leave(self, what: str, by: str, detail: str) -> None:
        """Leave a note."""
        with self._database.writing() as connection:
            connection.execute(
                "insert into notes (left_at, what, by_whom, detail) values (?, ?, ?, ?)",
                [now_text(), what, by, detail],
            )

    def take(self) -> list[LeftNote]:
        """All notes that were left, oldest first; they are gone from here afterwards."""
        with self._database.writing() as connection:
            rows = connection.execute("select * from notes order by left_at").fetchall()
            connection.execute("delete from notes")
        return [LeftNote(row["what"], row["by_whom"], f"{row['detail']} ({row['left_at']})") for row in rows]
