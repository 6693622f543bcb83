"""The ledger as a table of PostgreSQL that nobody can change, only add to."""

from dataclasses import astuple
from pathlib import Path

import psycopg

from khuyenhoc.store.errors import OutcomeUnknownError, StoreError
from khuyenhoc.store.ledger import Line, Mark, Reading, next_line, parse
from khuyenhoc.store.shared.catalogue import Catalogue

SCRIPT = Path(__file__).with_name("ledger.sql")

_INSERT = (
    "insert into khuyenhoc.ledger (position, entry_id, given_receipt, entry_hash, previous, byte_end, line) "
    "values (%s, %s, %s, %s, %s, %s, %s)"
)
# Where the ledger ends, and what the writer of the newest snapshot said of it (`LakeEngine.conclude`).
_END = (
    "select ledger.position, ledger.entry_hash, ledger.byte_end, snapshot.snapshot_id, snapshot.said "
    "from khuyenhoc.ledger left join lateral (select snapshot_id, commit_extra_info as said "
    "from public.ducklake_snapshot_changes order by snapshot_id desc limit 1) as snapshot on true "
    "order by ledger.position desc limit 1"
)
_KNOWN = (
    "select exists (select from khuyenhoc.ledger "
    'where substring(line from \'"sha256": "([0-9a-f]{64})"\') = %s), '
    "exists (select from khuyenhoc.ledger where given_receipt = %s)"
)
# Of the actions that carry a receipt code, the ones that give a new one.
_GIVING = frozenset({"submit", "freeze"})


class PostgresLedger:
    """The ledger of a shared store; used only while the catalogue's lock is held, but for `position`.

    A line is accepted only if it continues the last one (its position and the hash before it are unique), so
    what was decided on the ground of an older state cannot be written.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._mark = Mark()
        self._applied: tuple[int, Mark] | None = None

    @property
    def position(self) -> int:
        """Number of lines when it was last looked at."""
        return self._mark.position

    @property
    def head(self) -> str:
        """Hash of the last line then."""
        return self._mark.hash

    @property
    def applied(self) -> str:
        """Its head, if the newest snapshot of the tables was said to have it when it was last looked at."""
        return self._applied[1].hash if self._applied else ""

    def applied_at(self, snapshot: int) -> int | None:
        """Position of the last line in the tables of a snapshot, if it was the newest then and said so."""
        return self._applied[1].position if self._applied and self._applied[0] == snapshot else None

    def append(self, entry: dict[str, object]) -> Line:
        """Add an entry; when this returns, PostgreSQL has it on the disk.

        Raises:
            OSError: it is for certain not in the ledger: another process wrote there first.
            OutcomeUnknownError: PostgreSQL was lost at a moment when it may have it.
        """
        line = next_line(entry, self._mark)
        try:
            self._catalogue.execute(_INSERT, as_row(line))
        except psycopg.Error as error:
            if not self._catalogue.is_lost:
                raise ConnectionError(str(error)) from error
            self._find_out(line, error)
        self._mark = Mark(line.position, line.hash, line.end)
        return line

    def _find_out(self, line: Line, cause: Exception) -> None:
        """After the session was lost: whether its line was written.

        Raises:
            OSError: it was not.
            OutcomeUnknownError: that cannot be asked now.
        """
        try:
            self._catalogue.lock_again()
            found = self._catalogue.execute(
                "select entry_hash from khuyenhoc.ledger where position = %s", [line.position]
            )
        except (psycopg.Error, StoreError) as error:
            raise OutcomeUnknownError(cause) from error
        if found != [(line.hash,)]:
            raise ConnectionError(str(cause)) from cause

    def look_again(self) -> None:
        """Find out where the ledger ends now: other processes write too.

        Raises:
            OSError: PostgreSQL does not answer.
        """
        try:
            found = self._catalogue.execute(_END)
        except psycopg.Error as error:
            raise ConnectionError(str(error)) from error
        *mark, snapshot, said = found[0] if found else (*astuple(Mark()), None, None)
        self._mark = Mark(*mark)
        self._applied = (snapshot, self._mark) if said == self._mark.hash else None

    def knows(self, file_sha256: str, receipt_code: str) -> tuple[bool, bool]:
        """Whether a file was ever stored, even if that was taken back; whether a receipt code was given.

        Raises:
            psycopg.Error: PostgreSQL does not answer.
        """
        return self._catalogue.execute(_KNOWN, [file_sha256, receipt_code])[0]

    def lines_after(self, mark: Mark) -> tuple[Line, ...]:
        """The lines after a mark, up to the first that is not what it should be."""
        return self._reading(mark).lines

    def whole(self) -> Reading:
        """All of it, each line checked."""
        return self._reading(Mark())

    def newest_position(self) -> int:
        """Number of lines now, whoever wrote them; without the lock.

        Raises:
            OSError: PostgreSQL does not answer.
        """
        try:
            statement = "select coalesce(max(position), 0) from khuyenhoc.ledger"
            return self._catalogue.execute(statement)[0][0]
        except psycopg.Error as error:
            raise ConnectionError(str(error)) from error

    def holds(self, mark: Mark) -> bool:
        """Whether the line before a mark is in the ledger, with the mark's hash."""
        if mark.position == 0:
            return True
        return [(mark.hash, mark.end)] == self._catalogue.execute(
            "select entry_hash, byte_end from khuyenhoc.ledger where position = %s", [mark.position]
        )

    def _reading(self, mark: Mark) -> Reading:
        try:
            rows = self._catalogue.execute(
                "select line from khuyenhoc.ledger where position > %s order by position", [mark.position]
            )
        except psycopg.Error as error:
            raise ConnectionError(str(error)) from error
        return parse("".join(f"{line}\n" for (line,) in rows).encode(), mark)


def as_row(line: Line) -> list[object]:
    """A line as the table has it."""
    receipt = line.entry.get("receipt") if line.action in _GIVING else None
    previous = line.entry["previous"]
    return [line.position, line.entry_id, receipt, line.hash, previous, line.end, line.text]


def insert_lines(catalogue: Catalogue, lines: tuple[Line, ...]) -> None:
    """Put a whole ledger into an empty table: all lines or none.

    Raises:
        OSError: it failed.
    """
    try:
        catalogue.insert_all(_INSERT, [as_row(line) for line in lines])
    except psycopg.Error as error:
        raise ConnectionError(str(error)) from error
