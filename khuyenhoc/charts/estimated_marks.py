"""How an estimate looks in a chart: hatched bars, crossed marks, a sign before its printed value."""

from collections.abc import Iterable

import pandas as pd

from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

# Plotly draws a cross into these marks.
_CROSSED = "-x"
_HATCHED = "/"


def is_estimate(frame: pd.DataFrame, column: str = "method") -> list[bool]:
    """For each row whether its value is an estimate; none is where the frame does not say how values came."""
    return (frame[column] == ESTIMATE).tolist() if column in frame else [False] * len(frame)


def crossed(symbol: str, estimates: Iterable[bool]) -> list[str]:
    """A mark for each point, with a cross in it where it is an estimate."""
    return [f"{symbol}{_CROSSED}" if estimated else symbol for estimated in estimates]


def hatching(estimates: Iterable[bool], colour: str) -> dict[str, object]:
    """The pattern of bars: lines over those that are estimates."""
    return {
        "shape": [_HATCHED if estimated else "" for estimated in estimates],
        "fgcolor": colour,
        "fillmode": "overlay",
        "size": 6,
    }


def value_text(value: float, unit: str, t: Translator, *, is_estimated: bool, is_short: bool = False) -> str:
    """A printed value of a unit of measure, in italics and with the sign where it is an estimate."""
    return in_type(format_value(value, unit, t, is_short=is_short), t, is_estimated=is_estimated)


def in_type(text: str, t: Translator, *, is_estimated: bool) -> str:
    """A printed figure in words, in italics and with the sign where it is an estimate."""
    return f"<i>{t('lens.estimate_mark', value=text)}</i>" if is_estimated else text
