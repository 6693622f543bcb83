"""Small multiples: the same kind of line many times, for units or for indicators."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from khuyenhoc import theme
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_short, format_value

_PANEL_HEIGHT = 190
_PANEL_WIDTH = 250
_ROOM_FOR_TITLE = 46
# Room above the highest point for its printed value, as a part of the axis.
_HEADROOM = 1.25


@dataclass(frozen=True)
class Panel:
    """One line.

    Attributes:
        series: `period_id` and `value`, oldest first.
        unit: unit of the values.
        target: value to draw across, if there is one.
    """

    title: str
    series: pd.DataFrame
    unit: str
    target: float | None = None


def multiples(
    panels: Sequence[Panel], t: Translator, *, has_one_scale: bool, width_hint: int = 1000
) -> go.Figure:
    """A grid of lines, all over the same periods; first and last value of each are printed.

    Args:
        has_one_scale: all panels get the same value axis, so that heights compare.
        width_hint: about how many pixels wide it will be drawn; decides how many stand in a row.
    """
    columns = max(1, min(len(panels), width_hint // _PANEL_WIDTH))
    rows = -(-len(panels) // columns)
    columns = -(-len(panels) // rows) if rows else columns
    height = rows * (_PANEL_HEIGHT + _ROOM_FOR_TITLE) + 40
    figure = make_subplots(
        rows=rows,
        cols=columns,
        subplot_titles=[panel.title for panel in panels],
        vertical_spacing=min(0.9 / rows, (_ROOM_FOR_TITLE + 40) / height),
        horizontal_spacing=0.05,
    )
    figure.update_layout(template=theme.TEMPLATE)
    periods = sorted(
        {period_id for panel in panels for period_id in panel.series["period_id"]},
        key=lambda period_id: (Period.parse(period_id).end, period_id),
    )
    places = {period_id: place for place, period_id in enumerate(periods)}
    highest = max((_highest(panel) for panel in panels), default=1.0)
    for number, panel in enumerate(panels):
        place = {"row": number // columns + 1, "col": number % columns + 1}
        figure.add_trace(_line(panel, places, t), **place)
        if panel.target is not None:
            figure.add_hline(
                y=panel.target, line={"color": theme.TARGET, "dash": "dash", "width": 1.5}, **place
            )
        top = highest if has_one_scale else _highest(panel)
        figure.update_yaxes(range=[0, top * _HEADROOM], **place)
    _style(figure, periods, height, t)
    return figure


def _line(panel: Panel, places: dict[str, int], t: Translator) -> go.Scatter:
    values = panel.series["value"].tolist()
    last = len(values) - 1
    texts = [format_value(value, panel.unit, t) for value in values]
    return go.Scatter(
        x=[places[period_id] for period_id in panel.series["period_id"]],
        y=values,
        mode="lines+markers+text",
        line={"color": theme.ACCENT, "width": 3},
        marker={"size": [10 if place == last else 5 for place in range(len(values))]},
        text=[text if place in {0, last} else "" for place, text in enumerate(texts)],
        textposition=["top right" if place == 0 and last else "top left" for place in range(len(values))],
        textfont={"size": theme.FONT_SIZE - 1, "color": theme.INK},
        cliponaxis=False,
        hovertext=[
            f"{format_period(Period.parse(period_id), t)}: {text}"
            for period_id, text in zip(panel.series["period_id"], texts, strict=True)
        ],
        hoverinfo="text",
        showlegend=False,
    )


def _highest(panel: Panel) -> float:
    known = panel.series["value"].dropna().tolist()
    known += [] if panel.target is None else [panel.target]
    return max(known, default=0.0) or 1.0


def _style(figure: go.Figure, periods: Sequence[str], height: int, t: Translator) -> None:
    named = sorted({0, len(periods) - 1}) if periods else []
    figure.update_xaxes(
        tickvals=named,
        ticktext=[format_period_short(Period.parse(periods[place]), t) for place in named],
        range=[-0.4, max(len(periods), 2) - 0.6],
        showgrid=False,
        tickfont={"size": theme.FONT_SIZE - 3},
    )
    figure.update_yaxes(showticklabels=False, nticks=4)
    figure.update_annotations(font={"size": theme.FONT_SIZE - 1, "color": theme.INK})
    figure.update_layout(
        separators=",." if t.language == "vi" else ".,",
        height=height,
        margin={"l": 8, "r": 24, "t": 40, "b": 8},
    )
