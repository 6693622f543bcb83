"""What the store that a process serves needs beside it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from khuyenhoc.address import configured_address
from khuyenhoc.store.clustering import put_in_order_if_due
from khuyenhoc.store.database import Database, open_database
from khuyenhoc.store.errors import StoreError

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 3600


@contextmanager
def kept_up() -> Iterator[None]:
    """Look after the store as long as it is served.

    Raises:
        StoreError: a shared store cannot be opened.
    """
    if configured_address() is None:
        upkeep = FileUpkeep()
    else:
        # Opening it first names what is missing in words.
        database = open_database()
        from khuyenhoc.store.shared.upkeep import Upkeep

        upkeep = Upkeep(database)
    upkeep.start()
    try:
        yield
    finally:
        upkeep.stop()


class FileUpkeep:
    """A thread that puts the rows of a folder's store in order where many came in since the last time."""

    def __init__(self, *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._look_seconds = look_seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin; the first look is an hour away, so that a start is not slowed down."""
        self._thread.start()

    def stop(self) -> None:
        """End, after what is under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._look_seconds):
            keep_in_order(open_database)


def keep_in_order(open_store: Callable[[], Database]) -> None:
    """Put a store's rows in order if it pays; a failure costs nothing but speed and is tried again later."""
    try:
        if put_in_order_if_due(open_store()):
            _log.info("the values that count were put in order")
    except (duckdb.Error, StoreError) as error:
        _log.warning("the values that count stay in the order in which they came: %s", error)
