"""How a layer from elsewhere differs from the derived one, unit by unit."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography.layers import DISC_SOURCE, area_km2
from khuyenhoc.geography.official_codes import NamedFeatures

# Shares of overlap (intersection over union) with the derived shape. A known code with another name is
# believed when the shape lies where the derived one does; code and name together, unless it lies elsewhere.
_SURELY_SAME = 0.5
_SAME_PLACE = 0.1
# Areas that differ by more than this share are listed.
_AREA_DIFFERENCE = 0.25
# Detail that overlaps need not see, about 50 m.
_COMPARED_AT_DEG = 5e-4


@dataclass(frozen=True)
class LayerReport:
    """What was found in an official file about one layer.

    Attributes:
        layer: one of `layers.LAYER_UNITS`.
        features: shapes in the file, parts of one unit joined.
        accepted: how many of them are used.
        missing: units without an official shape; they keep the derived one.
        unknown_codes: codes that no unit of the layer has.
        renamed: (unit, name in the file): another name, but the shape lies on the unit; used.
        refused: (unit, name in the file, "name" or "place"): another unit's name, or far from the unit.
        area_differences: (unit, derived km2, official km2) where they differ by more than a quarter.
        median_overlap: median intersection over union with the derived shapes; None without any.
        has_been_cleaned: whether borders overlapped or left slits.
    """

    layer: str
    features: int
    accepted: int
    missing: tuple[str, ...]
    unknown_codes: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str, str], ...]
    area_differences: tuple[tuple[str, float, float], ...]
    median_overlap: float | None
    has_been_cleaned: bool


def compare_layer(named: NamedFeatures, derived: gpd.GeoDataFrame) -> tuple[LayerReport, gpd.GeoDataFrame]:
    """Check features against the derived layer.

    Args:
        named: as `official_codes.name_features` gives them, one row a unit.
        derived: the layer as built from the packages.

    Returns:
        The report, and the features that are used: org_unit_id and geometry.
    """
    features = named.features
    known = features[features["org_unit_id"].notna() & ~features.geometry.is_empty]
    ours = derived.set_index("org_unit_id").loc[known["org_unit_id"]]
    overlap = pd.Series(overlaps(known.geometry.to_numpy(), ours.geometry.to_numpy()), index=known.index)
    is_disc = pd.Series((ours["source"] == DISC_SOURCE).to_numpy(), index=known.index)
    has_other_name = ~known["is_same_name"] & (known["name"] != "")
    is_elsewhere = ~is_disc & (overlap < _SAME_PLACE)
    is_other_unit = has_other_name & ~is_disc & (overlap < _SURELY_SAME)
    accepted = known[~is_elsewhere & ~is_other_unit]
    shapes = accepted.geometry.to_numpy()
    report = LayerReport(
        layer=named.layer,
        features=len(features),
        accepted=len(accepted),
        missing=tuple(derived.loc[~derived["org_unit_id"].isin(accepted["org_unit_id"]), "org_unit_id"]),
        unknown_codes=tuple(features.loc[features["org_unit_id"].isna(), "code"]),
        renamed=tuple(_pairs(accepted[has_other_name.loc[accepted.index]])),
        refused=tuple(
            (*pair, "name" if named_otherwise else "place")
            for pair, named_otherwise in zip(
                _pairs(known.drop(accepted.index)), is_other_unit.drop(accepted.index), strict=True
            )
        ),
        area_differences=tuple(_area_differences(accepted, ours["area_km2"])),
        median_overlap=_median(overlap[~is_disc].loc[lambda rows: rows.index.isin(accepted.index)]),
        has_been_cleaned=not shapely.coverage_is_valid(shapes),
    )
    return report, accepted[["org_unit_id", "geometry"]]


def overlaps(shapes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of shapes pair by pair; both are thinned out first."""
    left, right = (
        shapely.make_valid(shapely.simplify(each, _COMPARED_AT_DEG), method="structure", keep_collapsed=False)
        for each in (shapes, others)
    )
    shared = shapely.area(shapely.intersection(left, right))
    whole = shapely.area(left) + shapely.area(right) - shared
    return np.divide(shared, whole, out=np.zeros(len(whole)), where=whole > 0)


def _area_differences(accepted: gpd.GeoDataFrame, ours: pd.Series) -> list[tuple[str, float, float]]:
    theirs = area_km2(accepted.geometry)
    return [
        (unit, round(float(ours[unit]), 1), round(float(area), 1))
        for unit, area in zip(accepted["org_unit_id"], theirs, strict=True)
        if abs(area / ours[unit] - 1) > _AREA_DIFFERENCE
    ]


def _pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["org_unit_id"], rows["name"], strict=True))


def _median(values: pd.Series) -> float | None:
    return round(float(values.median()), 4) if len(values) else None
