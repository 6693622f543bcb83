"""What every test shares: a data folder of its own, never the user's, and the store that `--store` names."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from khuyenhoc.access import passwords, permissions, service
from khuyenhoc.access.people import Person
from khuyenhoc.access.shared_accounts import SharedAccountsDatabase
from khuyenhoc.address import SharedAddress
from khuyenhoc.store import database
from khuyenhoc.store.engine import make_engine
from tests.servers import ServerMissingError
from tests.shared_stores import SharedStores, shared_stores

_MAIN = sys.modules["__main__"]

# Tests assert what comes out; how long it takes is measured by `bench`, on a machine that is quiet.
settings.register_profile("values", deadline=None)
settings.load_profile("values")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store",
        choices=("file", "ducklake"),
        default="file",
        help="what the stores of the tests stand on: a folder, or DuckLake with PostgreSQL",
    )


@pytest.fixture(scope="session", autouse=True)
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty data folder that KHUYENHOC_HOME names during the run; each xdist worker has its own."""
    home = tmp_path_factory.mktemp("khuyenhoc-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHUYENHOC_HOME", str(home))
        patch.delenv("KHUYENHOC_STORE", raising=False)
        yield home


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedStores]:
    """Shared stores on a PostgreSQL that runs as long as the tests do."""
    running = shared_stores(tmp_path_factory.mktemp("shared"))
    try:
        made = running.__enter__()
    except ServerMissingError as error:
        pytest.skip(str(error))
    yield made
    running.__exit__(None, None, None)


@pytest.fixture(scope="session", autouse=True)
def chosen_store(request: pytest.FixtureRequest, data_home: Path) -> Iterator[None]:
    """With `--store ducklake`, every folder that a test opens is a shared store instead."""
    if request.config.getoption("--store") == "file":
        yield
        return
    stores = request.getfixturevalue("stores")
    made: dict[Path, SharedAddress] = {}

    def address_of(home: Path) -> SharedAddress:
        if home not in made:
            made[home] = stores.new()
        return made[home]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "FileEngine", lambda home: make_engine(home, address_of(home)))
        patch.setattr(service, "AccountsDatabase", lambda home: SharedAccountsDatabase(address_of(home)))
        yield


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2 as cheap as it gets: what is tested here is not its price."""
    quick = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    passwords._nobodys_hash.cache_clear()
    yield
    passwords._nobodys_hash.cache_clear()


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """A page that was run leaves itself as `__main__`, which processes that are started later run again."""
    yield
    sys.modules["__main__"] = _MAIN


@pytest.fixture
def acting() -> Iterator[list[Person | None]]:
    """Whoever is acting stands in the list."""
    who: list[Person | None] = [None]
    former = permissions._resolver
    permissions.resolve_actor_by(lambda: who[0])
    yield who
    permissions.resolve_actor_by(former)
