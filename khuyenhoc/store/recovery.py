"""Opening the store so that what it serves is what was acknowledged, or not opening it at all."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from khuyenhoc.store import vault
from khuyenhoc.store.adoption import adopt_first_schema
from khuyenhoc.store.connection import DATABASE_FILE, connect, is_fatal
from khuyenhoc.store.content import read_everything
from khuyenhoc.store.durable import move, sync_folder
from khuyenhoc.store.errors import DatabaseInUseError, StoreError, StoreMismatchError, StoreUnavailableError
from khuyenhoc.store.interfaces import Ledger
from khuyenhoc.store.ledger import ledger_path
from khuyenhoc.store.migrations import bring_up_to_date, time_stamp
from khuyenhoc.store.reconcile import UnsoundDatabaseError, reconcile
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import load_reference

# The machine's trouble and not the file's: setting the file aside would not help, and costs a rebuild.
_ENVIRONMENT = (
    "no space",
    "disk quota",
    "file too large",
    "permission",
    "access is denied",
    "too many open files",
    "could not write",
    "could not set file",
    "read-only file",
    "cannot open file",
    "out of memory",
)
# As it is, without its log, then made anew: more would not help.
_TRIES = 3


@dataclass(frozen=True)
class OpenStore:
    """A database and a ledger that agree."""

    connection: duckdb.DuckDBPyConnection
    ledger: Ledger


def open_store(home: Path, report: RecoveryReport, *, may_lack: Collection[str] = ()) -> OpenStore:
    """Open the database of a data folder, mending what can be mended.

    A write-ahead log that fails is set aside (`.wal.corrupt-<time>`), then a database that fails or is
    not whole; what is missing then comes from ledger and vault. Nothing that was there is ever deleted.

    Args:
        report: takes what was found; it is saved in any case.
        may_lack: see `reconcile`.

    Raises:
        DatabaseInUseError: another process has it open.
        StoreMismatchError: it cannot be mended.
        StoreUnavailableError: the machine does not let us: disk full, no permission.
    """
    try:
        return _open(home, report, may_lack)
    except DatabaseInUseError:
        raise
    except StoreError as error:
        report.add("refused", error.vi, error.en, is_alarm=True)
        raise
    finally:
        report.save(home)


def _open(home: Path, report: RecoveryReport, may_lack: Collection[str]) -> OpenStore:
    _clear_scratch(home)
    for _ in range(_TRIES):
        _set_stray_log_aside(home, report)
        _require_ledger(home)
        is_new = not (home / DATABASE_FILE).exists()
        try:
            opened = _try_to_open(home, report, may_lack)
        except (duckdb.Error, UnsoundDatabaseError) as error:
            if _is_environment(error):
                raise StoreUnavailableError(error) from error
            if is_new:
                _discard(home)
                raise _not_mended(error) from error
            _set_aside(home, error, report)
        except OSError as error:
            raise StoreUnavailableError(error) from error
        else:
            if is_new:
                sync_folder(home)
            return opened
    raise _not_mended("")


class _UnreadableError(duckdb.Error):
    """The file opens but something in it cannot be read."""


def _is_environment(error: Exception) -> bool:
    return any(sign in str(error).lower() for sign in _ENVIRONMENT)


def _not_mended(reason: object) -> StoreMismatchError:
    return StoreMismatchError(
        f"không nạp lại được số liệu từ sổ cái ({reason}).",
        f"the figures cannot be made anew from the ledger ({reason}).",
    )


def _try_to_open(home: Path, report: RecoveryReport, may_lack: Collection[str]) -> OpenStore:
    """Open what is there.

    Raises:
        duckdb.Error, UnsoundDatabaseError: the file is at fault.
        StoreError: something else is, and another file would not help.
    """
    connection = connect(home)
    try:
        try:
            read_everything(connection)
        except duckdb.Error as error:
            raise _UnreadableError(str(error)) from error
        connection = bring_up_to_date(home, connection, report)
        load_reference(connection)
        adopt_first_schema(home, connection, report)
        ledger = reconcile(home, connection, report, may_lack=may_lack)
        load_reference(connection)  # with the acts among the lines that were replayed
    except BaseException as error:
        with suppress(duckdb.Error):
            connection.close()
        is_of_the_file = is_fatal(error) or isinstance(error, _UnreadableError)
        if isinstance(error, duckdb.Error) and not is_of_the_file and not _is_environment(error):
            raise _not_mended(error) from error
        raise
    return OpenStore(connection, ledger)


def _discard(home: Path) -> None:
    """Remove a database made just now that could not be finished: it has nothing that the ledger has not."""
    for name in (DATABASE_FILE, f"{DATABASE_FILE}.wal"):
        with suppress(OSError):
            (home / name).unlink(missing_ok=True)


def _set_aside(home: Path, error: Exception, report: RecoveryReport) -> None:
    """Rename the log if it alone may be at fault, else the database."""
    file, log = home / DATABASE_FILE, home / f"{DATABASE_FILE}.wal"
    stamp = time_stamp()
    had_log = log.exists()
    if had_log:
        move(log, log.with_name(f"{log.name}.corrupt-{stamp}"))
    if had_log and not isinstance(error, _UnreadableError | UnsoundDatabaseError):
        report.add(
            "wal_quarantined",
            f"Nhật ký ghi của cơ sở dữ liệu bị hỏng, đã để riêng ({log.name}.corrupt-{stamp}); "
            "số liệu được nạp lại từ sổ cái.",
            f"The database's write-ahead log was damaged and set aside ({log.name}.corrupt-{stamp}); "
            "what it held is taken from the ledger.",
            is_alarm=True,
        )
    elif file.exists():
        move(file, file.with_name(f"{file.name}.corrupt-{stamp}"))
        report.add(
            "database_quarantined",
            f"Tệp cơ sở dữ liệu bị hỏng, đã để riêng ({file.name}.corrupt-{stamp}); "
            "dựng lại toàn bộ từ sổ cái và kho tệp gốc.",
            f"The database file was damaged and set aside ({file.name}.corrupt-{stamp}); it is rebuilt whole "
            "from ledger and vault.",
            is_alarm=True,
        )


def _set_stray_log_aside(home: Path, report: RecoveryReport) -> None:
    """A log without its database would be replayed into a new one."""
    log = home / f"{DATABASE_FILE}.wal"
    if log.exists() and not (home / DATABASE_FILE).exists():
        stamp = time_stamp()
        move(log, log.with_name(f"{log.name}.corrupt-{stamp}"))
        report.add(
            "wal_quarantined",
            f"Có nhật ký ghi mà không có cơ sở dữ liệu; đã để riêng ({log.name}.corrupt-{stamp}).",
            f"A write-ahead log without its database was set aside ({log.name}.corrupt-{stamp}).",
            is_alarm=True,
        )


def _require_ledger(home: Path) -> None:
    """Never begin anew over a vault with files: without database and ledger, figures were lost."""
    ledger = ledger_path(home)
    has_ledger = ledger.exists() and ledger.stat().st_size > 0
    if not (home / DATABASE_FILE).exists() and not has_ledger and next(vault.stored(home), None):
        raise StoreMismatchError(
            "có tệp gốc trong kho nhưng mất cả sổ cái lẫn cơ sở dữ liệu.",
            "there are files in the vault, but both ledger and database are gone.",
        )


def _clear_scratch(home: Path) -> None:
    """Remove what unfinished writes left behind."""
    scratch = home / "tmp"
    scratch.mkdir(exist_ok=True)
    for path in scratch.glob("*.tmp"):
        with suppress(OSError):
            path.unlink()


def set_database_aside(home: Path, why: str) -> str:
    """Rename the closed database and its log, and give back the database's new name."""
    file, stamp = home / DATABASE_FILE, time_stamp()
    log = home / f"{DATABASE_FILE}.wal"
    if log.exists():
        move(log, log.with_name(f"{log.name}.{why}-{stamp}"))
    kept = file.with_name(f"{file.name}.{why}-{stamp}")
    if file.exists():
        move(file, kept)
    return kept.name
