"""Shapes for the maps of a review, read from the built boundaries."""

from functools import lru_cache

from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.boundaries import load_manifest
from khuyenhoc.geography.inputs import web_folder
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.drawing.outlines import Outlines, read_outlines
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import MapLayers

_INSETS = {"inset-hoang-sa": "map.hoang_sa", "inset-truong-sa": "map.truong_sa"}


def map_layers(facts: Facts, t: Translator) -> MapLayers | None:
    """The layers that show the province's reporting units; None while the boundaries are not built.

    Hoàng Sa stands beside Đà Nẵng and Trường Sa beside Khánh Hòa, drawn apart.
    """
    manifest = load_manifest()
    if manifest is None:
        return None
    level = "communes" if facts.subject.period.vintage is Vintage.REFORM else "districts"
    layers = tuple(f"{level}-{province_id}" for province_id in facts.subject.province_ids)
    units = set(facts.states["org_unit_id"])
    insets = tuple(
        (layer, t(key).replace("<br>", " "))
        for layer, key in _INSETS.items()
        if units & outlines_of(layer).keys()
    )
    return MapLayers(layers, insets, t("map.credit"))


def outlines_of(layer: str) -> Outlines:
    """The outlines of a web layer, as they were built last."""
    return _read(load_manifest().layers[layer].file)


@lru_cache(maxsize=40)
def _read(file: str) -> Outlines:
    """A file's name changes with its content."""
    return read_outlines((web_folder() / file).read_text(encoding="utf-8"))
