"""What the measures of quality find, on shapes drawn by hand."""

import json

import numpy as np
import pytest
import shapely

from khuyenhoc.geography.layers import close_slits
from khuyenhoc.geography.quality import wrong_rings

CLOCKWISE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]
HOLE = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8], [0.2, 0.2]]
FLAT = [[0, 0], [0, 1], [0, 0.5], [0, 0]]


@pytest.mark.parametrize(
    ("polygons", "wrong"),
    [
        ([[CLOCKWISE, HOLE]], 0),
        ([[CLOCKWISE[::-1], HOLE]], 1),
        ([[CLOCKWISE, HOLE[::-1]], [FLAT]], 2),
    ],
)
def test_rings_turned_the_wrong_way_and_flat_ones_are_counted(tmp_path, polygons, wrong):
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    file = tmp_path / "shapes.json"
    file.write_text(json.dumps({"features": [{"geometry": geometry}]}), encoding="utf-8")
    assert wrong_rings(file) == wrong


def test_a_slit_is_closed_and_a_lake_stays() -> None:
    """Four blocks around a gap of 0.0005 degrees (55 m) and, further on, around a lake of 0.01."""
    lake = shapely.box(3, 0.4, 3.01, 0.6)
    whole = shapely.box(0, 0, 4, 1)
    west = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0.6), (1, 0.4), (1, 0)])
    bay = [(1, 1), (1, 0.6), (1.0005, 0.6), (1.0005, 0.4), (1, 0.4), (1, 0)]
    east = shapely.Polygon([*bay, (2, 0), (2, 0.5), (2, 1)])
    north, south = (shapely.box(2, y, 4, y + 0.5).difference(lake) for y in (0.5, 0.0))
    blocks = np.array([west, east, north, south])
    closed = close_slits(blocks)
    assert shapely.coverage_is_valid(closed)
    assert shapely.area(closed).sum() == pytest.approx(whole.area - lake.area)
    # What lies at no slit is left as it is, to the corner.
    assert closed[2] is blocks[2]
    assert closed[3] is blocks[3]
