"""Small multiples: the same kind of line many times, for units or for indicators."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.estimated_marks import crossed, is_estimate, value_text
from khuyenhoc.charts.value_axis import separators
from khuyenhoc.domain.periods import REFORM_DATE, Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_short

_PANEL_HEIGHT = 190
_PANEL_WIDTH = 250
_ROOM_FOR_TITLE = 46
# Between two columns, as a part of the width.
_GAP = 0.05
# Room above the highest point for its printed value, as a part of the axis.
_HEADROOM = 1.25
# Of the highest value, what words over a point take upwards.
_LABEL_SHARE = 0.28


@dataclass(frozen=True)
class Panel:
    """One line.

    Attributes:
        series: `period_id` and `value`, oldest first; `method` says which values are estimates.
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
    periods = sorted(
        {period_id for panel in panels for period_id in panel.series["period_id"]},
        key=lambda period_id: (Period.parse(period_id).end, period_id),
    )
    highest = max((_highest(panel) for panel in panels), default=1.0) if has_one_scale else None
    grid = _Grid(rows, columns, min(0.9 / rows, (_ROOM_FOR_TITLE + 40) / height) if rows else 0.0)
    places = {period_id: place for place, period_id in enumerate(periods)}
    # Made at once: added part by part, Plotly looks through the whole figure for each, which takes ten times
    # as long.
    return go.Figure(
        [_line(panel, places, _suffix(number), t, highest=highest) for number, panel in enumerate(panels)],
        {
            "template": theme.TEMPLATE,
            **_axes(panels, grid, periods, highest, t),
            "annotations": [_title(panel, *grid.place(number)) for number, panel in enumerate(panels)],
            "shapes": [
                *(
                    _target(panel.target, _suffix(number))
                    for number, panel in enumerate(panels)
                    if panel.target is not None
                ),
                *(
                    _reform(periods, _suffix(number))
                    for number in range(len(panels))
                    if spans_reform(periods)
                ),
            ],
            "separators": separators(t),
            "height": height,
            "margin": {"l": 8, "r": 24, "t": 40, "b": 8},
        },
    )


@dataclass(frozen=True)
class _Grid:
    """Where panels stand; the first at the top left.

    Attributes:
        gap: between two rows, as a part of the height.
    """

    rows: int
    columns: int
    gap: float

    def place(self, number: int) -> tuple[list[float], list[float]]:
        """Domains of the axes of a panel."""
        row, column = divmod(number, self.columns)
        width = (1 - _GAP * (self.columns - 1)) / self.columns
        height = (1 - self.gap * (self.rows - 1)) / self.rows
        left, top = column * (width + _GAP), 1 - row * (height + self.gap)
        return [left, min(left + width, 1)], [max(top - height, 0), top]


def _suffix(number: int) -> str:
    """What Plotly puts behind the names of a panel's axes."""
    return str(number + 1) if number else ""


def _axes(
    panels: Sequence[Panel], grid: _Grid, periods: Sequence[str], highest: float | None, t: Translator
) -> dict[str, dict]:
    """Both axes of each panel: the first and the last period are named, values are read from the points."""
    named = sorted({0, len(periods) - 1}) if periods else []
    of_periods = {
        "tickvals": named,
        "ticktext": [format_period_short(Period.parse(periods[place]), t) for place in named],
        "range": [-0.4, max(len(periods), 2) - 0.6],
        "showgrid": False,
        "tickfont": {"size": theme.FONT_SIZE - 3},
    }
    axes = {}
    for number, panel in enumerate(panels):
        across, upwards = grid.place(number)
        top = _highest(panel) if highest is None else highest
        suffix = _suffix(number)
        axes[f"xaxis{suffix}"] = {**of_periods, "anchor": f"y{suffix}", "domain": across}
        axes[f"yaxis{suffix}"] = {
            "anchor": f"x{suffix}",
            "domain": upwards,
            "range": [0, top * _HEADROOM],
            "showticklabels": False,
            "nticks": 4,
        }
    return axes


def _title(panel: Panel, across: list[float], upwards: list[float]) -> dict[str, object]:
    return {
        "text": panel.title,
        "x": sum(across) / 2,
        "y": upwards[1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE - 1, "color": theme.INK},
    }


def _target(value: float, suffix: str) -> dict[str, object]:
    return {
        "type": "line",
        "xref": f"x{suffix} domain",
        "yref": f"y{suffix}",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": theme.TARGET, "dash": "dash", "width": 1.5},
    }


def spans_reform(periods: Collection[str]) -> bool:
    """Whether some of the periods lie before the reform of the map and some after it."""
    is_later = {Period.parse(period_id).end >= REFORM_DATE for period_id in periods}
    return len(is_later) > 1


def _reform(periods: Sequence[str], suffix: str) -> dict[str, object]:
    """A line between the last period on the former map and the first on the present one."""
    first_later = next(
        place for place, period_id in enumerate(periods) if Period.parse(period_id).end >= REFORM_DATE
    )
    return {
        "type": "line",
        "xref": f"x{suffix}",
        "yref": f"y{suffix} domain",
        "x0": first_later - 0.5,
        "x1": first_later - 0.5,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.INK_SOFT, "dash": "dot", "width": 1.5},
    }


def _line(
    panel: Panel, places: dict[str, int], suffix: str, t: Translator, *, highest: float | None
) -> dict[str, object]:
    values = panel.series["value"].tolist()
    top = _highest(panel) if highest is None else highest
    last = len(values) - 1
    estimates = is_estimate(panel.series)
    # Two printed values stand side by side over the panel, whose title says of what they are.
    printed, told = (
        [
            value_text(value, panel.unit, t, is_estimated=estimated, is_short=is_short)
            for value, estimated in zip(values, estimates, strict=True)
        ]
        for is_short in (True, False)
    )
    return {
        "type": "scatter",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "x": [places[period_id] for period_id in panel.series["period_id"]],
        "y": values,
        "mode": "lines+markers+text",
        "line": {"color": theme.ACCENT, "width": 3},
        "marker": {
            "size": [10 if place == last or estimates[place] else 5 for place in range(len(values))],
            "symbol": crossed("circle", estimates),
            "color": theme.ACCENT,
            "line": {"color": theme.PAPER, "width": [1 if estimated else 0 for estimated in estimates]},
        },
        "text": [text if place in {0, last} else "" for place, text in enumerate(printed)],
        "textposition": [
            f"{_side(value, panel.target, top)} {'right' if place == 0 and last else 'left'}"
            for place, value in enumerate(values)
        ],
        "textfont": {"size": theme.FONT_SIZE - 1, "color": theme.INK},
        "cliponaxis": False,
        "hovertext": [
            f"{format_period(Period.parse(period_id), t)}: {text}"
            for period_id, text in zip(panel.series["period_id"], told, strict=True)
        ],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _side(value: float, target: float | None, top: float) -> str:
    """Below a point whose target line would run through the words above it."""
    is_crossed = target is not None and 0 < target - value <= _LABEL_SHARE * top
    return "bottom" if is_crossed else "top"


def _highest(panel: Panel) -> float:
    known = panel.series["value"].dropna().tolist()
    known += [] if panel.target is None else [panel.target]
    return max(known, default=0.0) or 1.0
