"""Counts and amounts as circles: a large unit with many members must not fill the map with colour."""

from collections.abc import Mapping
from math import sqrt

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.bands import Method, bands
from khuyenhoc.charts.map_hover import full_hover
from khuyenhoc.charts.map_names import LABEL_SIZE
from khuyenhoc.charts.shapes import ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

# Diameters in pixels of the largest value's circle, by how many circles share the map.
_LARGEST = ((20, 90), (80, 64), (400, 40), (10_000, 22))
_SMALLEST = 3.0
# On a phone the largest circle still leaves the map to be seen.
_LEAST_ACROSS = 9


def largest_diameter(count: int, width: float) -> float:
    """Diameter of the circle of the largest value on a map of so many units and pixels across."""
    return min(next(diameter for most, diameter in _LARGEST if count <= most), width / _LEAST_ACROSS)


def diameters(values: pd.Series, *, largest: float, top: float) -> list[float]:
    """Diameters whose circles have areas in proportion to the values; 0 for missing and negative ones.

    Args:
        largest: diameter that `top` gets.
        top: largest value of all maps on one scale.
    """
    return [
        0.0 if pd.isna(value) or value <= 0 or top <= 0 else max(largest * sqrt(value / top), _SMALLEST)
        for value in values
    ]


def circle_trace(
    units: pd.DataFrame,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    top: float,
    largest: float,
) -> go.Scattergeo:
    """One circle a unit with a value, the largest first so that small ones lie above."""
    shown = units[units["org_unit_id"].isin(list(layer.labels)) & (units["value"] > 0)]
    shown = shown.sort_values("value", ascending=False)
    return go.Scattergeo(
        lon=[layer.labels[unit][0] for unit in shown["org_unit_id"]],
        lat=[layer.labels[unit][1] for unit in shown["org_unit_id"]],
        mode="markers",
        marker={
            "size": diameters(shown["value"], largest=largest, top=top),
            "sizemode": "diameter",
            "color": theme.CIRCLE,
            "line": {"color": theme.INK, "width": 1},
        },
        customdata=shown["org_unit_id"].to_numpy(),
        hovertext=[full_hover(row, indicator, t) for row in shown.itertuples()],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
    )


def legend_sizes(top: float) -> list[float]:
    """Three rounded values up to the largest, for the circles of the legend."""
    if not top > 0:
        return []
    bounds = [band.lower for band in bands(pd.Series([0.0, top]), Method.PRETTY)]
    rounded = [bound for bound in bounds if bound > 0] or [top]
    return sorted({rounded[0], rounded[len(rounded) // 2], rounded[-1]}, reverse=True)


def size_legend(
    indicator: Indicator, t: Translator, *, top: float, largest: float, right: float
) -> Mapping[str, list[dict[str, object]]]:
    """Circles in the upper right corner with their values, as layout shapes and annotations in pixels.

    Args:
        largest: diameter of the circle of `top`.
        right: where the corner lies, as a share of the figure's width.
    """
    shapes, notes, down = [], [], 8.0
    for value in legend_sizes(top):
        diameter = largest * sqrt(value / top)
        shapes.append(
            {
                "type": "circle",
                "xref": "paper",
                "yref": "paper",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": right,
                "yanchor": 1,
                "x0": -largest / 2 - diameter / 2 - 8,
                "x1": -largest / 2 + diameter / 2 - 8,
                "y0": -down - diameter,
                "y1": -down,
                "fillcolor": theme.CIRCLE,
                "line": {"color": theme.INK, "width": 1},
            }
        )
        notes.append(
            {
                "xref": "paper",
                "yref": "paper",
                "x": right,
                "y": 1,
                "xanchor": "right",
                "yanchor": "middle",
                "xshift": -largest - 16,
                "yshift": -down - diameter / 2,
                "text": format_value(value, indicator.unit, t),
                "showarrow": False,
                "font": {"size": LABEL_SIZE, "color": theme.INK},
            }
        )
        down += max(diameter, LABEL_SIZE) + 6
    return {"shapes": shapes, "annotations": notes}
