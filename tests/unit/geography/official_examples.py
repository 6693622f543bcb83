"""Six communes of Khánh Hòa as an office would hand them over."""

import geopandas as gpd
import shapely

from khuyenhoc.geography.reference import read_units

UNITS = read_units()
COMMUNES = UNITS[(UNITS["parent_id"] == "reform-56") & (UNITS["short_name"] != "Trường Sa")].head(6)
IDS = list(COMMUNES.index)


def square(place: float, shift: float = 0.0) -> shapely.Polygon:
    return shapely.box(109 + 0.1 * place + shift, 12, 109.1 + 0.1 * place + shift, 12.1)


def official_rows(shift: float = 0.0) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "MA_XA": [unit.split("-")[1] for unit in IDS],
            "TEN_XA": list(COMMUNES["name"]),
            "MA_TINH": "56",
            "STT": range(1, 7),
        },
        geometry=[square(place, shift) for place in range(6)],
        crs="EPSG:4326",
    )
