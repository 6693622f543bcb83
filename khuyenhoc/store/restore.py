"""Putting a backup in place of what a data folder holds; what was there is moved aside, never deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.access.database import ACCOUNTS_FILE, put_accounts_in_place
from khuyenhoc.store import durable, vault
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.content import content_hash, table_contents
from khuyenhoc.store.database import Database
from khuyenhoc.store.demo_files import is_mere_demo
from khuyenhoc.store.errors import NotRestorableError, StoreMismatchError
from khuyenhoc.store.home_lock import HomeLock
from khuyenhoc.store.ledger import Line, ledger_path, read
from khuyenhoc.store.manifest import MANIFEST_FILE, Manifest, check_snapshot, snapshots
from khuyenhoc.store.migrations import time_stamp
from khuyenhoc.store.recovery import set_database_aside
from khuyenhoc.store.sql import migrations


@dataclass(frozen=True)
class Restored:
    """What was put in place.

    Attributes:
        snapshot: the backup it came from.
        entries: ledger lines in it.
        hash: content hash of the restored database.
        moved_aside: folder in which the former ledger lies; the former database stays beside the new one.
        given_up: receipts of the former store that the backup does not have.
    """

    snapshot: Path
    entries: int
    hash: str
    moved_aside: str
    given_up: tuple[str, ...]


def restore(
    source: Path, home: Path, *, snapshot: str = "", force: bool = False, by: str = "khuyenhoc"
) -> Restored:
    """Put a backup into an empty or existing data folder and prove that it is whole there.

    Args:
        source: a backup folder, or one snapshot in it.
        snapshot: name of the snapshot to take; by default the newest.
        force: even though the data folder has receipts that the backup does not have.

    Raises:
        NotRestorableError: the backup is damaged, or older than what is there and `force` is not given.
        DatabaseInUseError: the dashboard is open on the data folder.
        StoreMismatchError: the restored store is not what the backup's manifest says.
    """
    found = _choose(source, snapshot)
    manifest = check_snapshot(found)
    home.mkdir(parents=True, exist_ok=True)
    lock = HomeLock(home)
    try:
        newer = _newer_lines(home, found)
        _require_leave(home, newer, force=force)
        moved_aside = _put_in_place(home, found, manifest)
    finally:
        lock.release()
    given_up = tuple(line.entry["receipt"] for line in newer if line.action == "submit")
    return _prove(home, found, manifest, moved_aside, given_up, by)


def _choose(source: Path, name: str) -> Path:
    """The snapshot that is meant.

    Raises:
        NotRestorableError: there is none.
    """
    if (source / MANIFEST_FILE).exists() and not name:
        return source
    found = {path.name: path for path in snapshots(source).values()}
    chosen = found.get(name) if name else next(reversed(found.values()), None)
    if chosen is None:
        names = ", ".join(found) or "–"
        raise NotRestorableError(
            f"Không tìm thấy bản sao lưu trong {source}. Có: {names}. Hãy xem lại đường dẫn: thư mục sao lưu "
            "có tệp README.txt, thư mục vault và các thư mục mang tên ngày giờ.",
            f"No such backup in {source}. There are: {names}. Look at the path again: a backup folder holds "
            "README.txt, the folder vault, and folders named by date and time.",
        )
    return chosen


def _newer_lines(home: Path, snapshot: Path) -> tuple[Line, ...]:
    """Lines of the data folder's ledger that the backup does not have, apart from notes and a mere demo."""
    ours, theirs = read(ledger_path(home)).lines, read(ledger_path(snapshot)).lines
    common = 0
    while common < min(len(ours), len(theirs)) and ours[common].text == theirs[common].text:
        common += 1
    newer = tuple(line for line in ours[common:] if line.action != "note")
    # Whoever follows the instructions on a new machine has the demo there; it is nobody's work.
    return () if is_mere_demo(newer) else newer


def _require_leave(home: Path, newer: Sequence[Line], *, force: bool) -> None:
    """Refuse to restore over something newer that nobody agreed to give up.

    Raises:
        NotRestorableError: with the receipts at stake.
    """
    has_database = (home / DATABASE_FILE).exists() or any((home / "vault").glob("??/*"))
    is_unknown = has_database and not ledger_path(home).exists()
    if force or not (newer or is_unknown):
        return
    receipts = ", ".join(line.entry["receipt"] for line in newer[:5] if "receipt" in line.entry) or "?"
    raise NotRestorableError(
        f"Máy này có {len(newer)} việc chưa có trong bản sao lưu (biên nhận {receipts}). Chưa thay đổi gì. "
        "Hãy chọn bản sao lưu mới hơn. Nếu chấp nhận bỏ các việc đó, gõ lại lệnh, thêm --force ở cuối; kho "
        "hiện tại vẫn được giữ riêng.",
        f"This machine has {len(newer)} entries that the backup does not have ({receipts}). Nothing was "
        "changed. Take a newer backup. To give them up, type the command again with --force at the end; what "
        "is there now is kept aside all the same.",
    )


def _put_in_place(home: Path, snapshot: Path, manifest: Manifest) -> str:
    """Files first, then the ledger, then the database: cut off anywhere, the folder still opens whole.

    Without a database it is made from the ledger that is there, the old one or the new one.
    """
    for digest in manifest.vault:
        if digest not in manifest.damaged:
            vault.keep(home, vault.fetch(snapshot.parent, digest))
    scratch = home / "tmp"
    scratch.mkdir(exist_ok=True)
    new_database, new_ledger = scratch / "restored.duckdb", scratch / "restored.jsonl"
    durable.copy_durably(snapshot / DATABASE_FILE, new_database)
    durable.copy_durably(ledger_path(snapshot), new_ledger)
    aside = home / f"before-restore-{time_stamp()}"
    set_database_aside(home, "before-restore")
    keep_ledger(home, aside)
    if (snapshot / ACCOUNTS_FILE).exists():
        put_accounts_in_place(snapshot / ACCOUNTS_FILE, home, aside)
    durable.move(new_ledger, ledger_path(home))
    durable.move(new_database, home / DATABASE_FILE)
    return aside.name


def keep_ledger(home: Path, aside: Path) -> None:
    """Copy the ledger into a folder, before another takes its place."""
    if ledger_path(home).exists():
        durable.copy_durably(ledger_path(home), aside / ledger_path(home).name)


def _prove(
    home: Path, snapshot: Path, manifest: Manifest, moved_aside: str, given_up: tuple[str, ...], by: str
) -> Restored:
    """Open the restored store, compare it with the manifest and note the restoring in its ledger.

    Raises:
        StoreMismatchError: it differs.
    """
    database = Database(home)
    try:
        tables = database.read(table_contents)
        same_schema = manifest.schema_version == migrations()[-1][0]
        if same_schema and tables != manifest.tables:
            raise StoreMismatchError(
                f"số liệu khôi phục khác bảng kê của {snapshot}.",
                f"what was restored differs from the manifest of {snapshot}.",
            )
        with writing(database):
            record(database, new_entry("note", by, what="restore", detail=str(snapshot)))
    finally:
        database.close()
    return Restored(snapshot, manifest.ledger_entries, content_hash(tables), moved_aside, given_up)
