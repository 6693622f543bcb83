"""The legend of a map: colour, sign, word and number of units of each class."""

from collections.abc import Sequence

import plotly.graph_objects as go

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import APPROXIMATE_MARK, ESTIMATE_MARK, MapClass
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number

_SWATCH = 15


def class_entry_name(found: MapClass, t: Translator) -> str:
    """`60,0% – 70,0% (12)`."""
    return f"{found.name} ({format_number(len(found.members), t.language)})"


def class_entries(classes: Sequence[MapClass], t: Translator) -> list[go.Scattergeo]:
    """One entry a class, in order."""
    return [
        _entry(
            class_entry_name(found, t),
            {
                "symbol": "square",
                "size": _SWATCH,
                "color": found.colour,
                "line": {"color": theme.OUTLINE_STRONG, "width": 1},
            },
        )
        for found in classes
    ]


def estimate_entry(count: int, t: Translator) -> go.Scattergeo:
    """What hatching means."""
    text = f"{ESTIMATE_MARK} {t('map.legend_estimate')} ({format_number(count, t.language)})"
    marker = {"symbol": "line-ne", "size": _SWATCH, "line": {"color": theme.INK, "width": 2}}
    return _entry(text, marker)


def approximate_entry(count: int, t: Translator) -> go.Scattergeo:
    """What the mark after a name means."""
    text = f"{APPROXIMATE_MARK} {t('map.legend_approximate')} ({format_number(count, t.language)})"
    return _entry(text, {"symbol": "circle", "size": 1, "color": theme.TRANSPARENT})


def rank_entry(t: Translator) -> go.Scattergeo:
    """What a number on a shape means."""
    return _entry(t("map.legend_rank"), {"symbol": "circle", "size": 1, "color": theme.TRANSPARENT})


def legend_layout() -> dict[str, object]:
    """Below the map, not clickable: a class that is hidden would be taken for missing."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "bgcolor": theme.PAPER_VEIL,
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
        "traceorder": "normal",
    }


def _entry(name: str, marker: dict[str, object]) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[None], lat=[None], mode="markers", marker=marker, name=name, hoverinfo="skip", showlegend=True
    )
