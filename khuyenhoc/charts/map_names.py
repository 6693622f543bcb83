"""Names, values and marks in print on a map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
# Of the width of a shape at its middle: a name stands above the middle, where the shape may be narrower, and
# letters that run into the next colour cannot be read.
_PART_FOR_NAMES = 0.75
MARKS = f" {ESTIMATE_MARK}{APPROXIMATE_MARK}"


def printed_texts(
    units: pd.DataFrame,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    height: float,
    width: float,
    has_list: bool = True,
) -> dict[str, tuple[str, ...]]:
    """What stands on which unit, in lines.

    Name and value where both fit; else the rank, which leads to the list beside the map. Marks (`mark_texts`)
    stand even on shapes that are too small for them.
    """
    if len(units) > MOST_MARKS:
        return {}
    candidates = list(_candidates(units, indicator, layer, t, height=height, width=width))
    names = printable(label for label in candidates if label.width <= label.room * _PART_FOR_NAMES)
    named = {label.key for label in names}
    ranks = _rank_labels(units, candidates, layer) if has_list else []
    fitting = printable([label for label in ranks if label.key not in named], among=names)
    texts = {label.key: label.lines for label in fitting}
    return texts | {unit: mark for unit, mark in mark_texts(units, layer).items() if unit not in texts}


def mark_texts(units: pd.DataFrame, layer: ShapeLayer) -> dict[str, tuple[str, ...]]:
    """What must not be told by colour alone: the state of units without a value, and approximate shapes."""
    if len(units) > MOST_MARKS:
        return {}
    shown = units[units["org_unit_id"].isin(list(layer.labels))]
    states = {row.org_unit_id: (STATE_MARKS[row.state],) for row in shown.itertuples() if pd.isna(row.value)}
    approximate = layer.approximate.intersection(shown["org_unit_id"])
    return dict.fromkeys(sorted(approximate), (APPROXIMATE_MARK,)) | states


def has_ranks(texts: Mapping[str, Sequence[str]]) -> bool:
    """Whether a rank stands anywhere in place of a name."""
    return any(len(lines) == 1 and lines[0].strip(MARKS).isdigit() for lines in texts.values())


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


def _rank_labels(units: pd.DataFrame, candidates: Iterable[MapLabel], layer: ShapeLayer) -> list[MapLabel]:
    rows = {row.org_unit_id: row for row in units.itertuples()}
    return [
        replace(label, lines=(_rank(rows[label.key], layer),))
        for label in candidates
        if pd.notna(rows[label.key].value)
    ]


def _rank(row: object, layer: ShapeLayer) -> str:
    mark = ESTIMATE_MARK if getattr(row, "method", "") == "estimate" else ""
    return f"{mark}{int(row.rank)}{APPROXIMATE_MARK if row.org_unit_id in layer.approximate else ''}"
