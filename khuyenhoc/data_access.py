"""The one cache between pages and the database.

What was made once is lent to everybody who asks the same question, until the data change. Nothing is copied
for it: pandas copies a frame that it lent when somebody changes it, and only then.
"""

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from typing import ParamSpec, TypeVar

import numpy as np
import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.reference import reference_edition
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database
from khuyenhoc.store.opened import open_database

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
_derived = Shelf(most=1024, megabytes=200)


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
    """Keep what a function makes, by what it is given, until the data change.

    For what is made of queries, choices and the reference data, and of nothing else: no clock, no session. A
    frame counts as the same one while it is as it was lent: so what is derived may be derived from further.
    It may give frames, also within tuples, dictionaries and dataclasses; all else in them must not be
    changed.
    """

    @wraps(make)
    def ask(*given: Asked.args, **named: Asked.kwargs) -> Made:
        everything = (*given, *named.items())
        key = (*_state(open_database()), make, _told(everything))
        # What frames are told apart by is theirs as long as they are there.
        made, _ = _derived.take(key, lambda: (make(*given, **named), _lent(everything)), _bytes)
        return _lent(made)

    return ask


def forget_answers() -> None:
    """Forget everything that was kept."""
    _answers.clear()
    _derived.clear()


def data_state() -> tuple[str, int, int]:
    """Which store, and how often its data and the reference changed: for what is kept elsewhere."""
    return _state(open_database())


def _state(database: Database) -> tuple[str, int, int]:
    return database.identity, database.version(), reference_edition()


def _plain(parameters: dict[str, Parameter]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in parameters.items()}


def _lent(thing: Made) -> Made:
    """The same with frames that may be changed without anybody else noticing; itself where it has none."""
    if isinstance(thing, pd.DataFrame | pd.Series):
        return thing.copy(deep=False)
    if type(thing) is dict:
        lent = {key: _lent(each) for key, each in thing.items()}
        return lent if any(lent[key] is not each for key, each in thing.items()) else thing
    if type(thing) in {tuple, list}:
        parts = [_lent(each) for each in thing]
        is_same = all(part is each for part, each in zip(parts, thing, strict=True))
        return thing if is_same else type(thing)(parts)
    if is_dataclass(thing) and not hasattr(thing, "fingerprint") and not _can_be_hashed(thing):
        parts = {each.name: _lent(getattr(thing, each.name)) for each in fields(thing)}
        return replace(thing, **parts)
    return thing


def _told(thing: object) -> Hashable:
    """What tells something from everything else; of a frame, the memory that it shares with the one kept.

    pandas never writes into memory that another frame shares. What has a fingerprint is told by that.
    """
    if isinstance(thing, pd.DataFrame | pd.Series):
        held = thing._mgr
        blocks = ((_memory(block.values), block.mgr_locs.as_array.tobytes()) for block in held.blocks)
        name = thing.name if isinstance(thing, pd.Series) else None
        return (type(thing), name, *blocks, *(_of_axis(axis) for axis in held.axes))
    if hasattr(thing, "fingerprint"):
        return (type(thing), thing.fingerprint)
    if type(thing) in {tuple, list}:
        return tuple(_told(each) for each in thing)
    if type(thing) is dict:
        return tuple((key, _told(each)) for key, each in thing.items())
    if is_dataclass(thing) and not _can_be_hashed(thing):
        return (type(thing), *(_told(getattr(thing, each.name)) for each in fields(thing)))
    return thing


def _of_axis(axis: pd.Index) -> Hashable:
    if isinstance(axis, pd.RangeIndex):
        return (axis.start, axis.stop, axis.step, axis.name)
    if isinstance(axis, pd.MultiIndex):  # its values are made anew each time they are asked for
        return pickle.dumps(axis)
    return (_memory(axis._values), axis.name)


def _memory(values: object) -> Hashable:
    """Where the values of a column lie; what they are, where that cannot be told."""
    if isinstance(values, np.ndarray):
        return (values.__array_interface__["data"][0], values.shape, values.strides, values.dtype.str)
    if hasattr(values, "_pa_array"):
        return id(values._pa_array)
    if hasattr(values, "_ndarray"):
        return (_memory(values._ndarray), values.dtype)
    return pickle.dumps(values)


def _can_be_hashed(thing: object) -> bool:
    try:
        hash(thing)
    except TypeError:
        return False
    return True


def _bytes(thing: object) -> int:
    """About how much memory the frames in something take."""
    if isinstance(thing, pd.DataFrame):
        return int(thing.memory_usage(deep=True).sum())
    if type(thing) in {tuple, list}:
        return sum(_bytes(each) for each in thing)
    if type(thing) is dict:
        return sum(_bytes(each) for each in thing.values())
    if is_dataclass(thing) and not _can_be_hashed(thing):
        return sum(_bytes(getattr(thing, each.name)) for each in fields(thing))
    return 0
