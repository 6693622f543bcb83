"""Island districts that the source of the polygons lacks, drawn as discs."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

# Enough corners for a disc to look round at the size of an inset.
_CORNERS_PER_QUARTER = 6


@dataclass(frozen=True)
class Archipelago:
    """Islands shown by discs.

    Attributes:
        key: "hoang-sa", "truong-sa" or "con-dao".
        unit_ids: the units of both vintages, finest first: district or commune, then province.
        is_inset: whether maps show it apart, because it lies too far out for the main frame.
        discs: valid MultiPolygon or Polygon, degrees.
    """

    key: str
    unit_ids: tuple[str, ...]
    is_inset: bool
    discs: shapely.Geometry


def build_archipelagos(islands: pd.DataFrame, units: pd.DataFrame) -> list[Archipelago]:
    """Draw the discs of islands.csv.

    Args:
        islands: islands.csv: one row a disc.
        units: org_units.csv as `reference.read_units` gives it.

    Returns:
        One entry an archipelago, in the order of the file.
    """
    archipelagos = []
    for key, rows in islands.groupby("archipelago", sort=False):
        finest = (rows["legacy_id"].iloc[0], rows["reform_id"].iloc[0])
        provinces = tuple(units.loc[unit_id, "parent_id"] for unit_id in finest)
        archipelagos.append(
            Archipelago(
                key=str(key),
                unit_ids=finest + provinces,
                is_inset=bool((rows["placement"] == "inset").all()),
                discs=shapely.union_all(_discs(rows)),
            )
        )
    return archipelagos


def _discs(rows: pd.DataFrame) -> list[shapely.Polygon]:
    """Circles on the ground: wider in degrees of longitude than of latitude."""
    centres = gpd.points_from_xy(rows["longitude"].astype(float), rows["latitude"].astype(float))
    discs = []
    for centre, radius_km in zip(centres, rows["radius_km"].astype(float), strict=True):
        local = gpd.GeoSeries([centre], crs="EPSG:4326")
        plane = f"+proj=aeqd +lat_0={centre.y} +lon_0={centre.x} +units=m"
        ring = local.to_crs(plane).buffer(radius_km * 1000, quad_segs=_CORNERS_PER_QUARTER)
        discs.append(ring.to_crs("EPSG:4326").iloc[0])
    return discs
