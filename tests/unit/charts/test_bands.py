"""Classes of values, and whether their colours can be told apart."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc import theme
from khuyenhoc.charts.bands import Method, band_colours, bands, class_colours
from khuyenhoc.charts.map_classes import band_places, make_scale
from khuyenhoc.i18n import Translator

NAN = float("nan")
# Red-green blindness (deuteranopia): Machado, Oliveira, Fernandes 2009, severity 1.0, on linear light.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
)
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear(code: str) -> np.ndarray:
    parts = np.array([int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(first: str, second: str, *, is_colour_blind: bool) -> float:
    seen = [DEUTERANOPIA @ linear(code) if is_colour_blind else linear(code) for code in (first, second)]
    return float(np.linalg.norm(lab(seen[0]) - lab(seen[1])))


@pytest.mark.parametrize("is_colour_blind", [False, True])
@pytest.mark.parametrize("palette", [theme.SEQUENTIAL, theme.DIVERGING])
def test_neighbouring_classes_can_be_told_apart(palette, is_colour_blind) -> None:
    for first, second in pairwise(palette):
        assert difference(first, second, is_colour_blind=is_colour_blind) >= 15


@pytest.mark.parametrize("state", [theme.NOT_REPORTED, theme.NOT_ESTABLISHED])
@pytest.mark.parametrize("colour", [*theme.SEQUENTIAL, *theme.DIVERGING])
def test_states_can_be_told_from_values(state, colour) -> None:
    assert difference(state, colour, is_colour_blind=True) >= 10


@pytest.mark.parametrize("colour", [*theme.SEQUENTIAL, *theme.DIVERGING, *theme.STATE_COLOURS.values()])
def test_print_on_shapes_is_readable(colour: str) -> None:
    weights = np.array([0.2126, 0.7152, 0.0722])
    light = [float(weights @ linear(code)) for code in (colour, theme.text_on(colour))]
    assert (max(light) + 0.05) / (min(light) + 0.05) >= 4.5


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=80),
    st.sampled_from(Method),
    st.sampled_from([40.0, 70.0, 95.0]),
)
def test_bands_hold_every_value_once(values: list[float], method: Method, target: float) -> None:
    found = bands(pd.Series(values), method, target=target)
    assert 1 <= len(found) <= 6
    for value in values:
        assert sum(band.holds(value) for band in found) == 1


@given(st.lists(st.floats(0, 100), min_size=1, max_size=80), st.sampled_from(Method))
def test_place_of_a_value_is_the_band_that_holds_it(values: list[float], method: Method) -> None:
    scale = make_scale(pd.Series(values), method, target=60.0)
    places = band_places(pd.Series([*values, NAN]), scale)
    assert places.iloc[-1] == -1
    for value, place in zip(values, places, strict=False):
        assert scale.bands[place].holds(value)


def test_bands_of_nothing() -> None:
    assert bands(pd.Series([NAN, NAN])) == []
    assert class_colours(0, theme.SEQUENTIAL) == []


def test_natural_breaks_are_those_of_fisher_and_jenks() -> None:
    # Classes that mapclassify 2.10.0 (FisherJenks, k=5) finds: upper bounds 3, 12, 31, 52, 90.
    values = pd.Series([1, 2, 3, 10, 11, 12, 30, 31, 50, 51, 52, 90], dtype=float)
    found = bands(values, Method.NATURAL)
    members = [values[values.map(band.holds)].max() for band in found]
    assert members == [3, 12, 31, 52, 90]


def test_pretty_bounds_are_round() -> None:
    found = bands(pd.Series([3.0, 41.0, 97.0]), Method.PRETTY)
    assert [band.lower for band in found][1:] == [20, 40, 60, 80]


def test_bands_around_a_target_say_which_reached_it() -> None:
    t = Translator("vi")
    found = bands(pd.Series([55.0]), Method.TARGET, target=70.0)
    assert [band.label("%", t) for band in found] == [
        "dưới 50,0%",
        "50,0% – 60,0%",
        "60,0% – 70,0%",
        "✓ 70,0% – 80,0%",
        "✓ từ 80,0%",
    ]
    assert band_colours(found, theme.SEQUENTIAL, theme.DIVERGING) == list(theme.DIVERGING)


def test_target_near_the_end_has_one_class_above_it() -> None:
    found = bands(pd.Series([55.0]), Method.TARGET, target=95.0)
    assert [(band.lower, band.upper) for band in found][-1] == (95.0, math.inf)
    assert band_colours(found, theme.SEQUENTIAL, theme.DIVERGING) == list(theme.DIVERGING[:4])
