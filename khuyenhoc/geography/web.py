"""Web files: small GeoJSON files that browsers fetch by URL."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from khuyenhoc.geography.errors import LayerError
from khuyenhoc.geography.layers import area_km2
from khuyenhoc.geography.manifest import MANIFEST_FILE, WebLayer

# 4 decimals are about 11 m: finer than any tolerance below, and half the bytes of full precision.
DECIMALS = 4

URL_ROOT = "/app/static/boundaries/"

_HASH_DIGITS = 12


def simplify_layer(layer: gpd.GeoDataFrame, tolerance: float, smallest_part_km2: float) -> gpd.GeoDataFrame:
    """Thin out borders the same way on both sides, and make the shapes fit for drawing.

    Args:
        layer: rows with a geometry in degrees, together a valid coverage.
        tolerance: degrees; about the root of the area of the bends that disappear.
        smallest_part_km2: smaller islands are left out, but never the biggest part of a unit.

    Returns:
        The rows with drawable shapes (see `drawable_shape`).
    """
    kept = _without_small_parts(layer.geometry, smallest_part_km2)
    simplified = shapely.coverage_simplify(kept.to_numpy(), tolerance)
    shapes = [
        drawable_shape(shape) or drawable_shape(whole) for shape, whole in zip(simplified, kept, strict=True)
    ]
    if not all(shapes):
        lost = [unit_id for unit_id, shape in zip(layer["org_unit_id"], shapes, strict=True) if not shape]
        message = f"nothing is left of {', '.join(lost)} at {DECIMALS} decimals"
        raise LayerError(message)
    return layer.set_geometry(gpd.GeoSeries(shapes, index=layer.index, crs=layer.crs))


def drawable_shape(shape: shapely.Geometry) -> shapely.Geometry | None:
    """Round a shape and turn its rings the way plotly's map projection needs.

    The projection takes what lies to the right of a ring as its inside: one exterior that runs
    counter-clockwise, or one without area, paints the whole map.

    Args:
        shape: valid polygon or multipolygon, degrees.

    Returns:
        The shape at 4 decimals, valid, with clockwise exteriors and without collapsed rings; None when all of
        it collapses.
    """
    polygons = []
    for polygon in shapely.get_parts(shape):
        exterior = _round_ring(polygon.exterior)
        if exterior is not None:
            holes = [ring for ring in map(_round_ring, polygon.interiors) if ring is not None]
            polygons.append(shapely.Polygon(exterior, holes))
    rounded = _multipolygon(polygons)
    if not rounded.is_valid:
        # Rounding each corner by itself can fold a narrow shape over; this way of rounding unfolds it.
        snapped = shapely.set_precision(shape, 10.0**-DECIMALS)
        rounded = _multipolygon(
            [part for part in shapely.get_parts(snapped) if part.geom_type == "Polygon" and not part.is_empty]
        )
        rounded = shapely.transform(rounded, lambda coordinates: np.round(coordinates, DECIMALS))
    return None if rounded.is_empty else shapely.orient_polygons(rounded, exterior_cw=True)


def encode_collection(layer: gpd.GeoDataFrame) -> bytes:
    """Encode one layer as GeoJSON.

    Args:
        layer: rows with org_unit_id, name, source and drawable shapes.

    Returns:
        A feature collection in UTF-8; each feature has an id and the properties id, name and source.
    """
    features = [
        {
            "type": "Feature",
            "id": unit_id,
            "properties": {"id": unit_id, "name": name, "source": source},
            "geometry": _geojson_geometry(shape),
        }
        for unit_id, name, source, shape in zip(
            layer["org_unit_id"], layer["name"], layer["source"], layer.geometry, strict=True
        )
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def write_collection(layer: gpd.GeoDataFrame, name: str, folder: Path) -> WebLayer:
    """Write one layer as GeoJSON.

    Args:
        layer: as for `encode_collection`.
        name: start of the file name; the hash of the content is added.
        folder: existing folder of the web files.

    Returns:
        The manifest's entry for the file.
    """
    content = encode_collection(layer)
    file = f"{name}-{hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]}.json"
    temporary = folder / f"{file}.tmp"
    temporary.write_bytes(content)
    temporary.replace(folder / file)
    bounds = tuple(round(float(edge), DECIMALS) for edge in layer.total_bounds)
    sources = {str(source): int(count) for source, count in layer["source"].value_counts().items()}
    return WebLayer(file, f"{URL_ROOT}{file}", len(content), bounds, len(layer), sources)


def remove_stale_files(folder: Path, current: Iterable[str]) -> None:
    """Delete what earlier builds left; a file that another program holds open waits for the next build.

    Args:
        folder: folder of the web files; nothing else belongs there.
        current: names of the files to keep besides the manifest.
    """
    keep = {*current, MANIFEST_FILE}
    for path in folder.iterdir():
        if path.is_file() and path.suffix in (".json", ".tmp") and path.name not in keep:
            try:
                path.unlink()
            except PermissionError:
                continue


def _without_small_parts(shapes: gpd.GeoSeries, smallest_km2: float) -> gpd.GeoSeries:
    parts = shapes.reset_index(drop=True).explode()
    areas = area_km2(parts)
    biggest = areas.groupby(level=0).transform("max")
    kept = parts[(areas >= smallest_km2) | (areas == biggest)]
    joined = [_multipolygon(list(group)) for _, group in kept.groupby(level=0)]
    return gpd.GeoSeries(joined, index=shapes.index, crs=shapes.crs)


def _round_ring(ring: shapely.LinearRing) -> np.ndarray | None:
    """Corners at 4 decimals without repetitions; None when they enclose nothing."""
    corners = np.round(shapely.get_coordinates(ring), DECIMALS)
    is_new = np.append(True, (corners[1:] != corners[:-1]).any(axis=1))
    corners = corners[is_new]
    return (
        corners if len(corners) >= 4 and shapely.Polygon(corners).area > 10.0 ** (-2 * DECIMALS) / 2 else None
    )


def _multipolygon(polygons: list[shapely.Polygon]) -> shapely.Polygon | shapely.MultiPolygon:
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _geojson_geometry(shape: shapely.Geometry) -> dict:
    rings = [
        [
            np.round(shapely.get_coordinates(ring), DECIMALS).tolist()
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        for polygon in shapely.get_parts(shape)
    ]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}
