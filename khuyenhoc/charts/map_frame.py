"""The frame of the main map: projection, extent, and nothing that comes from elsewhere."""

from khuyenhoc import theme
from khuyenhoc.charts.shapes import Bounds

# Room around the outermost shapes, so that no cape is cut off.
_MARGIN_SHARE = 0.015

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
    margin = max(east - west, north - south) * _MARGIN_SHARE
    return {
        **GEO,
        "lonaxis": {"range": [west - margin, east + margin]},
        "lataxis": {"range": [south - margin, north + margin]},
        "domain": {"x": [0, share], "y": [0, 1]},
    }
