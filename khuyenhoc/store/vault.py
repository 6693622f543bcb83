"""Original files, kept for ever under the SHA-256 of their bytes."""

import hashlib
from pathlib import Path

from khuyenhoc.store.durable import write_durably


class DamagedFileError(RuntimeError):
    """A stored file whose bytes no longer have the hash it is named by."""


def keep(home: Path, content: bytes) -> str:
    """Store a file's bytes and give back their SHA-256; storing the same bytes again changes nothing."""
    digest = hashlib.sha256(content).hexdigest()
    path = vault_path(home, digest)
    if not path.exists():
        write_durably(path, content)
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


def vault_path(home: Path, digest: str) -> Path:
    """Where the bytes of a hash lie."""
    return home / "vault" / digest[:2] / digest
