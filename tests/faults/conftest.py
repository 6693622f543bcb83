"""Stores to break, and the one judgement after every fault."""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from khuyenhoc.store.database import Database
from khuyenhoc.store.proof.checker import judge
from khuyenhoc.store.proof.reports import make_report
from khuyenhoc.store.space import SpaceFloor
from khuyenhoc.store.submissions import store_submission

NO_FLOOR = SpaceFloor(minimum=0, factor=0)


@dataclass
class Store:
    """A store in use, and what it acknowledged so far."""

    home: Path
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    receipts: list[str] = field(default_factory=list)
    database: Database | None = None

    def open(self) -> Database:
        self.database = Database(self.home, floor=NO_FLOOR)
        return self.database

    def close(self) -> None:
        if self.database is not None:
            self.database.close()
            self.database = None

    def submit(self, count: int = 1, **options: object) -> None:
        for _ in range(count):
            receipt = store_submission(
                self.database, *make_report(self.chance, **options), submitted_by="tester"
            )
            self.receipts.append(receipt.receipt_code)

    def entries(self) -> list[dict]:
        """What its ledger holds, wherever that lies."""
        return [line.entry for line in self.database.ledger.whole().lines]

    def is_clean(self, withdrawn: Iterable[str] = ()) -> bool:
        found = judge(self.database, self.receipts, withdrawn)
        assert found.is_clean, found
        return True


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first start leaves it: making one takes half a second, copying one does not."""
    home = tmp_path_factory.mktemp("empty") / "home"
    home.mkdir()
    store = Store(home)
    store.open()
    store.close()
    return home


@pytest.fixture
def store(empty_home: Path, tmp_path: Path) -> Iterator[Store]:
    home = tmp_path / "home"
    shutil.copytree(empty_home, home)
    store = Store(home)
    store.open()
    yield store
    store.close()


@dataclass(frozen=True)
class Crashed:
    """A data folder as a crash left it: some submissions in the database file, later ones in its log."""

    folder: Path
    receipts: tuple[str, ...]


@pytest.fixture(scope="session")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Crashed:
    home = tmp_path_factory.mktemp("crashed") / "home"
    home.mkdir()
    store = Store(home)
    store.open()
    store.submit(4)
    store.close()
    store.open()
    store.submit(4)
    copy = home.parent / "copy"
    shutil.copytree(home, copy)
    store.close()
    assert (copy / "khuyenhoc.duckdb.wal").stat().st_size > 1000
    return Crashed(copy, tuple(store.receipts))


@pytest.fixture
def after_crash(crashed: Crashed, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes a store of the crashed folder's copies; it is not open yet."""
    made: list[Store] = []

    def make() -> Store:
        home = tmp_path / f"home{len(made)}"
        shutil.copytree(crashed.folder, home)
        made.append(Store(home, receipts=list(crashed.receipts)))
        return made[-1]

    yield make
    for store in made:
        store.close()
