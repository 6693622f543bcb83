"""Figures as the browser gets them, drawn once for everybody who is shown the same.

Drawing takes Plotly ten times as long as sending. A figure is told by the function that draws it and by all
that the function was given, to the last value of every frame: nothing that it depends on can be left out.
"""

import hashlib
import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass

import orjson
import plotly.graph_objects as go

from khuyenhoc.charts.large_text import enlarge
from khuyenhoc.data_access import Shelf, data_state

_figures = Shelf(most=512, megabytes=64)


@dataclass(frozen=True)
class Drawing:
    """A figure that is still to be drawn, unless it was drawn before.

    Attributes:
        draw: makes the figure.
        key: tells it from every other figure.
    """

    draw: Callable[[], go.Figure]
    key: Hashable


def drawing(draw: Callable[..., go.Figure], *given: object, **named: object) -> Drawing:
    """What `draw` makes of what is given, to be shown by `output.show_figure`.

    Args:
        draw: a function of `khuyenhoc.charts`; besides what it is given it may use the reference data.
    """
    told = pickle.dumps((draw, given, named), protocol=pickle.HIGHEST_PROTOCOL)
    digest = hashlib.blake2b(told, digest_size=20).digest()
    return Drawing(lambda: draw(*given, **named), (*data_state(), digest))


def ready(figure: Drawing | go.Figure, *, is_large: bool) -> go.Figure:
    """A figure for `st.plotly_chart` and for nothing else; one that is drawn already is not kept."""
    if isinstance(figure, go.Figure):
        return enlarge(figure) if is_large else figure
    made = _figures.take((figure.key, is_large), lambda: _json(figure.draw(), is_large=is_large), len)
    return _Ready(made)


def _json(figure: go.Figure, *, is_large: bool) -> bytes:
    return (enlarge(figure) if is_large else figure).to_json(validate=False).encode()


class _Ready(go.Figure):
    """A figure that is only ever sent: Streamlit asks it for its dictionary, and would check a plain one."""

    def __init__(self, made: bytes) -> None:
        """Without the parts of a figure: taking them apart is what takes time."""
        object.__setattr__(self, "_made", made)

    def to_dict(self) -> dict:
        """Traces and layout."""
        return orjson.loads(self._made)
