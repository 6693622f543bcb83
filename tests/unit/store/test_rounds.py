"""What is looked after again and again goes on after faults, and ends when it is told to."""

import threading

from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.rounds import Rounds


class Faulty(Rounds):
    """Fails twice, then says that it came to a third look."""

    def __init__(self, first_after: float = 0) -> None:
        super().__init__("faulty", seconds=0, first_after=first_after)
        self.faults = [StoreError("đầy", "full"), ValueError("unforeseen")]
        self.is_through = threading.Event()

    def look(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.is_through.set()


def test_it_goes_on_after_any_fault_and_ends_when_told() -> None:
    faulty = Faulty()
    faulty.start()
    thread = faulty._thread
    faulty.start()
    assert faulty._thread is thread
    assert faulty.is_through.wait(60)
    faulty.stop()
    assert not thread.is_alive()


def test_it_ends_before_the_first_look() -> None:
    faulty = Faulty(first_after=600)
    faulty.start()
    faulty.stop()
    assert len(faulty.faults) == 2


def test_what_never_began_may_end() -> None:
    Faulty().stop()
