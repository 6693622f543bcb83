"""A map that runs through periods: shapes are drawn once, frames carry colours, names and counts."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.map import MapContent, draw_map, with_one_legend
from khuyenhoc.i18n import Translator

_MILLISECONDS_A_FRAME = 1400
# What a frame may change of a trace; everything else stays as in the figure.
_CHANGING = {
    "choropleth": ("z", "hovertext", "text"),
    "scattergeo": ("lon", "lat", "text", "hovertext", "customdata", "name", "marker", "textfont"),
}
# Pixels below the map for the legend and then for the slider.
_LEGEND_ROOM = 90
_CONTROL_ROOM = 90


def play_map(
    frames: Sequence[tuple[str, pd.DataFrame]],
    content: MapContent,
    t: Translator,
    *,
    height: int,
    width_hint: int,
) -> go.Figure:
    """One map with a slider and a play button.

    Args:
        frames: name of a period and its rows of `indicator_by_unit`, in order; all have the same units.
        content: of the last period, with a scale over all of them.
        height: of the whole figure, controls included.
        width_hint: as for `draw_map`.

    Returns:
        The map of the last period, with a frame for each.
    """
    steady = with_one_legend([rows for _, rows in frames], content)
    order = list(content.units["org_unit_id"])
    drawn = [
        draw_map(
            replace(steady, units=rows.set_index("org_unit_id").loc[order].reset_index()),
            t,
            height=height - _LEGEND_ROOM - _CONTROL_ROOM,
            width_hint=width_hint,
        )
        for _, rows in frames
    ]
    figure = drawn[-1]
    # A note at the end of the legend may be missing from some frames.
    common = min(len(each.data) for each in drawn)
    figure.frames = [
        go.Frame(
            name=name, data=[_changes(trace) for trace in each.data[:common]], traces=list(range(common))
        )
        for (name, _), each in zip(frames, drawn, strict=True)
    ]
    _add_controls(figure, [name for name, _ in frames], t, height=height)
    return figure


def _changes(trace: go.Choropleth | go.Scattergeo) -> dict[str, object]:
    content = trace.to_plotly_json()
    return {"type": trace.type} | {key: content[key] for key in _CHANGING[trace.type] if key in content}


def _add_controls(figure: go.Figure, names: Sequence[str], t: Translator, *, height: int) -> None:
    going = {"frame": {"duration": _MILLISECONDS_A_FRAME, "redraw": True}, "transition": {"duration": 0}}
    still = {"frame": {"duration": 0, "redraw": True}, "mode": "immediate", "transition": {"duration": 0}}
    # Below the legend: as a share of the map's height, which the margins leave.
    below = -_LEGEND_ROOM / (height - _LEGEND_ROOM - _CONTROL_ROOM)
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": _LEGEND_ROOM + _CONTROL_ROOM},
        updatemenus=[
            {
                "type": "buttons",
                "direction": "left",
                "x": 0,
                "y": below,
                "xanchor": "left",
                "yanchor": "top",
                "pad": {"t": 14},
                "font": {"size": theme.FONT_SIZE, "color": theme.INK},
                "bgcolor": theme.PAPER,
                "bordercolor": theme.INK_SOFT,
                "buttons": [
                    {
                        "label": t("map.play"),
                        "method": "animate",
                        "args": [None, {**going, "fromcurrent": True}],
                    },
                    {"label": t("map.pause"), "method": "animate", "args": [[None], still]},
                ],
            }
        ],
        sliders=[
            {
                "active": len(names) - 1,
                "x": 0.3,
                "len": 0.62,
                "y": below,
                "yanchor": "top",
                "currentvalue": {"visible": True, "font": {"size": theme.FONT_SIZE + 4}},
                "font": {"size": theme.FONT_SIZE - 4},
                "steps": [{"label": name, "method": "animate", "args": [[name], still]} for name in names],
            }
        ],
    )
