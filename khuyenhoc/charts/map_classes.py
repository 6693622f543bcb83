"""Which class each unit of a map belongs to: a band of values, or a state without a value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.bands import Band, Method, band_colours, bands
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import ESTIMATE_SIGN

STATE_MARKS: Mapping[str, str] = {
    "not_reported": "✕",
    "not_established": "○",
    "no_figure": "–",
    "not_applicable": "∅",
}
# In front of an estimated value, and after the name of a unit whose shape is an approximation.
ESTIMATE_MARK = ESTIMATE_SIGN
APPROXIMATE_MARK = "~"


@dataclass(frozen=True)
class Scale:
    """The bands of one or of several maps that are to be compared.

    Attributes:
        bands: from low to high.
        colours: one a band.
    """

    bands: tuple[Band, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True)
class MapClass:
    """Units of one colour.

    Attributes:
        mark: sign that stands on each of its shapes; "" for bands of values.
        members: ids of its units.
    """

    colour: str
    name: str
    mark: str
    members: tuple[str, ...]


def make_scale(values: pd.Series, method: Method, *, target: float | None = None) -> Scale:
    """Bands over all values that share a scale: those of every period and map side by side."""
    found = bands(values, method, target=target)
    return Scale(tuple(found), tuple(band_colours(found, theme.SEQUENTIAL, theme.DIVERGING)))


def classify(
    units: pd.DataFrame, scale: Scale, indicator: Indicator, t: Translator, *, states: Collection[str] = ()
) -> list[MapClass]:
    """Classes in the order of the legend: highest band first, then states without a value.

    Args:
        units: rows of the query `indicator_by_unit`.
        states: states that are listed even when no unit is in them.

    Returns:
        Every band, also an empty one, and the states that occur. Each unit is in exactly one class.
    """
    classes = []
    places = band_places(units["value"], scale)
    for place in reversed(range(len(scale.bands))):
        name = scale.bands[place].label(indicator.unit, t)
        classes.append(
            MapClass(scale.colours[place], name, "", tuple(units.loc[places == place, "org_unit_id"]))
        )
    without_value = units["value"].isna()
    for state, mark in STATE_MARKS.items():
        members = tuple(units.loc[without_value & (units["state"] == state), "org_unit_id"])
        if members or state in states:
            classes.append(
                MapClass(theme.STATE_COLOURS[state], f"{mark} {t(f'state.{state}')}", mark, members)
            )
    return classes


def band_places(values: pd.Series, scale: Scale) -> pd.Series:
    """Number of the band of each value, counted from the lowest; -1 for missing values.

    A value beyond the scale, which is that of other periods too, counts to the nearest band.
    """
    if not scale.bands:
        return pd.Series(-1, index=values.index)
    inner = [band.upper for band in scale.bands[:-1]]
    places = pd.Series(0, index=values.index)
    for bound in inner:
        places += values >= bound
    return places.where(values.notna(), -1)


def colour_of_unit(classes: Sequence[MapClass]) -> dict[str, str]:
    """Colour of each unit."""
    return {unit: found.colour for found in classes for unit in found.members}


def estimated(units: pd.DataFrame) -> frozenset[str]:
    """Units whose value was estimated by dividing a former unit; none where nobody said how values came."""
    if "method" not in units:
        return frozenset()
    return frozenset(units.loc[(units["method"] == "estimate") & units["value"].notna(), "org_unit_id"])
