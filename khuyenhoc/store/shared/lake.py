"""The tables of a shared store: DuckLake, with its catalogue in PostgreSQL and its data as Parquet files.

They are what follows from ledger and vault, as the DuckDB file of one machine is: whoever opens or writes
first applies the lines that another process left unapplied.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import psycopg

from khuyenhoc.access.shared_accounts import SharedAccountsDatabase
from khuyenhoc.address import SharedAddress
from khuyenhoc.store.connection import connect
from khuyenhoc.store.engine import Ask
from khuyenhoc.store.errors import NotSavedError, StoreMismatchError, StoreUnavailableError
from khuyenhoc.store.interfaces import FolderVault, Vault
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.recovery import OpenStore
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.shared.attaching import CREATED, LAKE, attach
from khuyenhoc.store.shared.catalogue import Catalogue
from khuyenhoc.store.shared.copying import write_copy
from khuyenhoc.store.shared.ledger import SCRIPT, PostgresLedger
from khuyenhoc.store.shared.nearby import NEARBY, Nearby
from khuyenhoc.store.shared.opening import bring_up_to_date, fill_anew, is_up_to_date

if TYPE_CHECKING:
    from khuyenhoc.store.database import Database


class LakeEngine:
    """See the module."""

    is_shared = True

    def __init__(self, home: Path, address: SharedAddress) -> None:
        """Stand on a shared store; the folder is this process's own, for scratch files."""
        self._home, self.address = home, address
        self.identity = address.without_password
        self.vault = make_vault(address)
        self.catalogue = Catalogue(address.catalogue)
        self.ledger = PostgresLedger(self.catalogue)
        self._nearby = Nearby(self.catalogue)

    def open(self, report: RecoveryReport, may_lack: Collection[str]) -> OpenStore:
        """Attach the tables, make or renew them where that is needed, and apply what they lack of the ledger.

        Raises:
            StoreUnavailableError: PostgreSQL or the place of the data does not answer.
            NewerStoreError: a later release made them.
            StoreMismatchError: ledger and tables contradict each other.
        """
        try:
            with self._alone_unless_made():
                connection = connect(
                    self._home,
                    file_name=":memory:",
                    prepare=lambda new: attach(new, self.address, self._home),
                )
        except (duckdb.Error, psycopg.Error, OSError) as error:
            raise StoreUnavailableError(error) from error
        try:
            self.ready(connection)
            self.ledger.look_again()
            if not is_up_to_date(connection, self.ledger):
                with self.alone():
                    bring_up_to_date(connection, self.ledger, self.vault, report, may_lack)
            self._nearby.make(connection)
        except BaseException as error:
            connection.close()
            if isinstance(error, duckdb.Error | psycopg.Error | OSError):
                raise StoreUnavailableError(error) from error
            raise
        return OpenStore(connection, self.ledger)

    @contextmanager
    def _alone_unless_made(self) -> Iterator[None]:
        """Two processes must not make the catalogue's tables at the same time."""
        if self.catalogue.execute(CREATED)[0][0]:
            yield
            return
        with self.alone():
            self.catalogue.run_script(SCRIPT)
            yield

    def ready(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make a new cursor look at the shared tables."""
        cursor.execute(f"use {LAKE}")

    def ready_for_queries(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Make a new cursor look at the tables beside the shared ones."""
        cursor.execute(f"use {NEARBY}")

    def renew(self, read: Callable[[Ask], object]) -> None:
        """As `Nearby.renew`."""
        self._nearby.renew(read)

    def knows(
        self,
        cursor: duckdb.DuckDBPyConnection,  # noqa: ARG002 - the ledger knows it cheaper
        file_sha256: str,
        receipt_code: str,
    ) -> tuple[bool, bool]:
        """As `PostgresLedger.knows`.

        Raises:
            NotSavedError: PostgreSQL does not answer.
        """
        try:
            return self.ledger.knows(file_sha256, receipt_code)
        except psycopg.Error as error:
            raise NotSavedError(error) from error

    def last_applied(self, cursor: duckdb.DuckDBPyConnection) -> int | None:
        """What the ledger's last look found out, if the transaction sees the tables as they were then."""
        ((snapshot,),) = cursor.execute("select id from ducklake_current_snapshot(?)", [LAKE]).fetchall()
        return self.ledger.applied_at(snapshot)

    def conclude(self, cursor: duckdb.DuckDBPyConnection, line: Line) -> None:
        """Give the snapshot that the transaction will make the line's hash: it needs no look at tables.

        The data version is the snapshot's number.
        """
        cursor.execute(
            f"call {LAKE}.set_commit_message('khuyenhoc', ?, extra_info => ?)",
            [f"ledger {line.position}", line.hash],
        )

    def alone(self) -> AbstractContextManager[None]:
        """Hold the lock of all writers."""
        return self.catalogue.alone()

    def version(self, read: Callable[[Ask], object]) -> int:  # noqa: ARG002 - PostgreSQL knows it cheaper
        """The newest snapshot's number."""
        return self.catalogue.version()

    def mend_ledger(self, cursor: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:  # noqa: ARG002
        """Refuse: a table that nobody can change was changed.

        Raises:
            StoreMismatchError: always.
        """
        raise StoreMismatchError(
            "chuỗi mã băm của sổ cái trong PostgreSQL bị đứt.", "the ledger's chain in PostgreSQL is broken."
        )

    def first_hash(self) -> str:
        """Hash of the ledger's first line; empty for a new store."""
        found = self.catalogue.execute("select entry_hash from khuyenhoc.ledger where position = 1")
        return found[0][0] if found else ""

    def copy_to(self, database: "Database", folder: Path) -> None:
        """Write tables and ledger as the files of a store of one machine."""
        database.read(lambda cursor: write_copy(cursor, self.ledger.whole().lines, folder))

    def copy_accounts(self, folder: Path) -> None:
        """Write the accounts as a file into a folder, without sessions."""
        SharedAccountsDatabase(self.address).copy_to(folder)

    def make_anew(self, database: "Database", lines: Sequence[Line]) -> str:
        """Fill the tables anew in one transaction; readers see the former ones until it is done."""
        former = self.catalogue.version()
        with database.transaction() as cursor:
            fill_anew(cursor, self.vault, lines)
        self.catalogue.forget_version()
        return f"snapshot {former}"

    def release(self) -> None:
        """End the sessions."""
        self.catalogue.close()


def make_vault(address: SharedAddress) -> Vault:
    """The vault of a shared store.

    Raises:
        StoreUnavailableError: the folder is not there: a share that is not mounted must not be made anew.
    """
    if address.is_in_object_storage:
        from khuyenhoc.store.shared.objects import ObjectVault

        return ObjectVault(address.data)
    folder = Path(address.data)
    if not folder.is_dir():
        raise StoreUnavailableError(f"{folder}?")
    return FolderVault(folder)
