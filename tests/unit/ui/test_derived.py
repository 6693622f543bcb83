"""What is made of queries is kept by what it is made of, until the data change, and lent out."""

import threading
from dataclasses import dataclass

import pandas as pd
import pytest

from khuyenhoc import data_access
from khuyenhoc.data_access import Shelf, derived, forget_answers

MADE: list[str] = []


class Store:
    """A store that only has a name and a version."""

    identity = "store"
    number = 1

    def version(self) -> int:
        return self.number


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    forget_answers()
    MADE.clear()
    store = Store()
    monkeypatch.setattr(data_access, "open_database", lambda: store)
    return store


@dataclass(frozen=True)
class Card:
    name: str
    rows: pd.DataFrame


@derived
def frame_of(name: str) -> pd.DataFrame:
    MADE.append(name)
    return pd.DataFrame({"unit": ["a", "b"], "value": [float(len(MADE)), 2.0]})


@derived
def other_of(name: str) -> pd.DataFrame:
    MADE.append(f"other {name}")
    return pd.DataFrame({"value": [0]})


@derived
def card_of(name: str) -> tuple[Card, dict[str, pd.DataFrame]]:
    return Card(name, frame_of(name)), {name: frame_of(name)}


@derived
def total_of(rows: pd.DataFrame, *, factor: int = 1) -> float:
    MADE.append("total")
    return float(rows["value"].sum()) * factor


@derived
def total_of_card(card: Card) -> float:
    MADE.append("total of card")
    return float(card.rows["value"].sum())


def test_made_once_for_each_argument_and_function(store: Store) -> None:
    for _ in range(2):
        frame_of("a")
        frame_of("b")
        other_of("a")
    assert MADE == ["a", "b", "other a"]


def test_made_anew_when_the_data_changed(store: Store) -> None:
    frame_of("a")
    store.number = 2
    assert frame_of("a")["value"].tolist() == [2, 2]


def test_made_anew_when_the_reference_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    frame_of("a")
    monkeypatch.setattr(data_access, "reference_edition", lambda: -1)
    frame_of("a")
    assert MADE == ["a", "a"]


def test_nobody_notices_what_another_does_to_a_frame(store: Store) -> None:
    theirs = frame_of("a")
    theirs.loc[0, "value"] = 99
    theirs["more"] = 1
    assert frame_of("a").to_dict("list") == {"unit": ["a", "b"], "value": [1, 2]}


def test_nor_to_one_within_something(store: Store) -> None:
    card, by_name = card_of("a")
    card.rows.loc[0, "value"] = 99
    by_name["a"].loc[0, "value"] = 99
    card, by_name = card_of("a")
    assert card.rows["value"].tolist() == by_name["a"]["value"].tolist() == [1, 2]


def test_a_frame_as_it_was_lent_is_the_same_frame(store: Store) -> None:
    assert [total_of(frame_of("a")), total_of(frame_of("a")), total_of(frame_of("a"), factor=2)] == [3, 3, 6]
    assert total_of_card(card_of("a")[0]) == total_of_card(card_of("a")[0]) == 3
    assert MADE == ["a", "total", "total", "total of card"]


def _set_a_cell(frame: pd.DataFrame) -> pd.DataFrame:
    frame.loc[0, "value"] = 10.0
    return frame


def _set_a_column(frame: pd.DataFrame) -> pd.DataFrame:
    frame["value"] = [10.0, 2.0]
    return frame


def _set_by_place(frame: pd.DataFrame) -> pd.DataFrame:
    frame.iloc[0, 1] = 10.0
    return frame


def _other_rows(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["unit"] == "b"]


def _first_rows(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.iloc[1:]


@pytest.mark.parametrize(
    ("change", "total"),
    [(_set_a_cell, 12), (_set_a_column, 12), (_set_by_place, 12), (_other_rows, 2), (_first_rows, 2)],
)
def test_a_frame_that_was_changed_is_another(store: Store, change: object, total: float) -> None:
    assert total_of(frame_of("a")) == 3
    assert total_of(change(frame_of("a"))) == total
    assert total_of(frame_of("a")) == 3


def test_a_frame_of_ones_own_may_be_changed_after_it_was_given(store: Store) -> None:
    own = pd.DataFrame({"value": [1.0, 2.0]})
    assert total_of(own) == 3
    own.loc[0, "value"] = 10.0
    assert total_of(own) == 12


class TestShelf:
    def test_the_longest_unused_goes_first(self) -> None:
        shelf, made = Shelf(most=2, megabytes=1), []
        for key in ("a", "b", "a", "c", "a", "b"):
            shelf.take(key, lambda key=key: made.append(key))
        assert made == ["a", "b", "c", "b"]

    def test_what_is_heavy_goes_before_there_are_many(self) -> None:
        shelf, made = Shelf(most=100, megabytes=1), []
        for key in ("a", "b", "a"):
            shelf.take(key, lambda key=key: made.append(key), lambda _: 600_000)
        assert made == ["a", "b", "a"]

    def test_what_failed_is_tried_again(self) -> None:
        shelf = Shelf(most=2, megabytes=1)
        with pytest.raises(ZeroDivisionError):
            shelf.take("a", lambda: 1 // 0)
        assert shelf.take("a", lambda: 1) == 1

    def test_who_comes_meanwhile_waits_for_it(self) -> None:
        shelf, made, has_begun, goes_on = Shelf(most=2, megabytes=1), [], threading.Event(), threading.Event()

        def make() -> int:
            has_begun.set()
            goes_on.wait(10)
            made.append("a")
            return 1

        found: list[int] = []
        both = [threading.Thread(target=lambda: found.append(shelf.take("a", make))) for _ in range(2)]
        both[0].start()
        has_begun.wait(10)
        both[1].start()
        goes_on.set()
        for one in both:
            one.join(10)
        assert (found, made) == ([1, 1], ["a"])


@derived
def name_of(values: pd.Series) -> str:
    MADE.append("name")
    return str(values.name)


def test_the_same_values_under_another_name_are_another_column(store: Store) -> None:
    values = frame_of("a")["value"]
    assert [name_of(values), name_of(values.rename("share")), name_of(values)] == ["value", "share", "value"]
    assert MADE.count("name") == 2
