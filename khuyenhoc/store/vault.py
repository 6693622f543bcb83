"""Original files and what was accepted of them, kept for ever under the SHA-256 of their bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from khuyenhoc.store.durable import write_durably
from khuyenhoc.store.errors import StoreError


class DamagedFileError(StoreError, RuntimeError):
    """A stored file whose bytes no longer have the hash it is named by."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"Tệp gốc {digest[:12]}… trong kho đã bị hỏng trên ổ đĩa. Hãy nộp lại đúng tệp đó hoặc khôi phục "
            "từ bản sao lưu.",
            f"The kept file {digest[:12]}… was damaged on the disk. Send that very file again, or restore it "
            "from a backup.",
        )


def keep(home: Path, content: bytes) -> str:
    """Store a file's bytes and give back their SHA-256; storing the same bytes again changes nothing.

    Bytes that were damaged on the disk since are replaced.

    Raises:
        OSError: they could not be written.
    """
    digest = hashlib.sha256(content).hexdigest()
    path = vault_path(home, digest)
    if not is_whole(path, digest):
        write_durably(path, content, scratch=home / "tmp")
    return digest


def fetch(home: Path, digest: str) -> bytes:
    """The bytes stored under a hash.

    Raises:
        FileNotFoundError: nothing is stored under it.
        DamagedFileError: the bytes changed on the disk.
    """
    content = vault_path(home, digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise DamagedFileError(digest)
    return content


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and has the hash."""
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def vault_path(home: Path, digest: str) -> Path:
    """Where the bytes of a hash lie."""
    return home / "vault" / digest[:2] / digest


def stored(home: Path) -> Iterator[str]:
    """The hashes under which something is stored, in order."""
    for path in sorted((home / "vault").glob("??/*")):
        if path.suffix != ".tmp":
            yield path.name
