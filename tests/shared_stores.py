"""Shared stores for tests: made once, then copied, each in a database and a folder of its own."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.database import Database
from khuyenhoc.store.engine import make_engine
from khuyenhoc.store.space import SpaceFloor
from tests.servers import Postgres, running_postgres

NO_FLOOR = SpaceFloor(minimum=0, factor=0)


@dataclass
class SharedStores:
    """Makes stores on one PostgreSQL server; what they keep as files lies in a folder."""

    postgres: Postgres
    folder: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _has_template: bool = False

    def new(self) -> SharedAddress:
        """The address of an empty store, as its first opening leaves it."""
        if not self._has_template:
            self._make_template()
        name = f"store_{next(self._numbers)}"
        shutil.copytree(self.folder / "template", self.folder / name)
        self._execute(f"create database {name} template template_store")
        return self._address(name)

    def unmade(self, data: str = "") -> SharedAddress:
        """The address of a store that nobody has opened yet."""
        name = f"store_{next(self._numbers)}"
        (self.folder / name).mkdir()
        self._execute(f"create database {name}")
        return SharedAddress(self.postgres.url(name), data or str(self.folder / name))

    def open(self, address: SharedAddress, home: Path) -> Database:
        """Open a store as a process of its own would, with a folder for its scratch files."""
        home.mkdir(parents=True, exist_ok=True)
        return Database(home, floor=NO_FLOOR, engine=make_engine(home, address))

    def _make_template(self) -> None:
        (self.folder / "template").mkdir()
        self._execute("create database template_store")
        address = SharedAddress(self.postgres.url("template_store"), str(self.folder / "template"))
        self.open(address, self.folder / "template-home").close()
        self._has_template = True

    def _address(self, name: str) -> SharedAddress:
        return SharedAddress(self.postgres.url(name), str(self.folder / name))

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.postgres.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def shared_stores(folder: Path) -> Iterator[SharedStores]:
    """A server with stores; see `running_postgres`."""
    with running_postgres() as postgres:
        yield SharedStores(postgres, folder)
