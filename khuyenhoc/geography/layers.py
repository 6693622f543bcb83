"""Layers of units: shapes that meet without gaps or overlaps at each level of both vintages."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography.divide import divide_shape
from khuyenhoc.geography.errors import LayerError
from khuyenhoc.geography.islands import Archipelago

CRS = "EPSG:4326"

# Published layer -> number of units; a build that misses one is refused.
LAYER_UNITS = {
    "provinces-legacy": 63,
    "districts-legacy": 696,
    "provinces-reform": 34,
    "communes-reform": 3321,
}

# Layers that only later calculations need.
COMMUNES_LEGACY = "communes-legacy"
PIECES = "pieces"

DISC_SOURCE = "disc"

# Gaps narrower than this (about 10 m) are rounding left by the division and are closed.
_GAP_WIDTH_DEG = 1e-4

# The widest gap in the source is about 65 m; no lake or island is left out by mistake at this width.
_SOURCE_GAP_DEG = 1e-3

_EQUAL_AREA = "EPSG:6933"


def close_slits(shapes: np.ndarray) -> np.ndarray:
    """Close the few gaps of some metres that the source has between its polygons.

    Args:
        shapes: polygons of the source.

    Returns:
        The polygons in the same order, a valid coverage whose land has no pinholes.
    """
    shapes = np.array(shapes)
    land = shapely.get_parts(shapely.coverage_union_all(shapes))
    holes = np.array([shapely.Polygon(ring) for part in land for ring in part.interiors], dtype=object)
    slits = holes[shapely.is_empty(shapely.buffer(holes, -_SOURCE_GAP_DEG / 2))]
    # Only what lies at a slit: cleaning all 11,163 takes 300 MB, and moves corners that nobody needs to move.
    beside = np.unique(shapely.STRtree(shapes).query(slits, predicate="intersects")[1])
    if len(beside):
        shapes[beside] = shapely.coverage_clean(
            shapes[beside], gap_width=_SOURCE_GAP_DEG, snapping_distance=0.0
        )
    return shapes


def build_former_communes(shapes: np.ndarray, org_unit_ids: Iterable[str]) -> dict[str, shapely.Geometry]:
    """Join the polygons of each former commune, or of each island district that had none.

    Args:
        shapes: polygons of the source, a valid coverage.
        org_unit_ids: the unit of each polygon.

    Returns:
        org_unit_id -> shape.
    """
    return _dissolve(shapes, org_unit_ids)


def build_pieces(
    former: dict[str, shapely.Geometry], crosswalk: pd.DataFrame, units: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Cut the former communes along the present communes.

    Args:
        former: shape of each former commune.
        crosswalk: communes, as `reference.read_crosswalk` gives them.
        units: org_units.csv as `reference.read_units` gives it.

    Returns:
        One row for each former commune and present commune that share land: from_id, to_id, method ("exact"
        or "estimate"), area_km2 and the shared shape.
    """
    seats = dict(zip(units.index, shapely.points(units[["longitude", "latitude"]].to_numpy()), strict=True))
    rows = []
    for from_id, pairs in crosswalk[crosswalk["from_id"].isin(list(former))].groupby("from_id"):
        shape = former[str(from_id)]
        if len(pairs) == 1:
            rows.append((from_id, pairs["to_id"].iloc[0], pairs["method"].iloc[0], shape))
        else:
            parts = divide_shape(shape, {to_id: seats[to_id] for to_id in pairs["to_id"]})
            rows += [(from_id, to_id, "estimate", part) for to_id, part in parts.items()]
    columns = ["from_id", "to_id", "method", "geometry"]
    pieces = gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=CRS)
    return pieces.assign(area_km2=area_km2(pieces.geometry))


def build_present_communes(pieces: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    """Join the pieces of each present commune and mend the joints.

    A dividing line ends on the border of a neighbour that has no corner there, so the joined shapes are no
    valid coverage before `coverage_clean` gives both sides the same corners.

    Args:
        pieces: as `build_pieces` gives them.

    Returns:
        org_unit_id -> shape, a valid coverage.
    """
    joined = {
        str(to_id): shapely.union_all(rows.to_numpy()) for to_id, rows in pieces.groupby("to_id")["geometry"]
    }
    cleaned = shapely.coverage_clean(np.array(list(joined.values())), gap_width=_GAP_WIDTH_DEG)
    return dict(zip(joined, cleaned, strict=True))


def build_layers(
    former: dict[str, shapely.Geometry],
    present: dict[str, shapely.Geometry],
    archipelagos: list[Archipelago],
    units: pd.DataFrame,
    source: str,
) -> dict[str, gpd.GeoDataFrame]:
    """Assemble the published layers from the communes of both vintages.

    Args:
        former: shape of each former commune or island district.
        present: shape of each present commune.
        archipelagos: islands that no shape covers.
        units: org_units.csv as `reference.read_units` gives it.
        source: where the shapes come from, kept in each row; discs say "disc".

    Returns:
        Layer name (`LAYER_UNITS`, `COMMUNES_LEGACY`) -> rows with org_unit_id, name, parent_id, area_km2
        (without discs; missing where a unit is nothing but discs), source and geometry.

    Raises:
        LayerError: when a layer lacks units or is not a valid coverage.
    """
    district_of = [
        unit_id if units.loc[unit_id, "level"] == "district" else units.loc[unit_id, "parent_id"]
        for unit_id in former
    ]
    districts = _dissolve(list(former.values()), district_of)
    shapes = {
        COMMUNES_LEGACY: {i: shape for i, shape in former.items() if units.loc[i, "level"] == "commune"},
        "districts-legacy": districts,
        "provinces-legacy": _dissolve(
            list(districts.values()), [units.loc[i, "parent_id"] for i in districts]
        ),
        "communes-reform": present,
        "provinces-reform": _dissolve(list(present.values()), [units.loc[i, "parent_id"] for i in present]),
    }
    layers = {name: _layer(rows, archipelagos, units, name, source) for name, rows in shapes.items()}
    for name in LAYER_UNITS:
        check_layer(name, layers[name], units)
    return layers


def check_layer(name: str, layer: gpd.GeoDataFrame, units: pd.DataFrame) -> None:
    """Refuse a published layer that is not whole.

    Args:
        name: one of `LAYER_UNITS`.
        layer: rows with org_unit_id and geometry.
        units: org_units.csv as `reference.read_units` gives it.

    Raises:
        LayerError: when units are missing or shapes overlap or leave slits.
    """
    expected = units_of_layer(name, units)
    missing = sorted(set(expected.index) - set(layer["org_unit_id"]))
    if missing or len(layer) != LAYER_UNITS[name]:
        message = f"layer {name} has {len(layer)} of {LAYER_UNITS[name]} units; missing: {', '.join(missing)}"
        raise LayerError(message)
    if not shapely.coverage_is_valid(layer.geometry.to_numpy()):
        message = f"layer {name} is not a valid coverage: some borders overlap or leave slits"
        raise LayerError(message)


def units_of_layer(name: str, units: pd.DataFrame) -> pd.DataFrame:
    """Select the units a layer is about.

    Args:
        name: "<level in plural>-<vintage>".
        units: org_units.csv as `reference.read_units` gives it.

    Returns:
        The rows of that level and vintage.
    """
    level, vintage = name.rsplit("-", 1)
    return units[(units["level"] == level.removesuffix("s")) & (units["vintage"] == vintage)]


def area_km2(shapes: gpd.GeoSeries) -> pd.Series:
    """Measure areas on the ellipsoid.

    Args:
        shapes: polygons in degrees.

    Returns:
        Square kilometres.
    """
    return shapes.to_crs(_EQUAL_AREA).area / 1e6


def _dissolve(shapes: Iterable[shapely.Geometry], keys: Iterable[str]) -> dict[str, shapely.Geometry]:
    groups = pd.Series(list(shapes), dtype=object).groupby(list(keys))
    return {str(key): shapely.coverage_union_all(group.to_numpy()) for key, group in groups}


def _layer(
    shapes: dict[str, shapely.Geometry],
    archipelagos: list[Archipelago],
    units: pd.DataFrame,
    name: str,
    source: str,
) -> gpd.GeoDataFrame:
    """Rows of one layer: land first measured, then completed with the discs of its units."""
    expected = units_of_layer(name, units)
    land = gpd.GeoSeries(shapes, crs=CRS).reindex(expected.index)
    areas = area_km2(land)
    geometry = land.copy()
    for archipelago in archipelagos:
        for unit_id in expected.index.intersection(archipelago.unit_ids):
            known = land[unit_id]
            geometry[unit_id] = archipelago.discs if known is None else known.union(archipelago.discs)
    layer = gpd.GeoDataFrame(
        {
            "org_unit_id": expected.index,
            "name": expected["name"],
            "parent_id": expected["parent_id"],
            "area_km2": areas,
            "source": np.where(land.isna(), DISC_SOURCE, source),
        },
        geometry=geometry,
        crs=CRS,
    )
    return layer[~layer.geometry.isna()].reset_index(drop=True)
