"""Rings of the source: how concatenated ones are told apart."""

import json

import pytest
import shapely

from khuyenhoc.geography.errors import SourceFormatError
from khuyenhoc.geography.source import build_shape, load_polygons, split_rings

CLOCKWISE = [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]
HOLE = [[2, 2], [4, 2], [4, 4], [2, 4], [2, 2]]
ISLAND = [[20, 0], [20, 1], [21, 1], [21, 0], [20, 0]]
WITHOUT_AREA = [[30, 0], [31, 1], [30, 0]]


def test_one_ring_stays_one():
    rings = split_rings(CLOCKWISE)

    assert [ring.tolist() for ring in rings] == [CLOCKWISE]


def test_rings_that_follow_one_another_are_split():
    rings = split_rings([*CLOCKWISE, *HOLE, *ISLAND])

    assert [ring.tolist() for ring in rings] == [CLOCKWISE, HOLE, ISLAND]


def test_a_ring_that_never_closes_is_refused():
    with pytest.raises(SourceFormatError, match="does not return to its start"):
        split_rings([[0, 0], [0, 1], [1, 1]])


def test_counter_clockwise_ring_is_a_hole_of_the_exterior_around_it():
    shape = build_shape(split_rings([*ISLAND, *CLOCKWISE, *HOLE]))

    assert shape.geom_type == "MultiPolygon"
    assert shape.area == 100 - 4 + 1
    assert [len(part.interiors) for part in shape.geoms] == [0, 1]


def test_single_ring_becomes_a_polygon():
    assert build_shape(split_rings(CLOCKWISE)).equals(shapely.box(0, 0, 10, 10))


def test_ring_without_area_is_dropped():
    shape = build_shape(split_rings([*CLOCKWISE, *WITHOUT_AREA]))

    assert shape.is_valid
    assert shape.geom_type == "Polygon"


def test_holes_alone_are_refused():
    with pytest.raises(SourceFormatError, match="exterior"):
        build_shape(split_rings(HOLE))


def test_file_of_another_structure_is_refused(tmp_path):
    path = tmp_path / "vie.json"
    path.write_text(
        json.dumps([{"province": "A", "district": "B", "coordinates": CLOCKWISE}]), encoding="utf-8"
    )

    with pytest.raises(SourceFormatError, match="ward"):
        load_polygons(path)


def test_names_and_shapes_keep_the_order_of_the_file(tmp_path):
    path = tmp_path / "vie.json"
    features = [
        {"province": "P", "district": "D", "ward": name, "coordinates": ring}
        for name, ring in (("Đất liền", CLOCKWISE), ("Đảo", ISLAND))
    ]
    path.write_text(json.dumps(features, ensure_ascii=False), encoding="utf-8")

    polygons = load_polygons(path)

    assert polygons.names == (("P", "D", "Đất liền"), ("P", "D", "Đảo"))
    assert shapely.area(polygons.shapes).tolist() == [100, 1]
