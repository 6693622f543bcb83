"""Maps of one indicator: shapes by URL, classes with counts, names in print, archipelagos as insets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.bands import bands, class_colours
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_value

STATES = ("not_reported", "not_established", "no_figure", "not_applicable")
_STATE_MARKS = {"not_reported": "✕", "not_established": "○", "no_figure": "–", "not_applicable": "–"}

# Share of the figure's width that a letter of the smallest label takes, measured on the screen.
_LETTER_PIXELS = 6.6
_LABEL_SIZE = 12


@dataclass(frozen=True)
class Inset:
    """An archipelago drawn apart, so that the rest stays large.

    Attributes:
        name_key: text key of its label.
        org_unit_ids: units whose colour it takes, when the map holds one of them.
    """

    url: str
    bounds: tuple[float, float, float, float]
    name_key: str
    org_unit_ids: tuple[str, ...]


@dataclass(frozen=True)
class ShapeLayer:
    """Where the shapes of a map are fetched from, and where its labels go.

    Attributes:
        urls: addresses of GeoJSON files whose features carry `org_unit_id` as `id`.
        bounds: west, south, east, north in degrees, without the insets.
        labels: org unit id -> (longitude, latitude, width in degrees at that point).
    """

    urls: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    labels: Mapping[str, tuple[float, float, float]]
    insets: Sequence[Inset] = ()


def choropleth(
    units: pd.DataFrame,
    *,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    height: int = 640,
    width_hint: int = 760,
    show_labels: bool = True,
) -> go.Figure:
    """A map with one class of colour a band, and one for each state without a value.

    Args:
        units: rows of the query `indicator_by_unit`.
        width_hint: about how many pixels wide it will be drawn; decides which names fit.

    The legend counts the units of each class. Missing values never share a colour with a value.
    """
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": height})
    for colour, name, members in _classes(units, indicator, t):
        _add_class(figure, members, colour, name, indicator, layer, t)
    if show_labels:
        _print_names(figure, units, indicator, layer, t, height=height, width=width_hint)
    _lay_out(figure, layer)
    for place, inset in enumerate(layer.insets):
        _add_inset(figure, inset, place, units, indicator, t)
    return figure


def _classes(units: pd.DataFrame, indicator: Indicator, t: Translator) -> list[tuple[str, str, pd.DataFrame]]:
    found = bands(units["value"])
    colours = class_colours(len(found), theme.SEQUENTIAL)
    classes = []
    for band, colour in reversed(list(zip(found, colours, strict=True))):
        members = units[units["value"].map(band.holds).astype(bool) & units["value"].notna()]
        classes.append((colour, band.label(indicator.unit, t), members))
    for state in STATES:
        members = units[units["state"] == state]
        if not members.empty:
            classes.append((theme.STATE_COLOURS[state], t(f"state.{state}"), members))
    return classes


def _add_class(
    figure: go.Figure,
    members: pd.DataFrame,
    colour: str,
    name: str,
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
) -> None:
    for place, url in enumerate(layer.urls):
        figure.add_trace(
            _one_colour(
                members,
                colour,
                url,
                indicator,
                t,
                name=f"{name} ({format_number(len(members), t.language)})",
                legendgroup=name,
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
    indicator: Indicator,
    layer: ShapeLayer,
    t: Translator,
    *,
    height: int,
    width: int,
) -> None:
    pixels = _pixels_per_degree(layer.bounds, height, width)
    colours = dict(_unit_colours(units, indicator, t))
    longitudes, latitudes, texts, inks = [], [], [], []
    for row in units.itertuples():
        if row.org_unit_id not in layer.labels:
            continue
        longitude, latitude, room = layer.labels[row.org_unit_id]
        mark = _STATE_MARKS.get(row.state, "")
        text = mark
        if len(row.short_name) * _LETTER_PIXELS <= room * pixels:
            value = mark or format_value(row.value, indicator.unit, t)
            text = f"{row.short_name}<br>{value}"
        if text:
            longitudes.append(longitude)
            latitudes.append(latitude)
            texts.append(text)
            inks.append(theme.text_on(colours[row.org_unit_id]))
    figure.add_trace(
        go.Scattergeo(
            lon=longitudes,
            lat=latitudes,
            text=texts,
            mode="text",
            textfont={"size": _LABEL_SIZE, "color": inks},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _unit_colours(units: pd.DataFrame, indicator: Indicator, t: Translator) -> list[tuple[str, str]]:
    return [
        (org_unit_id, colour)
        for colour, _, members in _classes(units, indicator, t)
        for org_unit_id in members["org_unit_id"]
    ]


def _pixels_per_degree(bounds: tuple[float, float, float, float], height: int, width: int) -> float:
    west, south, east, north = bounds
    middle = radians((south + north) / 2)
    by_width = width / max(east - west, 1e-6)
    by_height = height * cos(middle) / max(north - south, 1e-6)
    return min(by_width, by_height)


def _frame(bounds: tuple[float, float, float, float], margin: float) -> dict[str, object]:
    west, south, east, north = bounds
    wide, tall = (east - west) * margin, (north - south) * margin
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west - wide, east + wide]},
        "lataxis": {"range": [south - tall, north + tall]},
        "bgcolor": theme.TRANSPARENT,
    }


def _lay_out(figure: go.Figure, layer: ShapeLayer) -> None:
    figure.update_layout(
        geo=_frame(layer.bounds, 0.02),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend={
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "bottom",
            "bgcolor": theme.PAPER_VEIL,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        dragmode="pan",
    )


def _add_inset(
    figure: go.Figure, inset: Inset, place: int, units: pd.DataFrame, indicator: Indicator, t: Translator
) -> None:
    geo = f"geo{place + 2}"
    right = [0.80, 0.99]
    top = 0.34 - 0.34 * place
    bottom = top - 0.26
    colours = dict(_unit_colours(units, indicator, t))
    own = units[units["org_unit_id"].isin(inset.org_unit_ids)]
    colour = colours[own["org_unit_id"].iloc[0]] if len(own) else theme.NO_FIGURE
    if len(own):
        trace = _one_colour(own, colour, inset.url, indicator, t, showlegend=False, geo=geo)
    else:
        trace = go.Choropleth(
            geojson=inset.url,
            featureidkey="id",
            locations=list(inset.org_unit_ids),
            z=[0] * len(inset.org_unit_ids),
            colorscale=[[0, colour], [1, colour]],
            showscale=False,
            marker={"line": {"color": theme.OUTLINE_STRONG, "width": 0.8}},
            hoverinfo="skip",
            showlegend=False,
            geo=geo,
        )
    figure.add_trace(trace)
    figure.update_layout({geo: {**_frame(inset.bounds, 0.15), "domain": {"x": right, "y": [bottom, top]}}})
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
        x=sum(right) / 2,
        y=bottom,
        yanchor="top",
        text=t(inset.name_key),
        showarrow=False,
        font={"size": _LABEL_SIZE, "color": theme.INK},
    )
