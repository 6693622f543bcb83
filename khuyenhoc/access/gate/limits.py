"""How much one client may ask for: token buckets in memory, and a lid on bodies."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Message, Receive

_MOST_CLIENTS = 20_000


@dataclass(frozen=True)
class Rate:
    """So many at once, and so many a second after that."""

    burst: float
    per_second: float


# A first page load is some 120 files; several people share one office's address.
ANONYMOUS = Rate(240, 4)
SIGN_IN = Rate(20, 0.1)
SIGNED_IN = Rate(1200, 40)


class Buckets:
    """Token buckets by client; the clients unheard of for longest are forgotten first."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = lambda: time.monotonic()) -> None:
        self._rate, self._clock = rate, clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> bool:
        """Whether a client may go on; takes one token."""
        now = self._clock()
        level, since = self._levels.pop(client, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - since) * self._rate.per_second)
        is_allowed = level >= 1
        self._levels[client] = (level - 1 if is_allowed else level, now)
        if len(self._levels) > _MOST_CLIENTS:
            self._levels.popitem(last=False)
        return is_allowed


class LimitedBody:
    """A request body that breaks off when it grows over a limit, whatever length was announced.

    Attributes:
        is_exceeded: whether it did.
    """

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most
        self.is_exceeded = False

    async def receive(self) -> Message:
        """The next piece; past the limit, word that the client is gone."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.is_exceeded = True
            return {"type": "http.disconnect"}
        return message
