"""The map on screen as a picture, a drawing, or data for other programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_sheet import Panel, map_sheet_svg
from khuyenhoc.charts.map_svg import HEIGHT, WIDTH, Caption, map_svg
from khuyenhoc.domain.periods import Period
from khuyenhoc.geography.download import to_geojson
from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.geography.manifest import Label, Manifest
from khuyenhoc.geography.outlines import Outline, read_outlines
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day, format_period, format_period_inline
from khuyenhoc.reports.picture import svg_to_png
from khuyenhoc.ui import maps, sentences
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.map_layers import context_outlines, outlines_of, web_layers

_STEADY = ("org_unit_id", "name")
_COLUMNS = ("org_unit_id", "name", "state", "value", "numerator", "denominator", "rank", "method")


def offer(
    manifest: Manifest,
    build: Callable[[], MapContent],
    units: pd.DataFrame,
    selection: Selection,
    place: str,
    t: Translator,
) -> None:
    """Three buttons; each file is made when its button is pressed.

    Args:
        build: makes the map on screen.
        units: what is on it.
    """
    name = f"{selection.indicator.indicator}_{selection.province.file_name}_{selection.period.period_id}"

    def drawn() -> str:
        content = build()
        return map_svg(_with_outlines(manifest, content), _caption(manifest, content, selection, place, t), t)

    def data() -> bytes:
        content = build()
        return _geojson(manifest, content, _caption(manifest, content, selection, place, t))

    _buttons(drawn, data, name, t)
    _say_points(manifest, [units], t)


def offer_series(
    manifest: Manifest,
    contents: Mapping[Period, MapContent],
    selection: Selection,
    place: str,
    t: Translator,
    *,
    kind: str,
) -> None:
    """The same for maps of several periods: one sheet with all of them.

    Args:
        contents: period -> its map, all on one scale.
        kind: of the view, for the files' names.
    """
    last = list(contents)[-1]
    caption = _caption(manifest, contents[last], selection.at(last), place, t)
    periods = f"{format_period_inline(next(iter(contents)), t)} – {format_period_inline(last, t)}"
    name = indicator_name(contents[last].indicator, t)
    caption = replace(caption, subtitle=t("map.picture_title", indicator=name, place=place, period=periods))

    def drawn() -> str:
        panels = [
            Panel(format_period(period, t), _completeness(content, t), _with_outlines(manifest, content))
            for period, content in contents.items()
        ]
        return map_sheet_svg(panels, caption, t)

    file = f"{selection.indicator.indicator}_{selection.province.file_name}_{kind}"
    _buttons(drawn, lambda: _geojson_of_periods(manifest, contents, caption), file, t)
    _say_points(manifest, [content.units for content in contents.values()], t)


def _buttons(draw: Callable[[], str], geojson: Callable[[], bytes], name: str, t: Translator) -> None:
    files = {
        "png": (lambda: svg_to_png(draw(), width=WIDTH, height=HEIGHT), "image/png"),
        "svg": (lambda: draw().encode(), "image/svg+xml"),
        "geojson": (geojson, "application/geo+json"),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind, (make, mime) in files.items():
            st.download_button(
                t(f"map.download_{kind}"),
                data=make,
                file_name=f"{name}.{kind}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"map.download.{kind}",
            )


def _say_points(manifest: Manifest, shown: Sequence[pd.DataFrame], t: Translator) -> None:
    """That shapes which may not be passed on are points in the data."""
    layers = [layer for units in shown for layer in web_layers(manifest, list(units["org_unit_id"]))]
    if not any(layer.sources.get(OFFICIAL) for layer in layers):
        st.caption(t("map.geojson_points"))


def _with_outlines(manifest: Manifest, content: MapContent) -> MapContent:
    outlines = content.outlines or outlines_of(manifest, _unit_ids(content), content.layer.insets)
    return replace(content, outlines={**outlines, **context_outlines(manifest, content.layer)})


def _geojson(manifest: Manifest, content: MapContent, caption: Caption) -> bytes:
    outlines = read_outlines(web_layers(manifest, _unit_ids(content)))
    return to_geojson(_records(content.units), outlines, _places(manifest, [content]), _about(caption))


def _geojson_of_periods(manifest: Manifest, contents: Mapping[Period, MapContent], caption: Caption) -> bytes:
    """One feature a unit, with each period's figures under names that end in the period."""
    records: dict[str, dict[str, object]] = {}
    outlines: dict[str, Outline] = {}
    for period, content in contents.items():
        outlines |= read_outlines(web_layers(manifest, _unit_ids(content)))
        for record in _records(content.units):
            own = records.setdefault(record["org_unit_id"], {key: record[key] for key in _STEADY})
            own |= {f"{key}_{period.period_id}": record[key] for key in record if key not in _STEADY}
    places = _places(manifest, contents.values())
    return to_geojson(records.values(), outlines, places, _about(caption))


def _places(manifest: Manifest, contents: Iterable[MapContent]) -> dict[str, Label]:
    """Where units are, those of later acts too, which the manifest does not know."""
    drawn = {unit: place for content in contents for unit, place in content.layer.labels.items()}
    own = {
        unit: Label(place[0], place[1], None, place[2])
        for unit, place in drawn.items()
        if unit not in manifest.labels
    }
    return {**manifest.labels, **own}


def _records(units: pd.DataFrame) -> list[dict[str, object]]:
    columns = [column for column in _COLUMNS if column in units]
    return units[columns].astype(object).where(units[columns].notna(), None).to_dict("records")


def _about(caption: Caption) -> dict[str, str]:
    about = {"title": caption.title, "description": caption.subtitle, "source": caption.source}
    about["attribution"] = caption.credit
    if caption.warning:
        about["warning"] = caption.warning
    return about


def _completeness(content: MapContent, t: Translator) -> str:
    reported = int(content.units["value"].notna().sum())
    return t("source.completeness", reported=reported, expected=len(content.units))


def _caption(
    manifest: Manifest, content: MapContent, selection: Selection, place: str, t: Translator
) -> Caption:
    units = content.units
    completeness = _completeness(content, t)
    name = indicator_name(content.indicator, t)
    period = format_period_inline(selection.period, t)
    return Caption(
        title=sentences.spread(units, selection, t),
        subtitle=t("map.picture_title", indicator=name, place=place, period=period),
        source=t("map.picture_source", completeness=completeness, date=format_day(datetime.now(UTC))),
        credit=maps.credit(manifest, units, t),
        warning=t("synthetic.short") if selection.is_synthetic else "",
    )


def _unit_ids(content: MapContent) -> list[str]:
    return list(content.units["org_unit_id"])
