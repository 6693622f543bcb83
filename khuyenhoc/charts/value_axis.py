"""The numbers along an axis of values: rates in per cent, counts in threes, money in what reads best."""

import math
from collections.abc import Iterable

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money_ticks

_MOST_TICKS = 7
_FACTORS = (1.0, 2.0, 2.5, 5.0, 10.0)
# In threes, without zeros at the end; d3's general notation would write 1.2e+6 for a million and more.
_GROUPED = ",.2~f"


def value_axis(values: Iterable[float], unit: str, t: Translator, *, from_zero: bool = False) -> dict:
    """How Plotly is to write the values of an axis, for `update_xaxes` or `update_yaxes`.

    Args:
        values: all that is drawn along the axis, ends of its range included; missing ones do not count.
        unit: as of an indicator.
        from_zero: whether the axis begins at zero or below.
    """
    if unit != "VND":
        return {"ticksuffix": "%" if unit == "%" else "", "tickformat": _GROUPED}
    known = [float(value) for value in values if not math.isnan(value)]
    ticks = _round_values(min([0.0, *known] if from_zero else known, default=0.0), max(known, default=0.0))
    return {"tickvals": ticks, "ticktext": format_money_ticks(ticks, t)}


def _round_values(low: float, high: float) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten between two values, `_MOST_TICKS` at most."""
    if high <= low:
        return [low]
    least = (high - low) / (_MOST_TICKS - 1)
    magnitude = 10.0 ** math.floor(math.log10(least))
    step = next(factor * magnitude for factor in _FACTORS if factor * magnitude >= least)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(place * step, 6) for place in range(first, last + 1)]


def separators(t: Translator) -> str:
    """For `update_layout`: the decimal sign and the one between thousands, as the language writes them."""
    return ",." if t.language == "vi" else ".,"
