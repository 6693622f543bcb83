"""One process per data folder.

DuckDB locks its own file, but only once it is open: recovery, restore and rebuild move files about
before that.
"""

import os
from pathlib import Path
from typing import BinaryIO

from khuyenhoc.store.errors import DatabaseInUseError

if os.name == "nt":
    import msvcrt
else:
    import fcntl


class HomeLock:
    """Held from the first touch of a data folder to the last; the system frees it when the process dies."""

    def __init__(self, home: Path) -> None:
        self._file: BinaryIO = (home / "khuyenhoc.lock").open("ab")
        try:
            if os.name == "nt":
                self._file.seek(0)
                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                # flock, not lockf: that one would be lost as soon as anything in the process closed the file.
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise DatabaseInUseError(home) from error

    def release(self) -> None:
        """Let another process have the folder."""
        self._file.close()
