"""The write path below every action: ledger line, then one transaction, then certainty about both.

An entry that is in the ledger is to be in the database. Where that fails, it is looked up after reopening
(a commit that raised may be durable), tried once more, and else taken back by a `void` line, so that
"not saved" is true when it is said. Where even that cannot be written, the outcome is unknown and said to be;
the next opening, or the next write, finishes what the ledger began.
"""

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb

from khuyenhoc.access.permissions import signed
from khuyenhoc.store.database import Database
from khuyenhoc.store.documents import Document
from khuyenhoc.store.errors import NotSavedError, OutcomeUnknownError, StoreError
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection import Projection
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.reconcile import applied_mark
from khuyenhoc.store.schema import refresh_reference

_log = logging.getLogger(__name__)


def new_entry(action: str, by: str, **content: object) -> dict[str, object]:
    """An entry for the ledger, with an id and a time of its own."""
    return {
        "action": action,
        "entry_id": str(uuid.uuid4()),
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "by": by,
        **content,
    }


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """Be the only writer of a store in which ledger and database agree and the disk has room.

    Raises:
        NotEnoughSpaceError: the disk is nearly full.
        NotSavedError: what the ledger holds cannot be brought into the database now.
    """
    with database.exclusive():
        database.floor.check(database.file)
        try:
            settle_past(database)
        except (duckdb.Error, OSError, OutcomeUnknownError) as error:
            raise NotSavedError(error) from error
        yield


def settle_past(database: Database) -> None:
    """Finish what an earlier failure left between ledger and database."""
    database.ledger.look_again()
    if database.ledger.head in {database.settled_at, database.ledger.applied}:
        return
    mark = database.read(applied_mark)
    missing = database.ledger.lines_after(mark) if mark.position < database.ledger.position else ()
    if missing:
        _apply(database, missing, Foresight.of(missing))
        with database.transaction() as cursor:
            refresh_reference(cursor)
    database.settled_at = database.ledger.head


def record(
    database: Database, entry: dict[str, object], *, at_hand: Mapping[str, Document] | None = None
) -> Line:
    """Put an entry into ledger and database; only within `writing`.

    Args:
        at_hand: documents that were put into the vault just now, by hash.

    Raises:
        NotAllowedError: it is beyond whoever is acting.
        NotSavedError: it is certain that nothing was stored.
        OutcomeUnknownError: it may be stored.
    """
    entry = signed(entry)
    database.may_lack.add(entry["entry_id"])
    try:
        line = database.ledger.append(entry)
    except OSError as error:
        raise NotSavedError(error) from error
    try:
        _apply(database, [line], Foresight(), at_hand)
    except Exception as error:  # noqa: BLE001 - whatever it was, what became of the line must be found out
        _settle(database, line, error)
    database.may_lack.discard(entry["entry_id"])
    database.settled_at = line.hash
    return line


def _apply(
    database: Database,
    lines: Sequence[Line],
    foresight: Foresight,
    at_hand: Mapping[str, Document] | None = None,
) -> None:
    with database.transaction() as cursor:
        last = database.engine.last_applied(cursor)
        Projection(cursor, database.vault, foresight, at_hand).apply(lines, after=last)
        database.engine.conclude(cursor, lines[-1])


def _settle(database: Database, line: Line, error: Exception) -> None:
    """After a failed transaction: is it there after all; if not, once more; if not, take it back.

    Raises:
        NotSavedError: it was taken back; an error of the program itself is raised as it came.
        OutcomeUnknownError: nothing more could be written or read.
    """
    _log.warning("storing ledger line %s failed: %r", line.position, error)
    try:
        if _is_applied(database, line):
            return
        if isinstance(error, duckdb.Error):
            _apply(database, [line], Foresight())
            return
    except (duckdb.Error, OSError, StoreError) as second:
        _log.warning("and failed again: %r", second)
    try:
        if _is_applied(database, line):
            return
        _take_back(database, line, error)
    except (duckdb.Error, OSError, StoreError) as third:
        raise OutcomeUnknownError(error) from third
    if isinstance(error, duckdb.Error | OSError):
        raise NotSavedError(error) from error
    raise error


def _is_applied(database: Database, line: Line) -> bool:
    return database.read(applied_mark).position >= line.position


def _take_back(database: Database, line: Line, error: Exception) -> None:
    """Write that an entry does not count; once that is in the ledger, the database may follow later.

    Raises:
        OSError: it could not be written.
    """
    void = new_entry(
        "void", "khuyenhoc", voids=line.entry_id, receipt=line.entry.get("receipt"), reason=str(error)[:500]
    )
    voiding = database.ledger.append(void)
    database.may_lack.update((line.entry_id, void["entry_id"]))
    try:
        _apply(database, [line, voiding], Foresight(voided=frozenset({line.entry_id})))
    except (duckdb.Error, OSError, StoreError) as later:
        _log.warning("the database will learn of the taken-back line later: %r", later)
