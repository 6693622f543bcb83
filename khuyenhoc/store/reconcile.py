"""Ledger and database: what one lacks is taken from the other, as far as the chain of hashes proves it."""

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import duckdb

from khuyenhoc.store import durable
from khuyenhoc.store.errors import StoreMismatchError
from khuyenhoc.store.interfaces import FolderVault, Vault
from khuyenhoc.store.ledger import (
    FIRST_HASH,
    Ledger,
    Line,
    Mark,
    Reading,
    follows,
    holds,
    ledger_path,
    parse,
    read,
)
from khuyenhoc.store.migrations import time_stamp
from khuyenhoc.store.projection import Projection
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.report import RecoveryReport
from khuyenhoc.store.schema import raise_data_version
from khuyenhoc.store.sql import write_text
from khuyenhoc.store.vault import DamagedFileError

_BATCH = 100


class UnsoundDatabaseError(RuntimeError):
    """The database opens but does not hold what its own counts say: it must be made anew."""


def applied_mark(cursor: duckdb.DuckDBPyConnection) -> Mark:
    """Up to where the ledger is in the database.

    Raises:
        UnsoundDatabaseError: a line before it is missing.
    """
    position, entry_hash, end, count = cursor.execute(write_text("applied_mark")).fetchone()
    if count != position:
        message = f"{count} of {position} ledger lines"
        raise UnsoundDatabaseError(message)
    return Mark(position, entry_hash or FIRST_HASH, end)


def reconcile(
    home: Path,
    connection: duckdb.DuckDBPyConnection,
    report: RecoveryReport,
    *,
    may_lack: Collection[str] = (),
) -> Ledger:
    """Bring ledger and database together and give back the ledger, open for appending.

    Args:
        may_lack: ids of entries nobody was told of: that they cannot be replayed now keeps nobody
            from reading.

    Raises:
        StoreMismatchError: they contradict each other.
        UnsoundDatabaseError: the database must be made anew.
        OSError, duckdb.Error: something cannot be read or written now.
    """
    path = ledger_path(home)
    mark = applied_mark(connection)
    if not holds(path, mark):
        mend_ledger(home, connection, report)
    reading = read(path, mark)
    seal_tail(home, reading, report)
    if reading.lines:
        _replay(home, connection, reading.lines, report, may_lack)
        last = reading.lines[-1]
        mark = Mark(last.position, last.hash, last.end)
    partial = connection.execute(write_text("partial_submissions")).fetchall()
    if partial:
        message = f"{len(partial)} submissions are not whole"
        raise UnsoundDatabaseError(message)
    return Ledger(home, mark)


def catch_up(
    connection: duckdb.DuckDBPyConnection,
    vault: Vault,
    lines: Sequence[Line],
    *,
    begin: Callable[[duckdb.DuckDBPyConnection], object] = duckdb.DuckDBPyConnection.begin,
) -> None:
    """Apply lines that the database lacks, some at a time.

    Args:
        begin: begins a write transaction on a new cursor.

    Raises:
        StoreMismatchError: what they need is not in the vault.
        duckdb.Error: the database cannot take them now; it has all of a batch or nothing.
    """
    foresight = Foresight.of(lines)
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        with connection.cursor() as cursor:
            begin(cursor)
            try:
                Projection(cursor, vault, foresight).apply(batch)
                # Whoever cached results before the loss must not meet the same version with other figures.
                raise_data_version(cursor, "recovery", at_least=int(time.time() * 1000))
            except BaseException as error:
                _roll_back(cursor)
                if isinstance(error, FileNotFoundError | DamagedFileError):
                    raise _lost_document(batch, error) from error
                raise
            cursor.commit()


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.Error:
        return  # the database is invalid; the first error says more


def _lost_document(lines: Sequence[Line], error: Exception) -> StoreMismatchError:
    receipts = ", ".join(line.entry["receipt"] for line in lines if line.action == "submit")
    return StoreMismatchError(
        f"kho tệp gốc thiếu hoặc hỏng dữ liệu của một trong các biên nhận {receipts} ({error}).",
        f"the vault lacks what one of the receipts {receipts} stored, or it is damaged ({error}).",
    )


def _replay(
    home: Path,
    connection: duckdb.DuckDBPyConnection,
    lines: Sequence[Line],
    report: RecoveryReport,
    may_lack: Collection[str],
) -> None:
    try:
        catch_up(connection, FolderVault(home), lines)
    except (duckdb.Error, OSError):
        if all(line.entry_id in may_lack for line in lines):
            return
        raise
    voided = Foresight.of(lines).voided
    effective = [
        line for line in lines if line.action not in {"void", "adopt"} and line.entry_id not in voided
    ]
    receipts = ", ".join(line.entry["receipt"] for line in effective[:5] if "receipt" in line.entry)
    receipts += ", …" if len(effective) > 5 else ""
    report.add(
        "rebuilt" if lines[0].position == 1 and len(effective) > 1 else "replayed",
        f"Đã nạp lại {len(effective)} mục của sổ cái mà cơ sở dữ liệu còn thiếu ({receipts}).",
        f"{len(effective)} ledger entries that the database lacked were replayed ({receipts}).",
        # A crash leaves at most one behind; more means that the database lost what it had.
        is_alarm=len(effective) > 1,
    )


def seal_tail(home: Path, reading: Reading, report: RecoveryReport) -> None:
    """Cut off a last line that a crash cut short, so that nothing is ever glued to it; its bytes are kept.

    Raises:
        StoreMismatchError: a line before the last one is damaged.
    """
    path = ledger_path(home)
    if not (reading.torn or reading.has_damage):
        return
    with path.open("rb") as file:
        file.seek(reading.size)
        rest = file.read()
    if reading.has_damage and rest.rstrip(b"\n").count(b"\n") > 0:
        raise StoreMismatchError(
            f"dòng {reading.size} byte của sổ cái bị hỏng và cơ sở dữ liệu không có bản sao của nó.",
            f"the ledger is damaged at byte {reading.size} and the database has no copy of that line.",
        )
    durable.write_durably(home / f"{path.name}.torn-{time_stamp()}", rest)
    durable.cut_to(path, reading.size)
    report.add(
        "ledger_cut",
        "Dòng cuối của sổ cái chưa ghi xong khi máy dừng nên đã được cắt ra; chưa biên nhận nào ứng với nó.",
        "The ledger's last line was unfinished when the machine stopped and was cut off; it had no receipt.",
        is_alarm=reading.has_damage,
    )


def mend_ledger(home: Path, connection: duckdb.DuckDBPyConnection, report: RecoveryReport) -> None:
    """Restore the ledger's file from the copy of its lines in the database.

    Raises:
        StoreMismatchError: the copy is no whole chain, or the file says something else than the copy.
    """
    path = ledger_path(home)
    rows = connection.execute(
        "select position, byte_end, line from ledger_entries order by position"
    ).fetchall()
    copy = [Line(*row) for row in rows]
    found = read(path).lines
    if not follows(copy) or any(line.text != other.text for line, other in zip(found, copy, strict=False)):
        raise StoreMismatchError(
            "sổ cái và cơ sở dữ liệu ghi hai lịch sử khác nhau.",
            "ledger and database tell two different histories.",
        )
    lines = copy if len(copy) >= len(found) else list(found)
    content = "".join(f"{line.text}\n" for line in [*lines, *_later_lines(path, lines)]).encode()
    if path.exists():
        durable.copy_durably(path, path.with_name(f"{path.name}.damaged-{time_stamp()}"))
    durable.write_durably(path, content)
    report.add(
        "ledger_mended",
        "Tệp sổ cái bị hỏng hoặc thiếu dòng; đã khôi phục từ bản sao trong cơ sở dữ liệu (mã băm khớp).",
        "The ledger's file was damaged or lacked lines; it was restored from the database's copy (the hashes "
        "fit).",
        is_alarm=True,
    )


def _later_lines(path: Path, lines: Sequence[Line]) -> list[Line]:
    """Sound lines of the file that follow the last of the given ones, past a damaged place."""
    head, end = lines[-1].hash, lines[-1].end
    if not path.exists():
        return []
    content = path.read_bytes()
    found = content.find(f'"previous": "{head}"'.encode())
    if found < 0:
        return []
    start = content.rfind(b"\n", 0, found) + 1
    return list(parse(content[start:], Mark(lines[-1].position, head, end)).lines)
