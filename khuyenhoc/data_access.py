"""The one cache between pages and the database.

What was made once is lent to everybody who asks the same question, until the data change. Nothing is copied
for it: pandas copies a frame that it lent when somebody changes it, and only then.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database, open_database

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Parameter = str | int | float | bool | tuple[str, ...] | None

_MEGABYTE = 1_000_000


@dataclass
class _Place:
    """Where one thing stands; whoever comes while it is made waits for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    is_filled: bool = False
    thing: object = None
    weight: int = 0


class Shelf:
    """What was made, by what it was made of; the longest unused go first when there is too much."""

    def __init__(self, *, most: int, megabytes: int) -> None:
        """An empty shelf.

        Args:
            most: so many things at most.
            megabytes: so heavy at most, as far as `weigh` of `take` tells.
        """
        self._most, self._heaviest = most, megabytes * _MEGABYTE
        self._lock = threading.Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._weight = 0

    def take(
        self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int] = lambda _: 0
    ) -> Made:
        """What stands under a key, made first where nothing does; whatever `make` raises is raised."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
        if not place.is_filled:
            with place.lock:
                if not place.is_filled:
                    place.thing = make()
                    place.weight = weigh(place.thing)
                    place.is_filled = True
                    self._make_room(key, place)
        return place.thing

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._places.clear()
            self._weight = 0

    def _make_room(self, key: Hashable, newest: _Place) -> None:
        with self._lock:
            if self._places.get(key) is newest:
                self._weight += newest.weight
            while len(self._places) > 1 and (len(self._places) > self._most or self._weight > self._heaviest):
                _, oldest = self._places.popitem(last=False)
                self._weight -= oldest.weight


_answers = Shelf(most=512, megabytes=200)
_derived = Shelf(most=256, megabytes=200)


def query(name: str, scope: Scope, **parameters: Parameter) -> pd.DataFrame:
    """Result of `queries/<name>.sql` within a scope, kept until the data change.

    Raises:
        UnknownQueryError: no such query.
        QueryTooSlowError: it took too long.
    """
    database = open_database()
    key = (*_state(database), name, scope, tuple(sorted(parameters.items())))
    found = _answers.take(key, lambda: answer(database, name, scope, _plain(parameters)), _bytes)
    return found.copy(deep=False)


def derived(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Keep what a function makes of queries, by its arguments, until the data change.

    The function is called by position, with the scope among its arguments, all of which can be hashed. What it
    gives may hold frames: in tuples, in dictionaries, in dataclasses; everything else in it stays as it is.
    """

    @wraps(make)
    def ask(*arguments: Asked.args) -> Made:
        key = (*_state(open_database()), make, arguments)
        return _lent(_derived.take(key, lambda: make(*arguments), _bytes))

    return ask


def forget_answers() -> None:
    """Forget everything that was kept."""
    _answers.clear()
    _derived.clear()


def data_state() -> tuple[str, int]:
    """Which store, and how often its data changed: for what is kept elsewhere."""
    return _state(open_database())


def _state(database: Database) -> tuple[str, int]:
    return database.identity, database.version()


def _plain(parameters: dict[str, Parameter]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}


def _lent(thing: Made) -> Made:
    """The same with frames that may be changed without anybody else noticing."""
    if isinstance(thing, pd.DataFrame):
        return thing.copy(deep=False)
    if isinstance(thing, tuple):
        return tuple(_lent(each) for each in thing)
    if isinstance(thing, dict):
        return {key: _lent(each) for key, each in thing.items()}
    if is_dataclass(thing) and any(
        isinstance(getattr(thing, each.name), pd.DataFrame) for each in fields(thing)
    ):
        return replace(thing, **{each.name: _lent(getattr(thing, each.name)) for each in fields(thing)})
    return thing


def _bytes(thing: object) -> int:
    """About how much memory the frames in something take."""
    if isinstance(thing, pd.DataFrame):
        return int(thing.memory_usage(deep=True).sum())
    if isinstance(thing, tuple):
        return sum(_bytes(each) for each in thing)
    if isinstance(thing, dict):
        return sum(_bytes(each) for each in thing.values())
    if is_dataclass(thing):
        return sum(_bytes(getattr(thing, each.name)) for each in fields(thing))
    return 0
