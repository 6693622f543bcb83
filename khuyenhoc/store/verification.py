"""Proof on demand: ledger, vault and database are whole and say the same."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

import duckdb

from khuyenhoc.access.database import ACCOUNTS_FILE, is_sound
from khuyenhoc.store.actions import settle_past
from khuyenhoc.store.connection import connect
from khuyenhoc.store.content import TableContent, content_hash, table_contents
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError, StoreMismatchError
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.reconcile import catch_up
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import apply_schema


@dataclass(frozen=True)
class Verification:
    """What was found.

    Attributes:
        ledger_entries: lines of the ledger, and its last hash as `ledger_head`.
        vault_files: files that the ledger names, of which `missing` are gone and `damaged` have other bytes.
        unreferenced_files: files that no receipt names: uploads cut off before their ledger line.
        tables: counts and hashes of the content tables.
        rebuilt_hash: hash of a database made from ledger and vault alone; None where that is impossible.
        mended: what was mended on the way, in words.
        accounts_are_sound: whether the file of accounts, where there is one, can be read throughout.
    """

    ledger_entries: int
    ledger_head: str
    ledger_is_sound: bool
    vault_files: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    unreferenced_files: int
    tables: dict[str, TableContent]
    database_hash: str
    rebuilt_hash: str | None
    mended: tuple[str, ...]
    accounts_are_sound: bool = True

    @property
    def is_sound(self) -> bool:
        """Whether everything is whole and equal."""
        return (
            self.ledger_is_sound
            and not self.missing
            and not self.damaged
            and self.database_hash == self.rebuilt_hash
            and self.accounts_are_sound
        )

    def as_json(self) -> dict[str, object]:
        """The form that `khuyenhoc verify --json` prints."""
        return {
            "sound": self.is_sound,
            "ledger": {
                "entries": self.ledger_entries,
                "head": self.ledger_head,
                "sound": self.ledger_is_sound,
            },
            "vault": {
                "files": self.vault_files,
                "missing": list(self.missing),
                "damaged": list(self.damaged),
                "unreferenced": self.unreferenced_files,
            },
            "database": {
                "hash": self.database_hash,
                "tables": {name: asdict(content) for name, content in self.tables.items()},
            },
            "accounts": {"sound": self.accounts_are_sound},
            "rebuilt": {"hash": self.rebuilt_hash},
            "mended": list(self.mended),
        }


# What a verification does one after another, for whoever shows how far it is.
STAGES = ("ledger", "database", "originals", "rebuilding")


def verify_store(
    database: Database, *, progress: Callable[[str], None] = lambda _stage: None
) -> Verification:
    """Read everything and compare: hashes of ledger and vault, and the database with one made anew from them.

    Nobody writes meanwhile; readers go on. A damaged ledger is restored from the database's copy of its
    lines.

    Args:
        progress: told each of `STAGES` when it begins.

    Raises:
        StoreMismatchError: ledger and database contradict each other.
    """
    report = RecoveryReport()
    with database.exclusive():
        progress("ledger")
        settle_past(database)
        reading = database.ledger.whole()
        if reading.has_damage or reading.torn:
            database.read(lambda cursor: database.engine.mend_ledger(cursor, report))
            reading = database.ledger.whole()
        progress("database")
        tables = database.read(table_contents)
        progress("originals")
        needed = vault_files(reading.lines)
        state = {digest: database.vault.state(digest) for digest in needed}
        progress("rebuilding")
        rebuilt = _rebuilt_hash(database, reading.lines)
    report.save(database.folder)
    stored = set(database.vault.stored())
    return Verification(
        ledger_entries=len(reading.lines),
        ledger_head=database.ledger.head,
        ledger_is_sound=not (reading.has_damage or reading.torn)
        and len(reading.lines) == database.ledger.position,
        vault_files=len(needed),
        missing=tuple(digest for digest, found in state.items() if found == "missing"),
        damaged=tuple(digest for digest, found in state.items() if found == "damaged"),
        unreferenced_files=len(stored - set(needed)),
        tables=tables,
        database_hash=content_hash(tables),
        rebuilt_hash=rebuilt,
        mended=tuple(event.en for event in report.events),
        accounts_are_sound=is_sound(database.folder / ACCOUNTS_FILE),
    )


def vault_files(lines: Sequence[Line]) -> tuple[str, ...]:
    """Hashes of the files that lines need: originals, what was accepted of them, frozen screens, logos."""
    foresight = Foresight.of(lines)
    found: dict[str, None] = {}
    for line in lines:
        if line.action == "submit" and line.entry_id not in foresight.voided:
            adopted = foresight.adopted.get(line.entry_id)
            found[line.entry["sha256"]] = None
            found[adopted[0] if adopted else line.entry["accepted_sha256"]] = None
        elif line.action == "freeze" and line.entry_id not in foresight.voided:
            found[line.entry["content_sha256"]] = None
        elif line.action == "letterhead" and line.entry_id not in foresight.voided:
            found |= {digest: None for digest in (line.entry["logo_sha256"],) if digest}
    return tuple(found)


def rebuilt_contents(database: Database, lines: Sequence[Line]) -> dict[str, TableContent]:
    """Content of a scratch database made from ledger and vault alone.

    Raises:
        StoreMismatchError: the vault lacks something.
    """
    connection = connect(database.folder, file_name=":memory:")
    try:
        apply_schema(connection, 0)
        if lines:
            catch_up(connection, database.vault, lines)
        return table_contents(connection)
    finally:
        connection.close()


@dataclass(frozen=True)
class Rebuilt:
    """A database made anew.

    Attributes:
        before: hash of the database that was there; None when it could not be read.
        after: hash of the new one.
        kept_as: name that the former file has now.
    """

    entries: int
    before: str | None
    after: str
    kept_as: str


def rebuild(database: Database) -> Rebuilt:
    """Replace the database by one made from ledger and vault alone; the former file is kept beside it.

    Raises:
        StoreMismatchError: the vault lacks something; nothing was changed.
    """
    with database.exclusive():
        settle_past(database)
        lines = database.ledger.whole().lines
        before = None
        with suppress(StoreError, duckdb.Error):
            before = content_hash(database.read(table_contents))
        rebuilt_contents(database, lines)  # proves that it can be done
        kept_as = database.engine.make_anew(database, lines)
        after = content_hash(database.read(table_contents))
    return Rebuilt(len(lines), before, after, kept_as)


def _rebuilt_hash(database: Database, lines: Sequence[Line]) -> str | None:
    try:
        return content_hash(rebuilt_contents(database, lines))
    except StoreMismatchError:
        return None
