"""Shapes filled with the colour of their class: rates, and the ground under circles."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, MapClass
from khuyenhoc.charts.map_hover import full_hover, short_hover
from khuyenhoc.charts.shapes import ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

# From here on a sentence for each unit would weigh more than the figure: the pointer shows name and value.
MOST_FULL_HOVERS = 200
_THIN_FROM = 400

COLOUR_AXIS = "coloraxis"


def colour_axis(classes: Sequence[MapClass]) -> dict[str, object]:
    """One flat colour a class; shapes carry the number of their class."""
    last = max(len(classes), 1)
    steps: list[tuple[float, str]] = []
    for place, found in enumerate(classes):
        steps += [(place / last, found.colour), ((place + 1) / last, found.colour)]
    return {
        "colorscale": steps or [(0, theme.NO_FIGURE), (1, theme.NO_FIGURE)],
        "cmin": -0.5,
        "cmax": last - 0.5,
        "showscale": False,
    }


def class_numbers(units: pd.DataFrame, classes: Sequence[MapClass]) -> list[int]:
    """Number of each unit's class, in the order of the rows."""
    number = {unit: place for place, found in enumerate(classes) for unit in found.members}
    return [number[unit] for unit in units["org_unit_id"]]


def fill_traces(
    units: pd.DataFrame,
    classes: Sequence[MapClass],
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
) -> list[go.Choropleth]:
    """One trace for each file of shapes; the units of insets are left out."""
    shown = units[~units["org_unit_id"].isin(layer.apart)]
    texts = hover_texts(shown, indicator, layer, t)
    numbers = class_numbers(shown, classes)
    return [
        go.Choropleth(
            geojson=url,
            featureidkey="id",
            locations=shown["org_unit_id"].to_numpy(),
            z=numbers,
            coloraxis=COLOUR_AXIS,
            marker=_marker(len(units)),
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            **texts,
            showlegend=False,
        )
        for url in layer.urls
    ]


def hover_texts(
    units: pd.DataFrame, indicator: Indicator, layer: ShapeLayer, t: Translator
) -> dict[str, object]:
    """The properties of a trace that decide what the pointer shows."""
    if len(units) > MOST_FULL_HOVERS:
        note = f"<br>{APPROXIMATE_MARK} {t('map.legend_approximate')}"
        return {
            "text": [
                short_hover(row, indicator, t) + (note if row.org_unit_id in layer.approximate else "")
                for row in units.itertuples()
            ],
            "hovertemplate": "<b>%{properties.name}</b><br>%{text}<extra></extra>",
        }
    return {
        "hovertext": [
            full_hover(row, indicator, t, is_approximate=row.org_unit_id in layer.approximate)
            for row in units.itertuples()
        ],
        "hoverinfo": "text",
    }


def outline_trace(url: str, ids: Sequence[str], *, width: float, **options: object) -> go.Choropleth:
    """Borders without a filling: those of provinces over their communes, or of the unit that was chosen."""
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=list(ids),
        z=[0] * len(ids),
        colorscale=[[0, theme.TRANSPARENT], [1, theme.TRANSPARENT]],
        showscale=False,
        marker={"line": {"color": theme.INK, "width": width}},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        hoverinfo="skip",
        showlegend=False,
        **options,
    )


def _marker(count: int) -> Mapping[str, object]:
    width = 0.2 if count >= _THIN_FROM else 0.8
    return {"line": {"color": theme.OUTLINE_STRONG, "width": width}}
