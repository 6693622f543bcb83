"""Lines across shapes whose value is an estimate: seen without colours, and from the back of a hall."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.shapes import Bounds, Ring

# So many lines across the map's longer side.
_LINES_ACROSS = 60


def hatch_trace(
    units: Iterable[str], outlines: Mapping[str, Sequence[Ring]], bounds: Bounds
) -> go.Scattergeo:
    """One trace of slanting lines over the given units.

    Args:
        outlines: unit -> rings of (longitude, latitude); units without rings are left out.
        bounds: of the whole map; decides how close the lines stand.
    """
    west, south, east, north = bounds
    distance = max(east - west, north - south) / _LINES_ACROSS
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for unit in units:
        for (west_end, south_end), (east_end, north_end) in hatch_lines(outlines.get(unit, ()), distance):
            longitudes += [round(west_end, 3), round(east_end, 3), None]
            latitudes += [round(south_end, 3), round(north_end, 3), None]
    return go.Scattergeo(
        lon=longitudes,
        lat=latitudes,
        mode="lines",
        line={"color": theme.OUTLINE_STRONG, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )


def hatch_lines(
    rings: Sequence[Ring], distance: float
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The stretches of lines at 45 degrees that lie inside rings (even-odd rule).

    Args:
        rings: closed rings of (x, y).
        distance: between lines, measured along an axis.

    Returns:
        Ends of each stretch. Lines stand at the same places for all shapes, so that hatching runs through.
    """
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            # On a line, y - x is a multiple of the distance.
            first, second = (y1 - x1) / distance, (y2 - x2) / distance
            low, high = sorted((first, second))
            for line in range(_ceiling(low), _ceiling(high)):
                part = (line - first) / (second - first)
                crossings.setdefault(line, []).append(x1 + part * (x2 - x1))
    stretches = []
    for line, places in crossings.items():
        places.sort()
        for start, end in zip(places[::2], places[1::2], strict=False):
            stretches.append(((start, start + line * distance), (end, end + line * distance)))
    return stretches


def _ceiling(value: float) -> int:
    """Lines at a corner count for one of its two edges only."""
    return -int(-value // 1)
