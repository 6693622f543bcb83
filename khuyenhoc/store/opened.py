"""The database that this process has open: of each data folder or shared store one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khuyenhoc.address import SharedAddress, configured_address
from khuyenhoc.home import home_folder
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import make_engine

_open_databases: dict[tuple[Path, SharedAddress | None], Database] = {}
_open_lock = threading.Lock()


def open_database() -> Database:
    """The process's database of the current home folder or shared store, opened at the first call.

    Raises:
        DatabaseInUseError: another process has it open.
        StoreAddressError: `KHUYENHOC_STORE` cannot be understood.
        StoreError: it cannot be opened, and why.
    """
    key = folder, address = home_folder(), configured_address()
    with _open_lock:
        if key not in _open_databases:
            _open_databases[key] = Database(folder, engine=make_engine(folder, address))
        return _open_databases[key]


def close_database() -> None:
    """Close the current home's database if it is open, so that another process may have it."""
    with _open_lock:
        database = _open_databases.pop((home_folder(), configured_address()), None)
    if database is not None:
        database.close()


@contextmanager
def closed_database() -> Iterator[Path]:
    """The current home's folder with its database closed; whoever asks for the database waits until the end.

    For what puts other files in place of the store's. What was read before may be wrong afterwards: caches
    have to be emptied.
    """
    with _open_lock:
        database = _open_databases.pop((home_folder(), configured_address()), None)
        if database is not None:
            database.close()
        yield home_folder()
