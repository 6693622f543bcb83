"""What is looked after now and then as long as a process serves the store."""

import logging
import threading
from abc import ABC, abstractmethod

from khuyenhoc.store.errors import StoreError

_log = logging.getLogger(__name__)


class Rounds(ABC):
    """A thread that looks again and again, whatever came of the look before.

    Attributes:
        first_after: seconds before the first look, so that a start is not slowed down.
        stopping: set once it is to end, for looks that wait.
    """

    def __init__(self, name: str, *, seconds: float, first_after: float) -> None:
        """Prepare a thread of that name; `seconds` lie between the end of a look and the next one."""
        self.first_after = first_after
        self.stopping = threading.Event()
        self._name, self._seconds = name, seconds
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in a thread that does not keep the process alive; once is enough."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, after what is under way."""
        self.stopping.set()
        if self._thread is not None:
            self._thread.join()

    @abstractmethod
    def look(self) -> None:
        """See whether something is to be done, and do it."""

    def _run(self) -> None:
        wait = self.first_after
        while not self.stopping.wait(wait):
            wait = self._seconds
            try:
                self.look()
            except StoreError as error:
                _log.warning("%s: %s", self._name, error.en)
            except Exception:  # noqa: BLE001 - the next look must not depend on a fault in this one
                _log.exception("%s goes on after", self._name)
