"""What is made of queries is kept by its arguments, until the data change, and handed out as copies."""

import pandas as pd
import pytest

from khuyenhoc import data_access
from khuyenhoc.data_access import derived, forget_answers

MADE: list[str] = []


class Store:
    """A store that only has a folder and a version."""

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


@derived
def frame_of(name: str) -> pd.DataFrame:
    MADE.append(name)
    return pd.DataFrame({"value": [len(MADE)]})


@derived
def other_of(name: str) -> pd.DataFrame:
    MADE.append(f"other {name}")
    return pd.DataFrame({"value": [0]})


def test_made_once_for_each_argument_and_function(store: Store) -> None:
    for _ in range(2):
        frame_of("a")
        frame_of("b")
        other_of("a")
    assert MADE == ["a", "b", "other a"]


def test_made_anew_when_the_data_changed(store: Store) -> None:
    frame_of("a")
    store.number = 2
    assert frame_of("a")["value"].tolist() == [2]


def test_everybody_gets_a_copy(store: Store) -> None:
    theirs = frame_of("a")
    theirs.loc[0, "value"] = 99
    assert frame_of("a")["value"].tolist() == [1]
