"""Features of sets without codes: names in several spellings, told apart by province, kind and place."""

import geopandas as gpd
import pytest
import shapely

from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.official_names import name_without_codes
from khuyenhoc.geography.reference import read_units

UNITS = read_units()


def features(rows: list[tuple], columns: list[str], places: list[tuple[float, float]]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(rows, columns=columns)
    shapes = [shapely.Point(place).buffer(0.01) for place in places]
    return frame.set_geometry(gpd.GeoSeries(shapes, crs="EPSG:4326"))


def seat(unit: str) -> tuple[float, float]:
    return float(UNITS.loc[unit, "longitude"]), float(UNITS.loc[unit, "latitude"])


def test_provinces_in_every_spelling() -> None:
    """Hà Tây went into Hà Nội in 2008; Thừa Thiên Huế is called Huế since."""
    spelt = ["Ha Noi", "Hà Tây", "Tỉnh Thừa Thiên Huế", "Ho Chi Minh city", "Bà Rịa–Vũng Tàu", "KHÁNH HOÀ"]
    ids = ["legacy-01", "legacy-01", "legacy-46", "legacy-79", "legacy-77", "legacy-56"]
    found = name_without_codes(features([(n,) for n in spelt], ["NAME"], list(map(seat, ids))), UNITS)
    assert found.layer == "provinces-legacy"
    assert list(found.features["org_unit_id"]) == ids


def test_the_vintage_of_provinces_follows_what_is_there() -> None:
    """All 34: former provinces of these names exist too, but they would be little more than half of 63."""
    present = UNITS[(UNITS["vintage"] == "reform") & (UNITS["level"] == "province")]
    rows = [(name,) for name in present["short_name"]]
    found = name_without_codes(features(rows, ["ten"], [seat(unit) for unit in present.index]), UNITS)
    assert found.layer == "provinces-reform"
    assert list(found.features["org_unit_id"]) == list(present.index)


def test_communes_of_one_name_are_told_apart() -> None:
    """By province where a column names it; else the nearest seat, unless it is far."""
    communes = UNITS[(UNITS["vintage"] == "reform") & (UNITS["level"] == "commune")]
    common = communes[communes["name"] == "Xã Tân Tiến"]
    assert len(common) > 2
    chosen = communes[(communes["parent_id"] == "reform-08") | communes.index.isin(common.index)]
    rows = list(zip(chosen["short_name"], UNITS.loc[chosen["parent_id"], "name"], strict=True))
    seats = [seat(unit) for unit in chosen.index]
    by_province = name_without_codes(features(rows, ["xa", "tinh"], seats), UNITS, vintage="reform")
    by_place = name_without_codes(features([row[:1] for row in rows], ["xa"], seats), UNITS, vintage="reform")
    for found in (by_province, by_place):
        assert found.layer == "communes-reform"
        assert list(found.features["org_unit_id"]) == list(chosen.index)
    at_sea = [(112.0, 20.0)] * len(rows)
    strayed = name_without_codes(features(rows, ["xa", "tinh"], at_sea), UNITS, vintage="reform")
    # Far from every seat: the province it names is all that is believed.
    assert strayed.layer == "provinces-reform"


def test_a_set_that_names_nothing_known_is_refused() -> None:
    with pytest.raises(OfficialFileError):
        name_without_codes(features([("Alpha",), ("Beta",)], ["NAME"], [(105, 21), (106, 11)]), UNITS)
