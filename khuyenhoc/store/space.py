"""Room that must be left on the disk: a full disk is what databases fail on."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.store.errors import NotEnoughSpaceError


def free_bytes(folder: Path) -> int:
    """Bytes free on the disk of a folder."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class SpaceFloor:
    """Writes are refused below this much free space.

    Attributes:
        minimum: bytes that must be free in any case.
        factor: as many times the database file must be free too: a checkpoint, a rebuild and a backup
            copy it.
        free: how to find out; tests put a full disk here.
    """

    minimum: int = 500 * 1024 * 1024
    factor: int = 10
    free: Callable[[Path], int] = free_bytes

    def needed(self, database_file: Path) -> int:
        """Bytes that must be free before anything is written."""
        size = database_file.stat().st_size if database_file.exists() else 0
        return max(self.minimum, self.factor * size)

    def has_room(self, database_file: Path) -> bool:
        """Whether a write would be let through now."""
        return self.free(database_file.parent) >= self.needed(database_file)

    def check(self, database_file: Path, folder: Path | None = None) -> None:
        """Refuse to write on a nearly full disk.

        Args:
            folder: on the disk to look at; by default the database's own.

        Raises:
            NotEnoughSpaceError: with what is left and what is needed.
        """
        needed = self.needed(database_file)
        free = self.free(folder or database_file.parent)
        if free < needed:
            raise NotEnoughSpaceError(free, needed)
