"""Archipelagos and far islands in frames of their own, beside the main map and never over it."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import MapClass
from khuyenhoc.charts.map_fill import COLOUR_AXIS, outline_trace
from khuyenhoc.charts.map_frame import GEO
from khuyenhoc.charts.map_hover import full_hover
from khuyenhoc.charts.map_names import LABEL_SIZE
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

# Share of the figure's width that the main map keeps.
SHARE_BESIDE_INSETS = 0.8
_TALLEST = 0.26
# Room for the two lines of a label below each frame.
_LABEL_ROOM = 0.08


def inset_boxes(count: int) -> list[tuple[float, float, float, float]]:
    """Frames from the lower right corner upwards: left, bottom, right, top as shares of the figure."""
    height = min(_TALLEST, 1 / max(count, 1) - _LABEL_ROOM)
    return [
        (
            SHARE_BESIDE_INSETS + 0.02,
            _LABEL_ROOM + place * (height + _LABEL_ROOM),
            0.99,
            (place + 1) * (height + _LABEL_ROOM),
        )
        for place in reversed(range(count))
    ]


def shown_unit(units: pd.DataFrame, inset: Inset) -> pd.DataFrame:
    """The row whose colour an inset takes; none when the map holds none of its units."""
    return units[units["org_unit_id"].isin(inset.org_unit_ids)].head(1)


def add_insets(
    figure: go.Figure,
    units: pd.DataFrame,
    classes: Sequence[MapClass],
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    chosen: str = "",
) -> None:
    """Draw all insets of a layer into a figure."""
    for place, (inset, box) in enumerate(zip(layer.insets, inset_boxes(len(layer.insets)), strict=True)):
        geo = f"geo{place + 2}"
        figure.add_trace(inset_trace(units, inset, classes, indicator, t, geo=geo))
        if chosen in inset.org_unit_ids:
            figure.add_trace(outline_trace(inset.url, [inset.feature], width=2.5, geo=geo))
        _add_frame(figure, inset, geo, box)


def inset_trace(
    units: pd.DataFrame,
    inset: Inset,
    classes: Sequence[MapClass],
    indicator: Indicator,
    t: Translator,
    *,
    geo: str,
) -> go.Choropleth:
    """The shape of an inset in the colour of its unit; without a unit, in that of missing figures."""
    own = shown_unit(units, inset)
    numbers = [
        place for unit in own["org_unit_id"] for place, found in enumerate(classes) if unit in found.members
    ]
    colours = {"coloraxis": COLOUR_AXIS} if numbers else _without_figure()
    return go.Choropleth(
        geojson=inset.url,
        featureidkey="id",
        locations=[inset.feature],
        z=numbers or [0],
        customdata=own["org_unit_id"].to_numpy() if numbers else None,
        hovertext=[full_hover(row, indicator, t) for row in own.itertuples()] or [inset.name],
        hoverinfo="text",
        marker={"line": {"color": theme.OUTLINE_STRONG, "width": 0.8}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        geo=geo,
        **colours,
    )


def _without_figure() -> dict[str, object]:
    return {"colorscale": [[0, theme.NO_FIGURE], [1, theme.NO_FIGURE]], "showscale": False}


def _add_frame(figure: go.Figure, inset: Inset, geo: str, box: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = box
    figure.update_layout(
        {geo: {**GEO, "fitbounds": "locations", "domain": {"x": [left, right], "y": [bottom, top]}}}
    )
    figure.add_shape(
        type="rect",
        xref="paper",
        yref="paper",
        x0=left,
        x1=right,
        y0=bottom,
        y1=top,
        line={"color": theme.OUTLINE_STRONG, "width": 1},
    )
    figure.add_annotation(
        xref="paper",
        yref="paper",
        x=1,
        y=bottom,
        xanchor="right",
        yanchor="top",
        text=inset.name,
        showarrow=False,
        font={"size": LABEL_SIZE, "color": theme.INK},
    )
