import pytest
import shapely

from khuyenhoc.geography.labels import room_around


def test_room_is_twice_the_nearer_side() -> None:
    assert room_around(shapely.box(0, 0, 10, 4), 3, 2) == 6


def test_room_ends_at_a_bay() -> None:
    bay = shapely.box(6, 1, 8, 3)
    assert room_around(shapely.box(0, 0, 10, 4) - bay, 4, 2) == pytest.approx(4)


def test_no_room_outside() -> None:
    assert room_around(shapely.box(0, 0, 1, 1), 5, 0.5) == 0
