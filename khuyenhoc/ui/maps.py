"""A map on screen, or what to do while there are no shapes yet."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from khuyenhoc.charts.bands import Method
from khuyenhoc.charts.map import MapContent, draw_map, largest_value
from khuyenhoc.charts.map_classes import Scale, estimated, make_scale
from khuyenhoc.data_access import derived
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.periods import Period
from khuyenhoc.geography.boundaries import Manifest, build_boundaries, load_manifest
from khuyenhoc.geography.errors import BoundaryError, ManifestFormatError
from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import Drawing, drawing
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.map_layers import outlines_of, shape_layer, web_layers


def province_map(
    units: pd.DataFrame, selection: Selection, t: Translator, *, key: str, height: int, width_hint: int
) -> None:
    """The units of the selection, coloured by the indicator, without anything to choose."""
    manifest = usable_manifest(t, key=key)
    if manifest is None:
        return
    figure = drawn_map(
        manifest, units, selection.indicator, t, height=height, width_hint=figure_width(width_hint)
    )
    alt = description(units, selection, place_name(selection.province, t), t)
    output.show_figure(figure, alt=alt, key=key)
    show_credit(manifest, units, t)


@derived
def drawn_map(
    manifest: Manifest,
    units: pd.DataFrame,
    indicator: Indicator,
    t: Translator,
    *,
    height: int,
    width_hint: int,
    method: Method = Method.QUANTILES,
    target: float | None = None,
    chosen: str = "",
) -> Drawing:
    """One map with classes of its own.

    Args:
        width_hint: as of `draw_map`.
        method, target: how the classes are made.
        chosen: unit with a strong outline; "" for none.
    """
    scale = make_scale(units["value"], method, target=target)
    content = map_content(manifest, units, indicator, t, scale=scale, chosen=chosen)
    return drawing(draw_map, content, t, height=height, width_hint=width_hint)


def map_content(
    manifest: Manifest,
    units: pd.DataFrame,
    indicator: Indicator,
    t: Translator,
    *,
    scale: Scale | None = None,
    top: float | None = None,
    chosen: str = "",
) -> MapContent:
    """Units with their shapes and classes.

    Args:
        scale: of several maps that are compared; by default classes of equal numbers of units.
        top: largest value of those maps.
    """
    layer = shape_layer(manifest, units, t)
    hatched = estimated(units)
    return MapContent(
        units=units,
        indicator=indicator,
        layer=layer,
        scale=scale or make_scale(units["value"], Method.QUANTILES),
        top=largest_value(units["value"]) if top is None else top,
        chosen=chosen,
        outlines=outlines_of(manifest, list(units["org_unit_id"]), layer.insets) if hatched else None,
    )


def show_map(
    content: MapContent,
    t: Translator,
    *,
    alt: str,
    key: str,
    height: int,
    width_hint: int,
    on_click: Callable[[], None] | None = None,
) -> None:
    """Draw a map; with `on_click`, a click on a shape calls it."""
    figure = drawing(draw_map, content, t, height=height, width_hint=figure_width(width_hint))
    output.show_figure(figure, alt=alt, key=key, on_select=on_click)


def description(units: pd.DataFrame, selection: Selection, place: str, t: Translator) -> str:
    """What a map shows, for those who cannot see it."""
    return describe(units, selection.indicator, selection.period, place, t)


@derived
def describe(units: pd.DataFrame, indicator: Indicator, period: Period, place: str, t: Translator) -> str:
    """The same for a period of one's own."""
    reported = units.dropna(subset=["value"])
    return t(
        "map.alt",
        indicator=indicator_name(indicator, t),
        province=place,
        period=format_period(period, t),
        best=reported["name"].iloc[0] if len(reported) else "–",
        last=reported["name"].iloc[-1] if len(reported) else "–",
    )


@derived
def credit(manifest: Manifest, units: pd.DataFrame, t: Translator) -> str:
    """Where the shapes of a map come from."""
    layers = web_layers(manifest, list(units["org_unit_id"]))
    total = sum(layer.units for layer in layers)
    official = sum(layer.sources.get(OFFICIAL, 0) for layer in layers)
    if not official:
        return t("map.credit")
    parts = [
        t(
            "map.credit_official",
            file=manifest.official_file,
            official=format_number(official, t.language),
            total=format_number(total, t.language),
        )
    ]
    if official < total:
        parts.append(t("map.credit_mixed", count=format_number(total - official, t.language)))
    return " ".join([*parts, t("map.credit_islands")])


def show_credit(manifest: Manifest, units: pd.DataFrame, t: Translator) -> None:
    """The same below a map."""
    st.caption(credit(manifest, units, t))


def usable_manifest(t: Translator, *, key: str) -> Manifest | None:
    """Where the shapes are; None, with the way to build them on screen, while there are none."""
    try:
        manifest = load_manifest()
    except ManifestFormatError:
        manifest = None
    if manifest is None:
        _offer_build(t, key=key)
    return manifest


def _offer_build(t: Translator, *, key: str) -> None:
    st.info(t("map.not_built"), icon=":material/map:")
    if not st.button(t("map.build"), type="primary", key=f"{key}.build"):
        return
    bar = st.progress(0.0, text=t("map.building"))
    try:
        build_boundaries(lambda fraction, _: bar.progress(fraction, text=t("map.building")))
    except BoundaryError:
        st.error(t("map.build_failed"), icon=":material/error:")
        return
    st.rerun()
