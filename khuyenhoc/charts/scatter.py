"""Two indicators against each other: every unit a mark, quadrants named in words."""

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import crossed, is_estimate, value_text
from khuyenhoc.charts.label_sides import name_sides
from khuyenhoc.charts.value_axis import separators, value_axis
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

_HEIGHT = 560
# Room on each side, as a part of the span; above and below, the words of the corners stand in it.
_MARGIN_ACROSS, _MARGIN_UP = 0.08, 0.16
# A corner has not quite half of the width for its words.
_CORNER_SHARE = 0.36
_LETTER_WIDTH = 7
# Pixels that numbers and names of the axes take.
_AXES_WIDTH, _AXES_HEIGHT = 90, 70
# Corner -> (text key, x of the paper, its anchor, y of the paper, its anchor).
_QUADRANTS = (
    ("compare.both_high", 0.995, "right", 0.99, "top"),
    ("compare.only_second_high", 0.005, "left", 0.99, "top"),
    ("compare.both_low", 0.005, "left", 0.01, "bottom"),
    ("compare.only_first_high", 0.995, "right", 0.01, "bottom"),
)


@dataclass(frozen=True)
class Axis:
    """One of the two indicators.

    Attributes:
        common: the province's own value, where the quadrants part; None without figures.
    """

    indicator: Indicator
    name: str
    common: float | None

    @property
    def name_inline(self) -> str:
        """The name within a sentence."""
        return self.name[0].lower() + self.name[1:]


def quadrants(
    units: pd.DataFrame,
    first: Axis,
    second: Axis,
    chosen: Collection[str],
    t: Translator,
    *,
    width_hint: int = 1000,
) -> go.Figure:
    """Every unit by two indicators; the chosen ones stand out and carry their names.

    Args:
        units: `org_unit_id`, `short_name`, `first`, `second`, and with `_method` whether they are estimates;
            units that lack one of the values are left out.
        chosen: ids of the units that are named.
        width_hint: about how many pixels wide it will be drawn; decides where the words of a corner break.
    """
    known = units.dropna(subset=["first", "second"])
    is_chosen = known["org_unit_id"].isin(chosen)
    figure = go.Figure(layout={"template": theme.TEMPLATE})
    figure.add_trace(_points(known[~is_chosen], first, second, t, is_chosen=False))
    figure.add_trace(_points(known[is_chosen], first, second, t, is_chosen=True))
    for axis, draw in ((first, figure.add_vline), (second, figure.add_hline)):
        if axis.common is not None:
            draw(axis.common, line={"color": theme.INK_SOFT, "dash": "dot", "width": 2})
    _name_corners(figure, first, second, t, letters=int(width_hint * _CORNER_SHARE / _LETTER_WIDTH))
    figure.update_xaxes(title=first.name, **_axis_style(known["first"], first, _MARGIN_ACROSS, t))
    figure.update_yaxes(title=second.name, **_axis_style(known["second"], second, _MARGIN_UP, t))
    figure.data[1].textposition = _name_places(figure, known, is_chosen, width_hint)
    figure.update_layout(
        separators=separators(t),
        height=_HEIGHT,
        showlegend=False,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
    )
    return figure


def _name_places(figure: go.Figure, units: pd.DataFrame, is_chosen: pd.Series, width_hint: int) -> list[str]:
    """Where the chosen units' names stand clear of each other, and as far as they can of all marks."""
    (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    across, upwards = (width_hint - _AXES_WIDTH) / (right - left), (_HEIGHT - _AXES_HEIGHT) / (high - low)

    def points(rows: pd.DataFrame) -> list[tuple[float, float]]:
        return [
            ((x - left) * across, (y - low) * upwards)
            for x, y in zip(rows["first"], rows["second"], strict=True)
        ]

    widths = [len(name) * _LETTER_WIDTH for name in units.loc[is_chosen, "short_name"]]
    others = points(units[~is_chosen])
    return name_sides(points(units[is_chosen]), widths, others=others, width=width_hint - _AXES_WIDTH)


def _name_corners(figure: go.Figure, first: Axis, second: Axis, t: Translator, *, letters: int) -> None:
    """What the units of each quadrant have in common, in lines of so many letters."""
    for key, x, xanchor, y, yanchor in _QUADRANTS:
        words = t(key, first=first.name_inline, second=second.name_inline)
        figure.add_annotation(
            text="<br>".join(wrap(words, letters)),
            align=xanchor,
            x=x,
            xanchor=xanchor,
            xref="paper",
            y=y,
            yanchor=yanchor,
            yref="paper",
            showarrow=False,
            font={"size": theme.FONT_SIZE - 2, "color": theme.INK_SOFT},
            bgcolor=theme.PAPER_VEIL,
        )


def _points(units: pd.DataFrame, first: Axis, second: Axis, t: Translator, *, is_chosen: bool) -> go.Scatter:
    estimates = list(
        zip(is_estimate(units, "first_method"), is_estimate(units, "second_method"), strict=True)
    )
    return go.Scatter(
        x=units["first"],
        y=units["second"],
        mode="markers+text" if is_chosen else "markers",
        marker={
            "size": 15 if is_chosen else 9,
            "symbol": crossed("diamond" if is_chosen else "circle", map(any, estimates)),
            "color": theme.TARGET if is_chosen else theme.SEQUENTIAL[2],
            "line": {"color": theme.PAPER, "width": 1},
        },
        text=units["short_name"],
        textfont={"size": theme.FONT_SIZE, "color": theme.INK},
        cliponaxis=False,
        hovertext=[
            f"<b>{name}</b><br>"
            f"{first.name}: {value_text(values[0], first.indicator.unit, t, is_estimated=estimated[0])}<br>"
            f"{second.name}: {value_text(values[1], second.indicator.unit, t, is_estimated=estimated[1])}"
            for name, values, estimated in zip(
                units["short_name"], zip(units["first"], units["second"], strict=True), estimates, strict=True
            )
        ],
        hoverinfo="text",
    )


def _axis_style(values: pd.Series, axis: Axis, margin: float, t: Translator) -> dict[str, object]:
    known = [*values.tolist(), *([] if axis.common is None else [axis.common])]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = margin * ((high - low) or 1.0)
    ends = [low - room, high + room]
    return {"range": ends, **value_axis(ends, axis.indicator.unit, t)}
