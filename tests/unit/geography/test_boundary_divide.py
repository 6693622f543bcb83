"""Division of a shape among seats."""

import pytest
import shapely

from khuyenhoc.geography.divide import divide_shape

SQUARE = shapely.box(106, 10, 107, 11)


def test_each_place_goes_to_the_nearest_seat():
    parts = divide_shape(SQUARE, {"west": shapely.Point(106.2, 10.5), "east": shapely.Point(106.6, 10.5)})

    assert parts["west"].area == pytest.approx(0.4)
    assert parts["east"].area == pytest.approx(0.6)
    assert parts["west"].intersection(parts["east"]).area == pytest.approx(0)


def test_distance_is_measured_on_the_ground():
    far_north = shapely.box(0, 59, 2, 61)
    seats = {"east": shapely.Point(1.5, 60), "north": shapely.Point(1, 60.5)}

    parts = divide_shape(far_north, seats)

    assert parts["east"].contains(shapely.Point(1.5, 60.3))


def test_seat_that_no_place_is_nearest_to_gets_nothing():
    parts = divide_shape(SQUARE, {"inside": shapely.Point(106.5, 10.5), "outside": shapely.Point(110, 10.5)})

    assert list(parts) == ["inside"]
    assert parts["inside"].equals(SQUARE)


def test_scrap_beyond_a_bend_joins_the_part_around_it():
    hooked = shapely.union_all([shapely.box(106, 10, 107, 10.3), shapely.box(106.85, 10, 107, 10.6)])
    seats = {"south": shapely.Point(106.5, 10.0), "north": shapely.Point(106.5, 10.9)}

    parts = divide_shape(hooked, seats)

    assert sum(part.area for part in parts.values()) == pytest.approx(hooked.area)
    assert all(part.geom_type == "Polygon" for part in parts.values())
