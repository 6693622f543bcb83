"""What a backup consists of, with the SHA-256 of every part."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from khuyenhoc.store import vault
from khuyenhoc.store.content import TableContent
from khuyenhoc.store.durable import file_sha256, write_durably
from khuyenhoc.store.errors import NotRestorableError

MANIFEST_FILE = "manifest.json"
FORMAT = 1
# Folder names of snapshots; the unfinished ones begin with a dot.
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True)
class Manifest:
    """One backup.

    Attributes:
        made_at: ISO, UTC.
        ledger_head: last hash of the ledger in it.
        tables: counts and hashes of the content tables.
        files: path below the snapshot -> SHA-256.
        vault: hashes of the files in the vault beside the snapshots that belong to it.
        damaged: of these, the ones that were missing or damaged already when the backup was made.
    """

    made_at: str
    schema_version: int
    ledger_entries: int
    ledger_head: str
    tables: dict[str, TableContent]
    files: dict[str, str]
    vault: tuple[str, ...]
    damaged: tuple[str, ...] = ()
    format: int = FORMAT

    def save(self, folder: Path) -> None:
        """Write it into its snapshot, and its own hash beside it."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()
        path = folder / MANIFEST_FILE
        write_durably(path, content)
        write_durably(folder / f"{MANIFEST_FILE}.sha256", f"{file_sha256(path)}  {MANIFEST_FILE}\n".encode())


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot.

    Raises:
        NotRestorableError: it is missing, damaged or of a later release.
    """
    path = folder / MANIFEST_FILE
    try:
        expected = (folder / f"{MANIFEST_FILE}.sha256").read_text(encoding="utf-8").split()[0]
        fields = json.loads(path.read_text(encoding="utf-8"))
        _require(is_whole=file_sha256(path) == expected, is_known=fields["format"] == FORMAT)
        fields["tables"] = {name: TableContent(**content) for name, content in fields["tables"].items()}
        return Manifest(**{**fields, "vault": tuple(fields["vault"]), "damaged": tuple(fields["damaged"])})
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise NotRestorableError(
            f"Bản sao lưu {folder} không có bảng kê nguyên vẹn ({error}).",
            f"The backup {folder} has no sound manifest ({error}).",
        ) from error


def _require(**conditions: bool) -> None:
    wrong = [name for name, holds in conditions.items() if not holds]
    if wrong:
        raise ValueError(", ".join(wrong))


def snapshots(folder: Path) -> dict[datetime, Path]:
    """The finished snapshots in a backup folder by the moment they were made, oldest first."""
    found = {}
    for path in folder.glob(f"*/{MANIFEST_FILE}"):
        try:
            moment = datetime.strptime(path.parent.name, _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found[moment] = path.parent
    return dict(sorted(found.items()))


def check_snapshot(snapshot: Path) -> Manifest:
    """Read every byte of a snapshot and of its files in the vault beside it.

    Raises:
        NotRestorableError: something is missing or damaged.
    """
    manifest = load_manifest(snapshot)
    bad = [
        name
        for name, digest in manifest.files.items()
        if not (snapshot / name).is_file() or file_sha256(snapshot / name) != digest
    ]
    pool = snapshot.parent
    bad += [
        digest
        for digest in manifest.vault
        if digest not in manifest.damaged and not vault.is_whole(vault.vault_path(pool, digest), digest)
    ]
    if bad:
        shown = ", ".join(bad[:5])
        raise NotRestorableError(
            f"Bản sao lưu {snapshot} bị hỏng hoặc thiếu {len(bad)} tệp ({shown}). Hãy dùng bản khác.",
            f"In the backup {snapshot}, {len(bad)} files are damaged or missing ({shown}). Use another one.",
        )
    return manifest
