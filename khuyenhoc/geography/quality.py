"""How good the boundaries are, measured on the layers in full detail."""

import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography import build, cache, official, reference
from khuyenhoc.geography.compare import overlaps
from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.geography.layers import LAYER_UNITS, PIECES, area_km2
from khuyenhoc.geography.manifest import read_manifest

# No lake that belongs to nobody is this small.
_PINHOLE_KM2 = 0.01


@dataclass(frozen=True)
class LayerQuality:
    """Figures of one derived layer.

    Attributes:
        is_valid_coverage: neighbours share every corner of their border: no overlap, no slit.
        invalid_shapes: shapes that cross themselves.
        pinholes: holes of land below a hectare between units.
        official_units: units with an imported shape to be held against; 0 without any.
        median_overlap: median intersection over union with those; None without any.
        share_above_90: share of those with at least 0.9.
    """

    layer: str
    units: int
    is_valid_coverage: bool
    invalid_shapes: int
    pinholes: int
    official_units: int
    median_overlap: float | None
    share_above_90: float | None


@dataclass(frozen=True)
class Quality:
    """Figures of a whole build.

    Attributes:
        polygons: polygons of the source, all of them matched: a build with an unmatched one is refused.
        stages: how many polygons each stage of the name matching decided.
        divided_communes: former communes that were cut.
        approximate_communes: present communes with a part of one.
        divided_pairs: shares of divided communes in the crosswalk that come from this division.
        largest_share_difference: most that the land of this build differs from such a share; the shares are
            rounded to thousandths, and no part gets less than one.
        web_files: files that browsers fetch.
        wrong_rings: rings in them without area, or turned the way that paints the whole map.
    """

    polygons: int
    stages: dict[str, int]
    divided_communes: int
    approximate_communes: int
    divided_pairs: int
    largest_share_difference: float
    web_files: int
    wrong_rings: int
    layers: tuple[LayerQuality, ...]


def measure_quality(cache_folder: Path, web_folder: Path) -> Quality:
    """Measure the derived layers, and hold them against imported ones where there are any.

    Args:
        cache_folder: folder of a whole build.
        web_folder: folder of its web files.

    Returns:
        The figures.
    """
    derived = build.load_derived(cache_folder)
    used = official.with_official(derived)
    pieces = cache.load_layer(PIECES, cache_folder)
    estimates = pieces[pieces["method"] == "estimate"]
    stages = cache.load_facts(cache_folder).stages
    shares = _share_differences(pieces)
    manifest = read_manifest(web_folder)
    files = [layer.file for layer in manifest.layers.values()] if manifest else []
    return Quality(
        polygons=sum(stages.values()),
        stages=stages,
        divided_communes=int(estimates["from_id"].nunique()),
        approximate_communes=len(build.approximate_communes()),
        divided_pairs=len(shares),
        largest_share_difference=round(float(shares.max()), 4) if len(shares) else 0.0,
        web_files=len(files),
        wrong_rings=sum(wrong_rings(web_folder / file) for file in files),
        layers=tuple(_layer_quality(name, derived[name], used[name]) for name in LAYER_UNITS),
    )


def wrong_rings(file: Path) -> int:
    """Rings of a web file that enclose nothing, or that the map's projection would take for their outside.

    Exteriors run clockwise and holes the other way (`web.drawable_shape`).
    """
    found = 0
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            areas = [_signed_area(ring) for ring in polygon]
            found += sum(area >= 0 if place == 0 else area <= 0 for place, area in enumerate(areas))
    return found


def _signed_area(ring: list[list[float]]) -> float:
    """Square degrees; negative for a clockwise ring."""
    corners = np.asarray(ring) - ring[0]
    return float(np.sum(corners[:-1, 0] * corners[1:, 1] - corners[1:, 0] * corners[:-1, 1])) / 2


def _share_differences(pieces: gpd.GeoDataFrame) -> pd.Series:
    """How far the land of each piece is from the share of the crosswalk that was taken from such land."""
    rows = reference.read_table("crosswalk.csv")
    rows = rows[(rows["basis"] == "area") & (rows["level"] == "commune")]
    weights = rows.set_index(["from_id", "to_id"])["weight"].astype(float)
    areas = pieces.set_index(["from_id", "to_id"])["area_km2"]
    shares = areas / areas.groupby(level="from_id").transform("sum")
    return (weights - shares.reindex(weights.index).fillna(0.0)).abs()


def _layer_quality(name: str, derived: gpd.GeoDataFrame, used: gpd.GeoDataFrame) -> LayerQuality:
    shapes = derived.geometry.to_numpy()
    is_official = (used["source"] == OFFICIAL).to_numpy()
    found = overlaps(shapes[is_official], used.geometry.to_numpy()[is_official])
    return LayerQuality(
        layer=name,
        units=len(derived),
        is_valid_coverage=bool(shapely.coverage_is_valid(shapes)),
        invalid_shapes=int((~shapely.is_valid(shapes)).sum()),
        pinholes=_pinholes(shapes, derived),
        official_units=int(is_official.sum()),
        median_overlap=round(float(np.median(found)), 4) if len(found) else None,
        share_above_90=round(float((found >= 0.9).mean()), 4) if len(found) else None,
    )


def _pinholes(shapes: np.ndarray, layer: gpd.GeoDataFrame) -> int:
    land = shapely.coverage_union_all(shapes)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    return int((area_km2(gpd.GeoSeries(holes, crs=layer.crs)) < _PINHOLE_KM2).sum()) if holes else 0
