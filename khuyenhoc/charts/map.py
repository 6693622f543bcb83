"""Maps of one indicator: shapes by URL, classes with counts, names in print, archipelagos as insets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.bands import bands, class_colours
from khuyenhoc.charts.labels import MapLabel, printable
from khuyenhoc.charts.shapes import Inset, ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_value

STATES = ("not_reported", "not_established", "no_figure", "not_applicable")
_STATE_MARKS = {"not_reported": "✕", "not_established": "○", "no_figure": "–", "not_applicable": "–"}

_LABEL_SIZE = 12
# Insets stand in a strip of their own, never over the mainland.
_SHARE_BESIDE_INSETS = 0.8


@dataclass(frozen=True)
class MapClass:
    """Units of one colour.

    Attributes:
        members: their rows of the query `indicator_by_unit`.
    """

    colour: str
    name: str
    members: pd.DataFrame


def choropleth(
    units: pd.DataFrame,
    *,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    height: int = 640,
    width_hint: int = 760,
) -> go.Figure:
    """A map with one class of colour a band, and one for each state without a value.

    Args:
        units: rows of the query `indicator_by_unit`.
        width_hint: about how many pixels wide it will be drawn; decides which names fit.

    The legend counts the units of each class. Missing values never share a colour with a value.
    """
    classes = _classes(units, indicator, t)
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": height})
    for found in classes:
        _add_class(figure, found, indicator, layer, t)
    share = _SHARE_BESIDE_INSETS if layer.insets else 1.0
    _print_names(figure, units, classes, indicator, layer, t, height=height, width=width_hint * share)
    _lay_out(figure, layer, main_share=share)
    for place, inset in enumerate(layer.insets):
        _add_inset(figure, inset, place, units, classes, indicator, t)
    return figure


def _classes(units: pd.DataFrame, indicator: Indicator, t: Translator) -> list[MapClass]:
    found = bands(units["value"])
    colours = class_colours(len(found), theme.SEQUENTIAL)
    classes = []
    for band, colour in reversed(list(zip(found, colours, strict=True))):
        members = units[units["value"].map(band.holds).astype(bool) & units["value"].notna()]
        classes.append(MapClass(colour, band.label(indicator.unit, t), members))
    for state in STATES:
        members = units[units["state"] == state]
        if not members.empty:
            name = f"{_STATE_MARKS[state]} {t(f'state.{state}')}"
            classes.append(MapClass(theme.STATE_COLOURS[state], name, members))
    return classes


def _add_class(
    figure: go.Figure, found: MapClass, indicator: Indicator, layer: ShapeLayer, t: Translator
) -> None:
    apart = {unit for inset in layer.insets for unit in inset.org_unit_ids}
    for place, url in enumerate(layer.urls):
        figure.add_trace(
            _one_colour(
                found.members[~found.members["org_unit_id"].isin(apart)],
                found.colour,
                url,
                indicator,
                t,
                name=f"{found.name} ({format_number(len(found.members), t.language)})",
                legendgroup=found.name,
                showlegend=place == 0,
            )
        )


def _one_colour(
    members: pd.DataFrame, colour: str, url: str, indicator: Indicator, t: Translator, **options: object
) -> go.Choropleth:
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=members["org_unit_id"],
        z=[0] * len(members),
        zmin=0,
        zmax=1,
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        marker={"line": {"color": theme.OUTLINE_STRONG, "width": 0.8}},
        customdata=members["org_unit_id"],
        hovertext=[_hover(row, indicator, t) for row in members.itertuples()],
        hoverinfo="text",
        **options,
    )


def _hover(row: object, indicator: Indicator, t: Translator) -> str:
    lines = [f"<b>{row.name}</b>"]
    if pd.isna(row.value):
        return "<br>".join([*lines, t(f"state.{row.state}")])
    lines.append(f"{format_value(row.value, indicator.unit, t)} · {t('map.rank', rank=int(row.rank))}")
    if indicator.denominator:
        lines.append(
            t(
                "map.parts",
                numerator=format_number(row.numerator, t.language),
                denominator=format_number(row.denominator, t.language),
            )
        )
    if pd.notna(row.earlier_value):
        change = format_change(row.value - row.earlier_value, indicator.unit, t)
        lines.append(t("map.change", change=change))
    lines.append(t("map.source", file=row.file_name, cell=row.cell))
    return "<br>".join(lines)


def _print_names(
    figure: go.Figure,
    units: pd.DataFrame,
    classes: Sequence[MapClass],
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    height: int,
    width: float,
) -> None:
    """Name and value where both fit; the mark of a state on every shape without a value."""
    texts = {}
    candidates = list(_label_candidates(units, indicator, layer, t, height=height, width=width))
    for label in printable(candidates):
        texts[label.key] = "<br>".join(label.lines)
    for row in units.itertuples():
        if row.state in _STATE_MARKS and row.org_unit_id in layer.labels:
            texts.setdefault(row.org_unit_id, _STATE_MARKS[row.state])
    colours = _colours(classes)
    figure.add_trace(
        go.Scattergeo(
            lon=[layer.labels[unit][0] for unit in texts],
            lat=[layer.labels[unit][1] for unit in texts],
            text=list(texts.values()),
            mode="text",
            textfont={"size": _LABEL_SIZE, "color": [theme.text_on(colours[unit]) for unit in texts]},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _label_candidates(
    units: pd.DataFrame, indicator: Indicator, layer: ShapeLayer, t: Translator, *, height: int, width: float
) -> Iterator[MapLabel]:
    pixels = _pixels_per_degree(layer.bounds, height, width)
    stretch = 1 / cos(radians((layer.bounds[1] + layer.bounds[3]) / 2))
    for row in units.itertuples():
        if row.org_unit_id not in layer.labels:
            continue
        longitude, latitude, room = layer.labels[row.org_unit_id]
        yield MapLabel(
            key=row.org_unit_id,
            x=longitude * pixels,
            y=-latitude * pixels * stretch,
            room=room * pixels,
            lines=(row.short_name, _STATE_MARKS.get(row.state) or format_value(row.value, indicator.unit, t)),
        )


def _colours(classes: Sequence[MapClass]) -> dict[str, str]:
    return {unit: found.colour for found in classes for unit in found.members["org_unit_id"]}


def _pixels_per_degree(bounds: tuple[float, float, float, float], height: int, width: float) -> float:
    west, south, east, north = bounds
    middle = radians((south + north) / 2)
    by_width = width / max(east - west, 1e-6)
    by_height = height * cos(middle) / max(north - south, 1e-6)
    return min(by_width, by_height)


_GEO = {
    "visible": False,
    "projection": {"type": "mercator"},
    "bgcolor": theme.TRANSPARENT,
}


def _ranges(bounds: tuple[float, float, float, float]) -> dict[str, dict[str, list[float]]]:
    """The frame of the map; Plotly's own fitting leaves a third of a narrow figure empty."""
    west, south, east, north = bounds
    return {"lonaxis": {"range": [west, east]}, "lataxis": {"range": [south, north]}}


def _lay_out(figure: go.Figure, layer: ShapeLayer, *, main_share: float) -> None:
    figure.update_layout(
        geo={**_GEO, **_ranges(layer.bounds), "domain": {"x": [0, main_share], "y": [0, 1]}},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "top",
            "bgcolor": theme.PAPER_VEIL,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        dragmode="pan",
    )


def _add_inset(
    figure: go.Figure,
    inset: Inset,
    place: int,
    units: pd.DataFrame,
    classes: Sequence[MapClass],
    indicator: Indicator,
    t: Translator,
) -> None:
    geo = f"geo{place + 2}"
    right = [_SHARE_BESIDE_INSETS + 0.02, 0.99]
    top = 0.34 - 0.34 * place
    bottom = top - 0.26
    colours = _colours(classes)
    own = units[units["org_unit_id"].isin(inset.org_unit_ids)]
    colour = colours[own["org_unit_id"].iloc[0]] if len(own) else theme.NO_FIGURE
    figure.add_trace(_one_colour(own, colour, inset.url, indicator, t, showlegend=False, geo=geo))
    figure.update_layout(
        {geo: {**_GEO, "fitbounds": "locations", "domain": {"x": right, "y": [bottom, top]}}}
    )
    figure.add_shape(
        type="rect",
        xref="paper",
        yref="paper",
        x0=right[0],
        x1=right[1],
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
        font={"size": _LABEL_SIZE, "color": theme.INK},
    )
