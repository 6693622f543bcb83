"""Which web files there are, and how fine each is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography.cache import BuildFacts
from khuyenhoc.geography.errors import LayerError
from khuyenhoc.geography.islands import Archipelago
from khuyenhoc.geography.labels import label_places
from khuyenhoc.geography.layers import DISC_SOURCE, LAYER_UNITS
from khuyenhoc.geography.manifest import Label, Manifest, WebLayer, write_manifest
from khuyenhoc.geography.web import (
    drawable_shape,
    encode_collection,
    remove_stale_files,
    simplify_layer,
    write_collection,
)

# Half a degree around an archipelago belongs to no other part of the country.
_INSET_MARGIN_DEG = 0.5
# Radius of an island's symbol, as a share of the inset's longer side.
_SYMBOL_SHARE = 0.022


class Detail(NamedTuple):
    """How fine a file is: tolerance in degrees, and the smallest island in square kilometres."""

    tolerance: float
    smallest_part_km2: float


class Origin(NamedTuple):
    """State of the inputs, communes whose shape is an approximation, and the file of official shapes."""

    fingerprint: str
    approximate: frozenset[str]
    official_file: str


COUNTRY_OUTLINE = Detail(0.005, 1.0)
COUNTRY_UNITS = Detail(0.005, 0.1)
PROVINCE_UNITS = Detail(0.001, 0.01)

# What a phone loads without a pause; provinces with long borders are drawn coarser until they fit.
PROVINCE_FILE_BYTES = 300_000
_COARSER = (1.0, 1.4, 2.0, 2.8, 4.0)

NATIONAL_FILES = {
    "provinces-reform": COUNTRY_OUTLINE,
    "provinces-legacy": COUNTRY_OUTLINE,
    "communes-reform": COUNTRY_UNITS,
    "districts-legacy": COUNTRY_UNITS,
}


def publish_layers(
    layers: dict[str, gpd.GeoDataFrame],
    archipelagos: list[Archipelago],
    present_province: dict[str, str],
    facts: BuildFacts,
    folder: Path,
    progress: Callable[[float], None],
    origin: Origin,
) -> Manifest:
    """Write all web files and their manifest, and delete those of earlier builds.

    Args:
        layers: the published layers of `layers.LAYER_UNITS`.
        archipelagos: as `islands.build_archipelagos` gives them.
        present_province: former province -> present province.
        facts: of the build the layers come from.
        folder: folder of the web files; made when missing.
        progress: called with the share done, 0 to 1.
        origin: what the manifest says about where the shapes come from.

    Returns:
        The manifest as written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    labels: dict[str, Label] = {}
    for name in LAYER_UNITS:
        labels |= label_places(layers[name])
    insets = [archipelago for archipelago in archipelagos if archipelago.is_inset]
    files = _write_layers(layers, insets, present_province, folder, progress)
    discs = {unit_id for archipelago in archipelagos for unit_id in archipelago.unit_ids}
    manifest = Manifest(
        origin.fingerprint,
        facts.built_at,
        facts.source,
        files,
        labels,
        frozenset(discs),
        origin.approximate,
        origin.official_file,
    )
    write_manifest(manifest, folder)
    remove_stale_files(folder, [layer.file for layer in files.values()])
    progress(1.0)
    return manifest


def _write_layers(
    layers: dict[str, gpd.GeoDataFrame],
    insets: list[Archipelago],
    present_province: dict[str, str],
    folder: Path,
    progress: Callable[[float], None],
) -> dict[str, WebLayer]:
    """Each layer for the whole country and by province, and what is drawn in insets."""
    files: dict[str, WebLayer] = {}
    for number, name in enumerate(LAYER_UNITS):
        mainland = without_insets(layers[name], insets)
        files[name] = write_collection(simplify_layer(mainland, *NATIONAL_FILES[name]), name, folder)
        for file, rows in _by_province(mainland, name, present_province):
            files[file] = write_collection(rows, file, folder)
        progress((number + 1) / (len(LAYER_UNITS) + 1))
    for archipelago in insets:
        file = f"inset-{archipelago.key}"
        files[file] = write_collection(inset_rows(archipelago, layers), file, folder)
    return files


def without_insets(layer: gpd.GeoDataFrame, insets: list[Archipelago]) -> gpd.GeoDataFrame:
    """Take the far archipelagos out of a layer, so that maps need not zoom out to them.

    Args:
        layer: rows with org_unit_id and geometry.
        insets: archipelagos that are shown apart.

    Returns:
        The rows without parts there; units of which nothing is left are gone.
    """
    geometry = layer.geometry.copy()
    for archipelago in insets:
        frame = archipelago.discs.envelope.buffer(_INSET_MARGIN_DEG)
        for index in layer.index[layer["org_unit_id"].isin(archipelago.unit_ids)]:
            parts = shapely.get_parts(geometry[index])
            geometry[index] = shapely.multipolygons(parts[~shapely.intersects(parts, frame)])
    return layer.set_geometry(geometry)[~geometry.is_empty]


def inset_rows(archipelago: Archipelago, layers: dict[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Give an archipelago's shape to each unit it belongs to.

    Args:
        archipelago: an archipelago that is shown apart.
        layers: the published layers.

    Returns:
        One row each for the commune or district and the province of both vintages: a map of any level can
        colour the inset.

    Raises:
        LayerError: when no layer has one of the units.
    """
    units = pd.concat([layers[name][["org_unit_id", "name"]] for name in LAYER_UNITS])
    rows = units[units["org_unit_id"].isin(archipelago.unit_ids)].reset_index(drop=True)
    if len(rows) != len(archipelago.unit_ids):
        message = f"islands.csv names units that no layer has: {', '.join(archipelago.unit_ids)}"
        raise LayerError(message)
    shapes = [drawable_shape(symbols_for_inset(archipelago.discs))] * len(rows)
    return gpd.GeoDataFrame(
        rows.assign(source=DISC_SOURCE), geometry=shapes, crs=layers["communes-reform"].crs
    )


def symbols_for_inset(discs: shapely.Geometry) -> shapely.Geometry:
    """Discs that are large enough to show a colour in a small frame; they are symbols at any size.

    Args:
        discs: one disc an island, degrees.

    Returns:
        Discs around the same middles, never smaller than they were.
    """
    west, south, east, north = discs.bounds
    least = max(east - west, north - south) * _SYMBOL_SHARE
    parts = shapely.get_parts(discs)
    radii = np.maximum(np.sqrt(shapely.area(parts) / np.pi), least)
    return shapely.union_all(shapely.buffer(shapely.centroid(parts), radii, quad_segs=6))


def _by_province(
    mainland: gpd.GeoDataFrame, name: str, present_province: dict[str, str]
) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Files of one level by province; provinces themselves have none."""
    if name.startswith("provinces"):
        return
    level, vintage = name.split("-")
    provinces = {vintage: mainland["parent_id"]}
    if vintage == "legacy":
        provinces["reform"] = mainland["parent_id"].map(present_province)
    for province_vintage, province_ids in provinces.items():
        for province_id, rows in mainland.groupby(province_ids):
            code = str(province_id).split("-")[1]
            yield f"{level}-{province_vintage}-{code}", _within_size(rows)


def _within_size(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    for factor in _COARSER:
        simplified = simplify_layer(rows, PROVINCE_UNITS.tolerance * factor, PROVINCE_UNITS.smallest_part_km2)
        if len(encode_collection(simplified)) <= PROVINCE_FILE_BYTES:
            return simplified
    message = f"the units of {rows['parent_id'].iloc[0]} do not fit into {PROVINCE_FILE_BYTES} bytes"
    raise LayerError(message)
