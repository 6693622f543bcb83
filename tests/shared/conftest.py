"""Stores that several processes share, opened twice as two processes would."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.database import Database
from tests.servers import ServerMissingError, running_object_storage
from tests.shared_stores import SharedStores

pytestmark = pytest.mark.ducklake


@dataclass(frozen=True)
class Pair:
    """One store, and two who have it open."""

    address: SharedAddress
    first: Database
    second: Database


@pytest.fixture
def pair(stores: SharedStores, tmp_path: Path) -> Iterator[Pair]:
    address = stores.new()
    first, second = (stores.open(address, tmp_path / name) for name in ("first", "second"))
    yield Pair(address, first, second)
    second.close()
    first.close()


@pytest.fixture(scope="session")
def object_storage() -> Iterator[str]:
    """URL of an empty bucket; the environment says how to reach it."""
    running = running_object_storage()
    try:
        environment = running.__enter__()
    except ServerMissingError as error:
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        import boto3

        boto3.client("s3").create_bucket(Bucket="khuyenhoc")
        yield "s3://khuyenhoc/store"
    running.__exit__(None, None, None)
