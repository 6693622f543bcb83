"""File layers that fail or kill on purpose."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from khuyenhoc.store.durable import FileLayer


def die() -> None:
    """End this process at once, as a power cut or `kill -9` would; nothing is flushed or closed."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class KillingLayer(FileLayer):
    """Kills the process at the first operation of a kind on a path that matches.

    Attributes:
        operation: `write`, `torn write` (half of the bytes get out), `sync`, `after sync` or `replace`.
    """

    def __init__(self, operation: str, matches: Callable[[str], bool]) -> None:
        self.operation, self._matches = operation, matches

    def write(self, file: BinaryIO, content: bytes) -> None:
        """Write, or die before or half-way."""
        if self._is_time("write", file.name):
            die()
        if self._is_time("torn write", file.name):
            super().write(file, content[: len(content) // 2])
            die()
        super().write(file, content)

    def sync(self, file: BinaryIO) -> None:
        """Sync, or die before or after it."""
        if self._is_time("sync", file.name):
            die()
        super().sync(file)
        if self._is_time("after sync", file.name):
            die()

    def replace(self, source: Path, target: Path) -> None:
        """Rename, or die before it."""
        if self._is_time("replace", target):
            die()
        super().replace(source, target)

    def _is_time(self, operation: str, path: object) -> bool:
        return operation == self.operation and self._matches(str(path).replace("\\", "/"))


class FailingLayer(FileLayer):
    """Fails the N-th operation with an error of the system, once or from then on.

    Attributes:
        at: which operation fails; 1 for the first.
        seen: operations so far.
        is_torn: half of the bytes of a failing write get out.
    """

    def __init__(
        self, at: int, *, sticky: bool = False, is_torn: bool = False, code: int = errno.EIO
    ) -> None:
        self.at, self.seen, self.is_torn = at, 0, is_torn
        self._sticky, self._code = sticky, code

    def write(self, file: BinaryIO, content: bytes) -> None:
        """Write, or fail."""
        if self._is_due():
            if self.is_torn:
                super().write(file, content[: len(content) // 2])
            self._fail()
        super().write(file, content)

    def sync(self, file: BinaryIO) -> None:
        """Sync, or fail."""
        if self._is_due():
            self._fail()
        super().sync(file)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, or fail."""
        if self._is_due():
            self._fail()
        super().replace(source, target)

    def truncate(self, file: BinaryIO, size: int) -> None:
        """Cut, or fail."""
        if self._is_due():
            self._fail()
        super().truncate(file, size)

    def sync_folder(self, folder: Path) -> None:
        """Sync a folder, or fail."""
        if self._is_due():
            self._fail()
        super().sync_folder(folder)

    def _is_due(self) -> bool:
        self.seen += 1
        return self.seen == self.at or (self._sticky and self.seen > self.at)

    def _fail(self) -> None:
        raise OSError(self._code, os.strerror(self._code))
