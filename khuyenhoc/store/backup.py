"""Backups that were opened, read and compared before they are called good.

A backup folder holds one `vault` for all snapshots (files never change) and a folder per snapshot: the
database, its tables as Parquet, the ledger, and a manifest with the SHA-256 of everything.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.store import durable, vault
from khuyenhoc.store.actions import new_entry, record, settle_past, writing
from khuyenhoc.store.backup_state import BackupState, backup_state, save_backup_state
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.content import TableContent, table_contents
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import BackupFailedError, StoreError
from khuyenhoc.store.inspection import UnreadableCopyError, inspect_copy
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.ledger import first_hash, ledger_path, read
from khuyenhoc.store.manifest import Manifest, snapshots
from khuyenhoc.store.migrations import time_stamp
from khuyenhoc.store.rotation import kept
from khuyenhoc.store.sql import migrations
from khuyenhoc.store.verification import vault_files

_UNFINISHED = ".unfinished-"
_README = """Bản sao lưu số liệu Khuyến học · Backups of the Khuyến học store

Mỗi thư mục có tên là ngày giờ (UTC) là một bản sao lưu; thư mục vault chứa tệp gốc của mọi bản. Hãy chép cả
thư mục này sang ổ khác. Khôi phục: mở phần mềm trên máy mới, trang Bắt đầu, mục "Khôi phục từ bản sao lưu";
hoặc gõ lệnh  python -m khuyenhoc restore ĐƯỜNG-DẪN-THƯ-MỤC-NÀY

Each folder named by date and time (UTC) is one backup; the folder vault holds the original files of all of
them. Copy this whole folder to another disk. To restore: open the program on the new machine, page Start,
"Restore from a backup"; or type  python -m khuyenhoc restore PATH-OF-THIS-FOLDER
"""


@dataclass(frozen=True)
class Snapshot:
    """A finished backup.

    Attributes:
        folder: where it lies.
        removed: names of older ones that rotation removed.
    """

    folder: Path
    manifest: Manifest
    removed: tuple[str, ...] = ()


# What a backup does one after another, for whoever shows how far it is.
STAGES = ("copying", "comparing", "originals", "sealing")
Progress = Callable[[str], None]


def back_up(
    database: Database, target: Path, *, by: str = "khuyenhoc", progress: Progress = lambda _stage: None
) -> Snapshot:
    """Make a backup while the store is in use, check it, and let older ones go by rotation.

    Writers wait while the file is copied, readers while it is closed for it (some 0.1 s for a province).

    Args:
        progress: told each of `STAGES` when it begins.

    Raises:
        NotAllowedError: it is beyond whoever is acting.
        BackupFailedError: it could not be made or does not hold what the store holds.
    """
    authorise(Action.BACKUP)
    try:
        snapshot = _make(database, target, progress)
    except (StoreError, duckdb.Error, OSError, UnreadableCopyError) as error:
        words = error if isinstance(error, StoreError) else BackupFailedError(error)
        former = backup_state(database.folder)
        save_backup_state(
            database.folder,
            replace(former, failed_at=datetime.now(UTC), reason_vi=words.vi, reason_en=words.en),
        )
        raise BackupFailedError(error) from error
    _note(database, snapshot, by)
    return replace(snapshot, removed=_rotate(target))


def _make(database: Database, target: Path, progress: Progress) -> Snapshot:
    durable.make_folder(target)
    for unfinished in target.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    _require_same_store(database, target)
    _require_room(database, target)
    stamp = time_stamp()
    folder = target / f"{_UNFINISHED}{stamp}"
    progress("copying")
    tables = _copy_at_rest(database, folder)
    progress("comparing")
    found = inspect_copy(folder / DATABASE_FILE, folder / "parquet")
    if found != tables:
        names = ", ".join(name for name in tables if found.get(name) != tables[name])
        raise UnreadableCopyError(f"the copy differs in {names}")
    database.engine.copy_accounts(folder)
    lines = read(ledger_path(folder)).lines
    needed = vault_files(lines)
    progress("originals")
    damaged = _copy_vault(database.vault, target, needed)
    progress("sealing")
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        schema_version=migrations()[-1][0],
        ledger_entries=len(lines),
        ledger_head=lines[-1].hash if lines else "",
        tables=tables,
        files=_hashes(folder),
        vault=needed,
        damaged=damaged,
    )
    manifest.save(folder)
    durable.move(folder, target / stamp)
    durable.write_durably(target / "README.txt", _README.encode())
    return Snapshot(target / stamp, manifest)


def _copy_at_rest(database: Database, folder: Path) -> dict[str, TableContent]:
    """Copy database and ledger of one moment, and give back what the database held then."""
    with database.exclusive():
        settle_past(database)
        tables = database.read(table_contents)
        database.engine.copy_to(database, folder)
    return tables


def _copy_vault(source: Vault, target: Path, digests: Sequence[str]) -> tuple[str, ...]:
    """Copy what the backup's vault lacks, and give back what is missing or damaged in ours."""
    damaged = []
    for digest in digests:
        try:
            content = source.fetch(digest)
        except (FileNotFoundError, vault.DamagedFileError):
            damaged.append(digest)
            continue
        copy = vault.vault_path(target, digest)
        if not vault.is_whole(copy, digest):
            durable.write_durably(copy, content)
    return tuple(damaged)


def _hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a snapshot, each made durable."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        durable.sync_file(path)
        found[path.relative_to(folder).as_posix()] = durable.file_sha256(path)
    durable.sync_folder(folder)
    return found


def _require_same_store(database: Database, target: Path) -> None:
    """Refuse a folder with the backups of another store: rotation would remove them one by one.

    Raises:
        BackupFailedError: it has.
    """
    for folder in reversed(snapshots(target).values()):
        theirs, ours = first_hash(folder), database.engine.first_hash()
        if theirs and ours and theirs != ours:
            raise BackupFailedError(f"{target}: bản sao lưu của kho khác · backups of another store")
        return


def _require_room(database: Database, target: Path) -> None:
    """Refuse to begin what a full disk would end.

    Raises:
        NotEnoughSpaceError: the target has not three times the database's size left.
    """
    replace(database.floor, minimum=0, factor=3).check(database.file, target)


def _note(database: Database, snapshot: Snapshot, by: str) -> None:
    """Say in ledger and state that the backup is there; a nearly full disk keeps it out of the ledger."""
    position = database.ledger.position
    with suppress(StoreError), writing(database):
        record(database, new_entry("note", by, what="backup", detail=str(snapshot.folder)))
    manifest = snapshot.manifest
    if manifest.damaged:
        words = BackupFailedError(f"vault: {', '.join(manifest.damaged[:5])}")
        former = backup_state(database.folder)
        state = replace(former, failed_at=datetime.now(UTC), reason_vi=words.vi, reason_en=words.en)
    else:
        # The line about the backup itself is nothing that the backup lacks.
        own = database.ledger.position - position
        state = BackupState(datetime.now(UTC), str(snapshot.folder), manifest.ledger_entries + own)
    save_backup_state(database.folder, state)


def _rotate(target: Path) -> tuple[str, ...]:
    """Remove the snapshots that no day, week or month needs any more."""
    found = snapshots(target)
    keep = kept(found)
    removed = []
    for moment, folder in found.items():
        if moment not in keep:
            shutil.rmtree(folder, ignore_errors=True)
            removed.append(folder.name)
    return tuple(removed)
