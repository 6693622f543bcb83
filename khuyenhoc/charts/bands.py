"""Classes of values for maps: few, rounded, the same for legend and shapes.

Natural breaks and pretty breaks are those of mapclassify 2.10 (FisherJenks, PrettyBreaks), written anew: the
package brings 220 MB of scientific libraries, and takes 14 s for the country's communes where this takes 0.1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_value

CLASS_COUNT = 5
# In front of classes at or above the target.
REACHED_MARK = "✓"
_SMALLEST_SPREAD = 1e-6
# Steps around a target: two classes of ten points below it, one above it.
_TARGET_STEP = 10.0
_PERCENT_END = 100.0
# Natural breaks compare every pair of values: more different ones than this are thinned out evenly.
_MOST_VALUES = 700


class Method(StrEnum):
    """How values are put into classes."""

    TARGET = "target"
    QUANTILES = "quantiles"
    NATURAL = "natural"
    PRETTY = "pretty"


@dataclass(frozen=True)
class Band:
    """Values from `lower` (included) to `upper` (excluded, but included in the last band).

    Attributes:
        has_reached: whether the band lies at or above the target; None in classes without a target.
    """

    lower: float
    upper: float
    is_last: bool = False
    has_reached: bool | None = None

    def holds(self, value: float) -> bool:
        """Whether a value lies in the band."""
        return self.lower <= value < self.upper or (self.is_last and value == self.upper)

    def label(self, unit: str, t: Translator) -> str:
        """`60,0% – 70,0%`, `dưới 50,0%`, `✓ từ 80,0%`."""
        lower, upper = format_value(self.lower, unit, t), format_value(self.upper, unit, t)
        if math.isinf(self.lower):
            text = t("map.class_below", value=upper)
        elif math.isinf(self.upper):
            text = t("map.class_from", value=lower)
        else:
            text = f"{lower} – {upper}"
        return f"{REACHED_MARK} {text}" if self.has_reached else text


def bands(values: pd.Series, method: Method = Method.QUANTILES, *, target: float | None = None) -> list[Band]:
    """At most six bands that cover all values; fewer where values are few.

    Args:
        values: may hold missing ones, which belong to no band.
        target: needed for `Method.TARGET`, which does not depend on the values: maps of different periods
            and provinces then mean the same by a colour.
    """
    if method is Method.TARGET and target is not None:
        return _target_bands(target)
    present = values.dropna()
    if present.empty:
        return []
    step = _rounding_step(float(present.max() - present.min()))
    lowest = round(math.floor(present.min() / step) * step, 10)
    highest = round(math.ceil(present.max() / step) * step, 10)
    if method is Method.PRETTY:
        inner = _pretty_bounds(float(present.min()), float(present.max()))
    elif method is Method.NATURAL:
        inner = [_rounded(bound, step) for bound in _natural_bounds(present.to_numpy(dtype=float))]
    else:
        places = [place / CLASS_COUNT for place in range(1, CLASS_COUNT)]
        inner = [_rounded(quantile, step) for quantile in present.quantile(places)]
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


def band_colours(found: Sequence[Band], sequential: Sequence[str], diverging: Sequence[str]) -> list[str]:
    """Colours of bands: around a target, those below and those above take the two ends of `diverging`.

    Args:
        diverging: three colours below the target, two above it.
    """
    if not any(band.has_reached is not None for band in found):
        return class_colours(len(found), sequential)
    below, above = list(diverging[:3]), list(diverging[3:])
    reached = [band for band in found if band.has_reached]
    return below[-(len(found) - len(reached)) :] + above[: len(reached)]


def _target_bands(target: float) -> list[Band]:
    below = [bound for bound in (target - 2 * _TARGET_STEP, target - _TARGET_STEP) if bound > 0]
    above = [target + _TARGET_STEP] if target + _TARGET_STEP < _PERCENT_END else []
    bounds = [-math.inf, *below, target, *above, math.inf]
    return [
        Band(lower, upper, is_last=math.isinf(upper), has_reached=lower >= target)
        for lower, upper in pairwise(bounds)
    ]


def _natural_bounds(values: np.ndarray) -> list[float]:
    """Bounds between classes whose values differ least from their class's mean (Fisher 1958, Jenks 1967)."""
    ordered = np.sort(values)
    if len(ordered) > _MOST_VALUES:
        ordered = ordered[np.linspace(0, len(ordered) - 1, _MOST_VALUES).round().astype(int)]
    count = min(CLASS_COUNT, len(np.unique(ordered)))
    starts = _best_starts(ordered, count)
    # Between two neighbours, so that rounding rarely moves a value into the next class.
    return [float(ordered[start - 1] + ordered[start]) / 2 for start in starts[1:]]


def _best_starts(ordered: np.ndarray, count: int) -> list[int]:
    """Where each class begins, by dynamic programming over sorted values."""
    size = len(ordered)
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    squares = np.concatenate([[0.0], np.cumsum(ordered**2)])
    cost = np.full((count + 1, size + 1), np.inf)
    cost[0, 0] = 0.0
    begin = np.zeros((count + 1, size + 1), dtype=int)
    for end in range(1, size + 1):
        first = np.arange(end)
        spread = squares[end] - squares[first] - (sums[end] - sums[first]) ** 2 / (end - first)
        for classes in range(1, min(count, end) + 1):
            total = cost[classes - 1, :end] + spread
            begin[classes, end] = int(np.argmin(total))
            cost[classes, end] = total[begin[classes, end]]
    starts, end = [], size
    for classes in range(count, 0, -1):
        end = int(begin[classes, end])
        starts.append(end)
    return starts[::-1]


def _pretty_bounds(lowest: float, highest: float) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten that make about `CLASS_COUNT` classes."""
    spread = highest - lowest
    if spread < _SMALLEST_SPREAD:
        return []
    magnitude = 10.0 ** math.floor(math.log10(spread / CLASS_COUNT))
    steps = [factor * magnitude for factor in (1, 2, 2.5, 5, 10)]
    step = next(step for step in steps if spread / step <= CLASS_COUNT)
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return [round(place * step, 10) for place in range(first, last + 1)]


def _rounded(value: float, step: float) -> float:
    return round(round(value / step) * step, 10)


def _rounding_step(spread: float) -> float:
    if spread < _SMALLEST_SPREAD:
        return _SMALLEST_SPREAD if spread else 1.0
    magnitude = 10.0 ** (math.floor(math.log10(spread)) - 1)
    return max(magnitude, 10.0 ** math.floor(math.log10(spread / 20))) if spread > 1 else magnitude
