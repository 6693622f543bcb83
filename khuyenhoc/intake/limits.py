"""How long the analysis of a file may take: one may keep every limit of the guard and still be laborious."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf

from khuyenhoc.intake.refusals import TOO_LABORIOUS, refused

# A national sheet takes half a second; a slow office PC is given ten times as long as that.
MOST_SECONDS = 6.0

_END: ContextVar[float] = ContextVar("end", default=inf)


@contextmanager
def time_limit(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Bound the processor time that this thread spends inside: a busy computer turns no file away.

    Raises:
        Refused: by `check_time`, once the time is over.
    """
    token = _END.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _END.reset(token)


def check_time() -> None:
    """Called for each row and column looked at.

    Raises:
        Refused: the time is over.
    """
    if time.thread_time() > _END.get():
        raise refused(TOO_LABORIOUS)
