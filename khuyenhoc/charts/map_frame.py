"""The frame of the main map: projection, extent, and nothing that comes from elsewhere."""

from khuyenhoc import theme
from khuyenhoc.charts.shapes import Bounds

GEO = {
    "visible": False,
    "projection": {"type": "mercator"},
    "bgcolor": theme.TRANSPARENT,
}


def main_frame(bounds: Bounds, *, share: float) -> dict[str, object]:
    """Where the main map stands.

    Plotly's own fitting leaves a third of a narrow figure empty, so the extent is given.

    Args:
        share: of the figure's width.
    """
    west, south, east, north = bounds
    return {
        **GEO,
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "domain": {"x": [0, share], "y": [0, 1]},
    }
