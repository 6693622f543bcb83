"""The map on screen as a picture, a drawing, or data for other programs."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from khuyenhoc.charts.map import MapContent
from khuyenhoc.charts.map_svg import HEIGHT, WIDTH, Caption, map_svg
from khuyenhoc.geography.download import to_geojson
from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.geography.manifest import Manifest
from khuyenhoc.geography.outlines import read_outlines
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_period_inline
from khuyenhoc.reports.picture import svg_to_png
from khuyenhoc.ui import maps, sentences
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.map_layers import outlines_of, web_layers

_COLUMNS = ("org_unit_id", "name", "state", "value", "numerator", "denominator", "rank", "method")


def offer(manifest: Manifest, content: MapContent, selection: Selection, place: str, t: Translator) -> None:
    """Three buttons; each file is made when its button is pressed."""
    caption = _caption(manifest, content, selection, place, t)
    name = f"{content.indicator.indicator}_{selection.province.org_unit_id}_{selection.period.period_id}"
    files = {
        "png": (
            lambda: svg_to_png(_svg(manifest, content, caption, t), width=WIDTH, height=HEIGHT),
            "image/png",
        ),
        "svg": (lambda: _svg(manifest, content, caption, t).encode(), "image/svg+xml"),
        "geojson": (lambda: _geojson(manifest, content, caption), "application/geo+json"),
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
    if not any(layer.sources.get(OFFICIAL) for layer in web_layers(manifest, _unit_ids(content))):
        st.caption(t("map.geojson_points"))


def _svg(manifest: Manifest, content: MapContent, caption: Caption, t: Translator) -> str:
    outlines = content.outlines or outlines_of(manifest, _unit_ids(content), content.layer.insets)
    return map_svg(replace(content, outlines=outlines), caption, t)


def _geojson(manifest: Manifest, content: MapContent, caption: Caption) -> bytes:
    outlines = read_outlines(web_layers(manifest, _unit_ids(content)))
    columns = [column for column in _COLUMNS if column in content.units]
    rows = content.units[columns].astype(object).where(content.units[columns].notna(), None)
    about = {"title": caption.title, "description": caption.subtitle, "source": caption.source}
    about["attribution"] = caption.credit
    if caption.warning:
        about["warning"] = caption.warning
    return to_geojson(rows.to_dict("records"), outlines, manifest.labels, about)


def _caption(
    manifest: Manifest, content: MapContent, selection: Selection, place: str, t: Translator
) -> Caption:
    units = content.units
    completeness = t("source.completeness", reported=int(units["value"].notna().sum()), expected=len(units))
    name = indicator_name(content.indicator, t)
    period = format_period_inline(selection.period, t)
    return Caption(
        title=sentences.spread(units, selection, t),
        subtitle=t("map.picture_title", indicator=name, place=place, period=period),
        source=t("map.picture_source", completeness=completeness, date=format_date(datetime.now(UTC).date())),
        credit=maps.credit(manifest, units, t),
        warning=t("synthetic.short") if selection.is_synthetic else "",
    )


def _unit_ids(content: MapContent) -> list[str]:
    return list(content.units["org_unit_id"])
