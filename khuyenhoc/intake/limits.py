"""How long the analysis of a file may take: one may keep every limit of the guard and still be laborious."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from khuyenhoc.intake.refusals import TOO_LABORIOUS, refused

# A national sheet takes half a second; a slow office PC is given ten times as long as that.
MOST_SECONDS = 6.0

# By the clock on the wall, and by the processor time of the thread.
_END: ContextVar[tuple[float, float]] = ContextVar("end", default=(inf, inf))


@contextmanager
def time_limit(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Bound the processor time that this thread spends inside: a busy computer turns no file away.

    Raises:
        Refused: by `check_time`, once the time is over.
    """
    token = _END.set((time.perf_counter() + seconds, time.thread_time() + seconds))
    try:
        yield
    finally:
        _END.reset(token)


def check_time() -> None:
    """Called for each row and column looked at.

    Raises:
        Refused: the time is over.
    """
    wall, processor = _END.get()
    # Asking for the processor time takes long itself, and it never runs ahead of the other clock.
    if time.perf_counter() > wall and time.thread_time() > processor:
        raise refused(TOO_LABORIOUS)
