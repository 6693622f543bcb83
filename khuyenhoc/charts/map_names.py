"""Names, values and marks in print on a map."""

from collections.abc import Iterator, Mapping, Sequence
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.labels import MapLabel, printable
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, ESTIMATE_MARK, STATE_MARKS
from khuyenhoc.charts.map_hover import written_value
from khuyenhoc.charts.shapes import Bounds, ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

LABEL_SIZE = 12
# On a map of more units marks would run into each other: colours and the list beside it must do.
MOST_MARKS = 250


def printed_texts(
    units: pd.DataFrame,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    height: float,
    width: float,
) -> dict[str, tuple[str, ...]]:
    """What stands on which unit, in lines: name and value where both fit, else the mark, else nothing."""
    if len(units) > MOST_MARKS:
        return {}
    labels = printable(_candidates(units, indicator, layer, t, height=height, width=width))
    texts = {label.key: label.lines for label in labels}
    for row in units.itertuples():
        mark = _mark(row, layer)
        if mark and row.org_unit_id in layer.labels:
            texts.setdefault(row.org_unit_id, (mark,))
    return texts


def name_trace(
    texts: Mapping[str, Sequence[str]], colours: Mapping[str, str], layer: ShapeLayer
) -> go.Scattergeo:
    """The texts at their places, dark on light shapes and light on dark ones."""
    return go.Scattergeo(
        lon=[layer.labels[unit][0] for unit in texts],
        lat=[layer.labels[unit][1] for unit in texts],
        text=["<br>".join(lines) for lines in texts.values()],
        mode="text",
        textfont={"size": LABEL_SIZE, "color": [theme.text_on(colours[unit]) for unit in texts]},
        hoverinfo="skip",
        showlegend=False,
    )


def pixels_per_degree(bounds: Bounds, height: float, width: float) -> float:
    """Pixels that a degree of longitude takes when the bounds fill the figure."""
    west, south, east, north = bounds
    middle = radians((south + north) / 2)
    by_width = width / max(east - west, 1e-6)
    by_height = height * cos(middle) / max(north - south, 1e-6)
    return min(by_width, by_height)


def _candidates(
    units: pd.DataFrame,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    height: float,
    width: float,
) -> Iterator[MapLabel]:
    pixels = pixels_per_degree(layer.bounds, height, width)
    stretch = 1 / cos(radians((layer.bounds[1] + layer.bounds[3]) / 2))
    for row in units.itertuples():
        if row.org_unit_id not in layer.labels:
            continue
        longitude, latitude, room = layer.labels[row.org_unit_id]
        name = row.short_name
        if row.org_unit_id in layer.approximate:
            name = f"{name} {APPROXIMATE_MARK}"
        value = written_value(row, indicator, t) if pd.notna(row.value) else STATE_MARKS[row.state]
        yield MapLabel(
            key=row.org_unit_id,
            x=longitude * pixels,
            y=-latitude * pixels * stretch,
            room=room * pixels,
            lines=(name, value),
        )


def _mark(row: object, layer: ShapeLayer) -> str:
    if pd.isna(row.value):
        return STATE_MARKS[row.state]
    if getattr(row, "method", "") == "estimate":
        return ESTIMATE_MARK
    return APPROXIMATE_MARK if row.org_unit_id in layer.approximate else ""
