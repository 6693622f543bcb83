"""Maps of one indicator: shapes by URL, classes with counts, names in print, archipelagos as insets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.map_circles import circle_trace, largest_diameter, size_legend
from khuyenhoc.charts.map_classes import (
    STATE_MARKS,
    MapClass,
    Scale,
    classify,
    colour_of_unit,
    estimated,
)
from khuyenhoc.charts.map_fill import colour_axis, fill_traces, outline_trace
from khuyenhoc.charts.map_frame import main_frame
from khuyenhoc.charts.map_hatch import hatch_trace
from khuyenhoc.charts.map_insets import SHARE_BESIDE_INSETS, add_insets
from khuyenhoc.charts.map_legend import (
    approximate_entry,
    class_entries,
    estimate_entry,
    legend_layout,
    rank_entry,
)
from khuyenhoc.charts.map_names import has_ranks, mark_texts, name_trace, printed_texts
from khuyenhoc.charts.shapes import Ring, ShapeLayer
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

CHOSEN_WIDTH = 3.0
_CONTEXT_WIDTH = 0.9


@dataclass(frozen=True)
class MapContent:
    """What a map shows, drawn by the browser or as a picture.

    Attributes:
        units: rows of the query `indicator_by_unit`; the columns `method` and `estimated_share` are used
            where they are there.
        scale: the bands, shared by maps that are compared.
        top: largest value of all maps on one scale; the largest circle stands for it.
        chosen: unit with a strong outline; "" for none.
        outlines: unit -> rings, for hatching and pictures; may be empty where nothing is estimated.
        states: states that the legend lists even where no unit is in them.
        has_list: whether a list stands beside, so that a rank leads to a name.
        has_hatching: whether the legend explains hatching even where nothing is estimated.
    """

    units: pd.DataFrame
    indicator: Indicator
    layer: ShapeLayer
    scale: Scale
    top: float
    chosen: str = ""
    outlines: Mapping[str, Sequence[Ring]] | None = None
    states: tuple[str, ...] = ()
    has_list: bool = True
    has_hatching: bool = False

    @property
    def has_circles(self) -> bool:
        """Whether values are drawn as circles: counts and amounts, never rates."""
        return draws_circles(self.indicator)

    def classes(self, t: Translator) -> list[MapClass]:
        """Classes of the legend; under circles all values share one."""
        found = classify(self.units, self.scale, self.indicator, t, states=self.states)
        if not self.has_circles:
            return found
        with_value = tuple(self.units.loc[self.units["value"].notna(), "org_unit_id"])
        ground = MapClass(theme.CIRCLE_GROUND, t("map.legend_has_value"), "", with_value)
        return [ground, *(each for each in found if each.mark)]


def draws_circles(indicator: Indicator) -> bool:
    """Rates are filled; counts and amounts are circles: a filled shape shows its area, not a count."""
    return indicator.denominator is None


def draw_map(content: MapContent, t: Translator, *, height: int, width_hint: int) -> go.Figure:
    """A map as a Plotly figure.

    Args:
        width_hint: about how many pixels wide it will be drawn; decides which names fit.

    Returns:
        Main shapes first, then borders, hatching, circles, names, insets and the entries of the legend, which
        counts the units of each class. Missing values never share a colour with a value.
    """
    layer, units = content.layer, content.units
    classes = content.classes(t)
    share = SHARE_BESIDE_INSETS if layer.insets else 1.0
    figure = go.Figure(layout={"template": theme.TEMPLATE, "height": height})
    figure.add_traces(fill_traces(units, classes, content.indicator, layer, t))
    _add_borders(figure, content)
    hatched = estimated(units)
    if hatched or content.has_hatching:
        figure.add_trace(hatch_trace(hatched, content.outlines or {}, layer.bounds))
    largest = largest_diameter(len(units), width_hint)
    if content.has_circles:
        figure.add_trace(circle_trace(units, content.indicator, layer, t, top=content.top, largest=largest))
    texts = _texts(content, t, height=height, width=width_hint * share)
    figure.add_trace(name_trace(texts, colour_of_unit(classes), layer))
    figure.update_layout(
        geo=main_frame(layer.bounds, share=share),
        coloraxis=colour_axis(classes),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        legend=legend_layout(),
        dragmode="pan",
    )
    add_insets(figure, units, classes, content.indicator, layer, t, chosen=content.chosen)
    figure.add_traces(class_entries(classes, t))
    if hatched or content.has_hatching:
        figure.add_trace(estimate_entry(len(hatched), t))
    if approximate := len(layer.approximate.intersection(units["org_unit_id"])):
        figure.add_trace(approximate_entry(approximate, t))
    if content.has_circles:
        _add_size_legend(figure, content, t, largest=largest)
    elif has_ranks(texts):
        figure.add_trace(rank_entry(t))
    return figure


def _texts(content: MapContent, t: Translator, *, height: int, width: float) -> dict[str, tuple[str, ...]]:
    """What stands on which unit; circles would hide names."""
    if content.has_circles:
        return mark_texts(content.units, content.layer)
    return printed_texts(
        content.units,
        content.indicator,
        content.layer,
        t,
        height=height,
        width=width,
        has_list=content.has_list,
    )


def with_one_legend(rows: Sequence[pd.DataFrame], content: MapContent) -> MapContent:
    """Content whose legend lists every state of any of the maps, so that all of them are laid out alike.

    Args:
        rows: of `indicator_by_unit`, for each map.
    """
    occurring = {state for each in rows for state in each.loc[each["value"].isna(), "state"]}
    return replace(
        content,
        states=tuple(state for state in STATE_MARKS if state in occurring),
        has_hatching=any(estimated(each) for each in rows),
        has_list=False,
    )


def largest_value(values: pd.Series) -> float:
    """The largest value; 0 when there is none."""
    return 0.0 if values.dropna().empty else float(values.max())


def _add_borders(figure: go.Figure, content: MapContent) -> None:
    layer = content.layer
    if layer.context_url:
        figure.add_trace(outline_trace(layer.context_url, layer.context_ids, width=_CONTEXT_WIDTH))
    if content.chosen and content.chosen not in layer.apart:
        figure.add_traces([outline_trace(url, [content.chosen], width=CHOSEN_WIDTH) for url in layer.urls])


def _add_size_legend(figure: go.Figure, content: MapContent, t: Translator, *, largest: float) -> None:
    marks = size_legend(content.indicator, t, top=content.top, largest=largest, right=1.0)
    for shape in marks["shapes"]:
        figure.add_shape(shape)
    for note in marks["annotations"]:
        figure.add_annotation(note)
