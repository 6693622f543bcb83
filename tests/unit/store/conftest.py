"""What the tests of the store share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.store.database import Database
from khuyenhoc.store.verification import verify_store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty store, which must hold together after the test."""
    database = Database(tmp_path)
    yield database
    assert verify_store(database).is_sound
    database.close()
