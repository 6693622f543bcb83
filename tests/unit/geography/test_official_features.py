"""Which units the features of an official file are, and what is no such file."""

import zipfile

import geopandas as gpd
import pandas as pd
import pytest

from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.official_codes import name_features, normalised_codes
from khuyenhoc.geography.official_files import read_official
from tests.unit.geography.official_examples import UNITS, official_rows, square


def test_vintage_follows_from_codes_and_names():
    for vintage, count in (("legacy", 63), ("reform", 34)):
        provinces = UNITS[(UNITS["level"] == "province") & (UNITS["vintage"] == vintage)]
        rows = gpd.GeoDataFrame(
            {"ma": provinces["code"].astype(int), "ten": provinces["short_name"]},
            geometry=[square(place) for place in range(count)],
            crs="EPSG:4326",
        )
        (found,) = name_features(rows, UNITS)
        assert found.layer == f"provinces-{vintage}"
        assert found.features["is_same_name"].all()


def test_one_province_could_be_of_either_map():
    rows = gpd.GeoDataFrame({"ma": ["56"], "ten": ["Khánh Hòa"]}, geometry=[square(0)], crs="EPSG:4326")
    with pytest.raises(OfficialFileError, match="--vintage"):
        name_features(rows, UNITS)
    assert name_features(rows, UNITS, vintage="legacy")[0].layer == "provinces-legacy"


def test_codes_of_former_communes_are_not_taken_for_present_ones():
    former = UNITS[(UNITS["level"] == "commune") & (UNITS["vintage"] == "legacy")].head(400)
    rows = gpd.GeoDataFrame(
        {"ma": former["code"], "ten": former["name"]},
        geometry=[square(place) for place in range(400)],
        crs="EPSG:4326",
    )
    with pytest.raises(OfficialFileError, match="fewer than half"):
        name_features(rows, UNITS)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ([1, 56], ["01", "56"]),
        ([4.0, 22366.0], ["00004", "22366"]),
        (["004", "568"], ["004", "568"]),
        (["01", "00004"], ["01", "00004"]),
        (["", "x1", "123456"], [None, None, None]),
    ],
)
def test_codes_get_their_zeros_back(given, read):
    found = normalised_codes(pd.Series(given))
    assert [None if pd.isna(code) else code for code in found] == read


def test_running_numbers_are_no_codes():
    rows = official_rows().drop(columns=["MA_XA", "MA_TINH"])
    with pytest.raises(OfficialFileError, match="official codes"):
        name_features(rows, UNITS)


@pytest.mark.parametrize("name", ["x.geojson", "x.gpkg", "x.parquet", "x.zip", "x.txt", "gone.geojson"])
def test_what_is_no_boundary_file_is_told(name, tmp_path):
    if name != "gone.geojson":
        (tmp_path / name).write_bytes(b"\x00no boundaries")
    with pytest.raises(OfficialFileError):
        read_official(tmp_path / name)


def test_zip_that_points_outside_writes_nothing(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../outside.geojson", "{}")
    with pytest.raises(OfficialFileError, match="points outside"):
        read_official(tmp_path / "x.zip")
    assert not (tmp_path.parent / "outside.geojson").exists()


def test_metres_without_a_coordinate_system_are_told(tmp_path):
    official_rows().to_crs("EPSG:32648").set_crs(None, allow_override=True).to_file(tmp_path / "x.shp")
    with pytest.raises(OfficialFileError, match="coordinate system"):
        read_official(tmp_path / "x.shp")
