"""Pieces of units that a later act divided, and joints where shapes of different origin meet."""

from collections.abc import Collection, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from khuyenhoc.geography.divide import divide_shape
from khuyenhoc.geography.later_land import Cut
from khuyenhoc.geography.official_files import polygons_only

# About 10 m: what dividing lines, and two drawings of one border, leave between neighbours.
_GAP_WIDTH_DEG = 1e-4


def with_pieces(rows: gpd.GeoDataFrame, cuts: Sequence[Cut]) -> gpd.GeoDataFrame:
    """Add the pieces of cuts to shapes, each cut after those it builds on.

    Args:
        rows: org_unit_id, source and geometry.

    Returns:
        The rows and one for each piece that got land.
    """
    for cut in cuts:
        whole = rows[rows["org_unit_id"].isin(cut.members)]
        if whole.empty:
            continue
        seats = {piece: shapely.Point(seat) for piece, seat in cut.seats}
        parts = divide_shape(shapely.union_all(whole.geometry.to_numpy()), seats)
        pieces = gpd.GeoDataFrame(
            {"org_unit_id": list(parts), "source": whole["source"].iloc[0]},
            geometry=list(parts.values()),
            crs=rows.crs,
        )
        rows = gpd.GeoDataFrame(pd.concat([rows, pieces], ignore_index=True), crs=rows.crs)
    return rows


def clean_joints(layer: gpd.GeoDataFrame, own: Collection[str]) -> gpd.GeoDataFrame:
    """Make a valid coverage of shapes that do not share every corner.

    Args:
        layer: org_unit_id and geometry.
        own: units with a shape of their own, which goes before what was derived for their neighbours.

    Returns:
        The rows whose shape is not taken up whole by those.
    """
    shapes = layer.geometry.to_numpy()
    is_own = layer["org_unit_id"].isin(list(own)).to_numpy()
    if is_own.any():
        land = shapely.union_all(shapes[is_own])
        shapes = np.where(is_own, shapes, shapely.difference(shapes, land))
    cleaned = polygons_only(shapely.coverage_clean(shapes, gap_width=_GAP_WIDTH_DEG))
    layer = layer.set_geometry(gpd.GeoSeries(cleaned, index=layer.index, crs=layer.crs))
    return layer[~layer.geometry.is_empty].reset_index(drop=True)
