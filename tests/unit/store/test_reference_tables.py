"""The tables that come with the release are known by name: a shared store's processes copy them."""

from khuyenhoc.store import schema
from khuyenhoc.store.content import CONTENT_TABLES


def test_they_are_the_ones_that_are_filled() -> None:
    assert set(schema.REFERENCE_TABLES) == set(schema._reference_frames())


def test_none_holds_what_people_stored() -> None:
    assert not set(schema.REFERENCE_TABLES) & set(CONTENT_TABLES)
