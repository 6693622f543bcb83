"""Python's search for cycles among objects, told to wait while a report is read.

A report makes tens of thousands of figures. They form no cycles and all are kept, but every few hundred
of them set off a search, and some of these go through everything that the process holds.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Pauses:
    """How many wish it to wait, and whether it was on before the first of them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0
        self.was_on = False


_PAUSES = _Pauses()


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search within, in any thread; once the last of several has ended, all is as before the first."""
    with _PAUSES.lock:
        if not _PAUSES.count:
            _PAUSES.was_on = gc.isenabled()
            gc.disable()
        _PAUSES.count += 1
    try:
        yield
    finally:
        with _PAUSES.lock:
            _PAUSES.count -= 1
            if not _PAUSES.count and _PAUSES.was_on:
                # What was made meanwhile counts as old at once: else all of it is searched right now.
                gc.freeze()
                gc.unfreeze()
                gc.enable()
