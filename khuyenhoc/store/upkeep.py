"""What the store that a process serves needs beside it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

from khuyenhoc.address import configured_address
from khuyenhoc.store.clustering import put_in_order_if_due
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.rounds import Rounds

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


class FileUpkeep(Rounds):
    """Puts the rows of a folder's store in order where many came in since the last time."""

    def __init__(self) -> None:
        super().__init__("upkeep", seconds=_LOOK_SECONDS, first_after=_LOOK_SECONDS)

    def look(self) -> None:
        """See whether it pays now."""
        keep_in_order(open_database)


def keep_in_order(open_store: Callable[[], Database]) -> None:
    """Put a store's rows in order if it pays; a failure costs nothing but speed and is tried again later."""
    try:
        if put_in_order_if_due(open_store()):
            _log.info("the values that count were put in order")
    except (duckdb.Error, StoreError) as error:
        _log.warning("the values that count stay in the order in which they came: %s", error)
