"""Classes of values for maps: few, rounded, the same for legend and shapes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

CLASS_COUNT = 5
_SMALLEST_SPREAD = 1e-6


@dataclass(frozen=True)
class Band:
    """Values from `lower` (included) to `upper` (excluded, but included in the last band)."""

    lower: float
    upper: float
    is_last: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band."""
        return self.lower <= value < self.upper or (self.is_last and value == self.upper)

    def label(self, unit: str, t: Translator) -> str:
        """`60,0% – 70,0%`."""
        return f"{format_value(self.lower, unit, t)} – {format_value(self.upper, unit, t)}"


def bands(values: pd.Series) -> list[Band]:
    """At most five bands between rounded bounds that cover all values; fewer where values are few.

    Bounds are quantiles rounded to two significant digits of the spread, so that each band holds about as
    many units as the next and reads well aloud.
    """
    present = values.dropna()
    if present.empty:
        return []
    step = _rounding_step(float(present.max() - present.min()))
    quantiles = present.quantile([place / CLASS_COUNT for place in range(1, CLASS_COUNT)])
    inner = [round(round(quantile / step) * step, 10) for quantile in quantiles]
    lowest = round(math.floor(present.min() / step) * step, 10)
    highest = round(math.ceil(present.max() / step) * step, 10)
    bounds = sorted({lowest, *(bound for bound in inner if lowest < bound < highest), highest})
    if len(bounds) == 1:
        bounds.append(bounds[0] + step)
    return [Band(lower, upper, is_last=upper == bounds[-1]) for lower, upper in pairwise(bounds)]


def class_colours(count: int, palette: Sequence[str]) -> list[str]:
    """As many colours as bands, spread over the whole palette."""
    if count <= 1:
        return [palette[len(palette) // 2]][:count]
    last = len(palette) - 1
    return [palette[round(place * last / (count - 1))] for place in range(count)]


def _rounding_step(spread: float) -> float:
    if spread < _SMALLEST_SPREAD:
        return _SMALLEST_SPREAD if spread else 1.0
    magnitude = 10.0 ** (math.floor(math.log10(spread)) - 1)
    return max(magnitude, 10.0 ** math.floor(math.log10(spread / 20))) if spread > 1 else magnitude
