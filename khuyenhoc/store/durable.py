"""Writing files so that they are on the disk, or not there at all.

Every write of the vault, the ledger and the backups goes through the one `FileLayer` below, so that tests
can make the N-th write or fsync fail, tear a write in half, or kill the process in the middle of it.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_CHUNK = 1024 * 1024


class FileLayer:
    """The operating system's file calls, as far as durability rests on them."""

    def write(self, file: BinaryIO, content: bytes) -> None:
        """Hand all bytes to the operating system."""
        remaining = memoryview(content)
        while remaining:
            remaining = remaining[file.write(remaining) :]

    def sync(self, file: BinaryIO) -> None:
        """Wait until a file's bytes are on the disk; macOS has a call of its own for that."""
        full_sync = getattr(fcntl, "F_FULLFSYNC", None)
        if full_sync is not None:
            with suppress(OSError):  # not every file system has it
                fcntl.fcntl(file.fileno(), full_sync)
                return
        os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Give a file its final name, in place of whatever had it."""
        source.replace(target)

    def truncate(self, file: BinaryIO, size: int) -> None:
        """Cut a file to a size."""
        file.truncate(size)

    def sync_folder(self, folder: Path) -> None:
        """Make a folder's entries durable; Windows does so by itself and refuses the call."""
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_layer = FileLayer()


@contextmanager
def file_layer(layer: FileLayer) -> Iterator[None]:
    """Put another layer in place for a while: faults in tests."""
    global _layer
    former, _layer = _layer, layer
    try:
        yield
    finally:
        _layer = former


def write_durably(path: Path, content: bytes, *, scratch: Path | None = None) -> None:
    """Write a whole file under its final name only once every byte is on the disk.

    Args:
        path: final name; missing folders above it are made durably too.
        scratch: folder of the same disk for the unfinished file; by default the file's own folder.

    Raises:
        OSError: it could not be written; what was there before is untouched.
    """
    make_folder(path.parent)
    folder = scratch or path.parent
    folder.mkdir(exist_ok=True)
    unfinished = folder / f"{path.name}.{uuid.uuid4().hex}.tmp"
    try:
        with unfinished.open("xb", buffering=0) as file:
            _layer.write(file, content)
            _layer.sync(file)
        _layer.replace(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _layer.sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each entry durable: a synced file in a lost folder is lost."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _layer.sync_folder(folder.parent)


def append_at(path: Path, size: int, content: bytes) -> None:
    """Add bytes to a file of a known size and wait until they are on the disk.

    Raises:
        OSError: they could not be added, or the file is not of that size; part of them may be in the file.
    """
    is_new = not path.exists()
    with path.open("ab", buffering=0) as file:
        found = file.seek(0, os.SEEK_END)
        if found != size:
            message = f"{path.name} has {found} bytes where {size} were expected"
            raise OSError(message)
        _layer.write(file, content)
        _layer.sync(file)
    if is_new:
        _layer.sync_folder(path.parent)


def cut_to(path: Path, size: int) -> None:
    """Cut a file back to a size, durably.

    Raises:
        OSError: it could not be cut, or not for certain.
    """
    if not path.exists() and size == 0:
        return
    with path.open("r+b", buffering=0) as file:
        _layer.truncate(file, size)
        _layer.sync(file)


def copy_durably(source: Path, target: Path) -> str:
    """Copy a file whole or not at all, and give back the SHA-256 of what was read.

    Raises:
        OSError: it could not be copied.
    """
    make_folder(target.parent)
    digest = hashlib.sha256()
    unfinished = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        with source.open("rb") as reading, unfinished.open("xb", buffering=0) as file:
            while chunk := reading.read(_CHUNK):
                digest.update(chunk)
                _layer.write(file, chunk)
            _layer.sync(file)
        _layer.replace(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _layer.sync_folder(target.parent)
    return digest.hexdigest()


def move(source: Path, target: Path) -> None:
    """Rename a file on the same disk, durably."""
    _layer.replace(source, target)
    _layer.sync_folder(target.parent)
    if source.parent != target.parent:
        _layer.sync_folder(source.parent)


def sync_file(path: Path) -> None:
    """Make a file durable that another process wrote."""
    with path.open("r+b", buffering=0) as file:
        _layer.sync(file)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable."""
    _layer.sync_folder(folder)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
