"""What a store stands on: where its vault, its ledger and its tables are, and who may write to them.

Two engines do the same: one folder of one machine (below), and a store that several machines share
(`khuyenhoc/store/shared`). Nothing above this module knows which one it works with.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import duckdb

from khuyenhoc.access.database import copy_accounts
from khuyenhoc.address import SharedAddress
from khuyenhoc.store import durable
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.errors import StoreError, StoreMovedError
from khuyenhoc.store.home_lock import HomeLock
from khuyenhoc.store.interfaces import FolderVault, Vault
from khuyenhoc.store.ledger import Line, first_hash, ledger_path
from khuyenhoc.store.reconcile import mend_ledger
from khuyenhoc.store.recovery import OpenStore, open_store, set_database_aside
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.sql import write_text

if TYPE_CHECKING:
    from khuyenhoc.store.database import Database

# Where the store of a folder went, and when.
MOVED_FILE = "khuyenhoc.moved"

_openings = count(1)

Ask = Callable[[duckdb.DuckDBPyConnection], object]


class Engine(Protocol):
    """See the module.

    Attributes:
        identity: tells this store from every other one that the process may open.
        vault: the store's vault.
        is_shared: whether other processes may work with it at the same time.
    """

    identity: str
    vault: Vault
    is_shared: bool

    def open(self, report: RecoveryReport, may_lack: Collection[str]) -> OpenStore:
        """Open tables and ledger, mending what can be mended; see `recovery.open_store`."""

    def ready(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make a new cursor look at the store's tables."""

    def ready_for_queries(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make a new cursor look at the tables as queries ask them; it cannot write."""

    def renew(self, read: Callable[[Ask], object]) -> None:
        """Before a query: bring up to date what such cursors see and the store's tables are not."""

    def knows(
        self, cursor: duckdb.DuckDBPyConnection, file_sha256: str, receipt_code: str
    ) -> tuple[bool, bool]:
        """Whether a file may have been stored before; whether a receipt code was given."""

    def last_applied(self, cursor: duckdb.DuckDBPyConnection) -> int | None:
        """Position of the last ledger line in the tables that a transaction sees; None: look there."""

    def conclude(self, cursor: duckdb.DuckDBPyConnection, line: Line) -> None:
        """Within a transaction that applied lines up to this one: make cached answers out of date."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep other processes from writing; may be entered again by who holds it."""

    def version(self, read: Callable[[Ask], object]) -> int:
        """A number that every change of the data raises, whichever process made it."""

    def mend_ledger(self, cursor: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:
        """Restore a damaged ledger from the copy of its lines in the tables, or refuse in words."""

    def first_hash(self) -> str:
        """Hash of the ledger's first line, which tells stores apart; empty for a new one."""

    def copy_to(self, database: "Database", folder: Path) -> None:
        """Write the tables as a DuckDB file and the ledger as a file, while nobody else writes."""

    def copy_accounts(self, folder: Path) -> None:
        """Write the accounts as a file into a folder, without sessions, where there are any."""

    def make_anew(self, database: "Database", lines: Sequence[Line]) -> str:
        """Replace the tables by what all the ledger's lines give, and say where the former ones are."""

    def release(self) -> None:
        """Let others have the store; the engine is of no use afterwards."""


def make_engine(home: Path, address: SharedAddress | None) -> Engine:
    """The engine of a shared store, or of a data folder where no address is given.

    Raises:
        DatabaseInUseError: another process has the folder.
        SharedStorePackagesError: the packages for shared stores are not installed.
    """
    if address is None:
        return FileEngine(home)
    try:
        from khuyenhoc.store.shared.lake import LakeEngine
    except ImportError as error:
        raise SharedStorePackagesError(error) from error
    return LakeEngine(home, address)


class SharedStorePackagesError(StoreError):
    """What a shared store needs is not installed."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"Kho dùng chung cần thêm gói ({reason}). Hãy chạy: pip install -r requirements-scale.txt",
            f"A shared store needs more packages ({reason}). Run: pip install -r requirements-scale.txt",
        )


class FileEngine:
    """One data folder of one machine, held by one process."""

    is_shared = False

    def __init__(self, home: Path) -> None:
        self._home = home
        # With each opening another one: by then another store may lie in the folder, with the same counter.
        self.identity = f"{home} {next(_openings)}"
        self.vault = FolderVault(home)
        self._lock = HomeLock(home)

    def open(self, report: RecoveryReport, may_lack: Collection[str]) -> OpenStore:
        """As `recovery.open_store`.

        Raises:
            StoreMovedError: the store was moved elsewhere.
        """
        moved = self._home / MOVED_FILE
        if moved.exists():
            raise StoreMovedError(moved.read_text(encoding="utf-8").strip(), moved)
        return open_store(self._home, report, may_lack=may_lack)

    def ready(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Nothing: the file is all that the connection knows."""

    def ready_for_queries(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Nothing, as above."""

    def renew(self, read: Callable[[Ask], object]) -> None:
        """Nothing: they see the tables."""

    def knows(
        self, cursor: duckdb.DuckDBPyConnection, file_sha256: str, receipt_code: str
    ) -> tuple[bool, bool]:
        """What the table of submissions says."""
        named = {"file_sha256": file_sha256, "code": receipt_code}
        return cursor.execute(write_text("known_submissions"), named).fetchone()

    def last_applied(self, cursor: duckdb.DuckDBPyConnection) -> int | None:  # noqa: ARG002 - a look is cheap
        """Nothing is known without a look."""
        return None

    def conclude(self, cursor: duckdb.DuckDBPyConnection, line: Line) -> None:
        """Raise the counter."""
        raise_data_version(cursor, f"ledger {line.position}")

    def alone(self) -> AbstractContextManager[None]:
        """No other process has the folder anyway."""
        return nullcontext()

    def version(self, read: Callable[[Ask], object]) -> int:
        """The counter in the file."""
        return read(
            lambda cursor: cursor.execute("select coalesce(max(version), 0) from data_version").fetchone()[0]
        )

    def mend_ledger(self, cursor: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:
        """As `reconcile.mend_ledger`."""
        mend_ledger(self._home, cursor, report)

    def first_hash(self) -> str:
        """As `ledger.first_hash`."""
        return first_hash(self._home)

    def copy_to(self, database: "Database", folder: Path) -> None:
        """Copy both files; readers wait while the database is closed for it."""
        with database.paused():
            durable.copy_durably(self._home / DATABASE_FILE, folder / DATABASE_FILE)
        ledger = ledger_path(self._home)
        if ledger.exists():
            durable.copy_durably(ledger, folder / ledger.name)
        else:
            durable.write_durably(folder / ledger.name, b"")

    def copy_accounts(self, folder: Path) -> None:
        """As `access.database.copy_accounts`."""
        copy_accounts(self._home, folder)

    def make_anew(self, database: "Database", lines: Sequence[Line]) -> str:  # noqa: ARG002 - read when opened
        """Set the file aside; the opening makes a new one of the ledger."""
        with database.paused():
            return set_database_aside(self._home, "before-rebuild")

    def release(self) -> None:
        """Free the folder."""
        self._lock.release()
