"""What the store that a process serves needs beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from khuyenhoc.address import configured_address
from khuyenhoc.store.database import open_database


@contextmanager
def kept_up() -> Iterator[None]:
    """Look after the store as long as it is served; a folder of one process needs nothing.

    Raises:
        StoreError: a shared store cannot be opened.
    """
    if configured_address() is None:
        yield
        return
    # Opening it first names what is missing in words.
    database = open_database()
    from khuyenhoc.store.shared.upkeep import Upkeep

    upkeep = Upkeep(database)
    upkeep.start()
    try:
        yield
    finally:
        upkeep.stop()
