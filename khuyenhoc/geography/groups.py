"""Units drawn together: the areas that can be compared across the reform are groups of units."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from khuyenhoc.geography.inputs import cache_folder, input_hash, web_folder, web_hash
from khuyenhoc.geography.manifest import Label, WebLayer


class GroupLayer(NamedTuple):
    """A web file of groups, and where their names go."""

    web: WebLayer
    labels: dict[str, Label]


def group_layer(
    groups: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    *,
    is_national: bool = False,
    static_folder: Path | None = None,
) -> GroupLayer:
    """Join the shapes of the members of each group into a web file; the same groups are joined once.

    Args:
        groups: group -> units of one published layer (present communes, former districts or provinces).
        names: group -> name that the file carries.
        is_national: whether to draw as coarsely as maps of the country.
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The file, whose features carry the group as `id`, and the labels. Groups none of whose members has a
        shape are left out. A later build of the boundaries deletes the file; asking again writes it anew.

    Raises:
        FileNotFoundError: when no boundaries were built yet.
    """
    asked = json.dumps([web_hash(), is_national, sorted((key, sorted(groups[key])) for key in groups)])
    name = f"groups-{hashlib.sha256(asked.encode()).hexdigest()[:12]}"
    folder = web_folder(static_folder)
    entry = folder / f"{name}.entry.json"
    if not entry.is_file():
        layer = _join(groups, names, name, folder, is_national=is_national)
        content = {"web": asdict(layer.web), "labels": layer.labels}
        entry.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return _from_json(json.loads(entry.read_text(encoding="utf-8")))


def _join(
    groups: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    file: str,
    folder: Path,
    *,
    is_national: bool,
) -> GroupLayer:
    import geopandas as gpd
    import pandas as pd

    from khuyenhoc.geography import build, layers, official, publish
    from khuyenhoc.geography.labels import label_places
    from khuyenhoc.geography.web import simplify_layer, write_collection

    built = official.with_official(build.load_derived(cache_folder(input_hash())))
    group_of = {unit: group for group, units in groups.items() for unit in units}
    insets = [each for each in build.archipelagos() if each.is_inset]
    mainland = pd.concat([publish.without_insets(layer, insets) for layer in built.values()])
    rows = mainland[mainland["org_unit_id"].isin(list(group_of))]
    joined = rows.assign(org_unit_id=rows["org_unit_id"].map(group_of)).dissolve(
        by="org_unit_id", as_index=False, aggfunc={"source": "first"}, method="coverage"
    )
    joined = gpd.GeoDataFrame(
        joined.assign(
            name=[names.get(group, group) for group in joined["org_unit_id"]],
            area_km2=layers.area_km2(joined.geometry),
        )
    )
    detail = publish.COUNTRY_UNITS if is_national else publish.PROVINCE_UNITS
    web = write_collection(simplify_layer(joined, *detail), file, folder)
    return GroupLayer(web, label_places(joined))


def _from_json(content: dict) -> GroupLayer:
    web = WebLayer(**{**content["web"], "bounds": tuple(content["web"]["bounds"])})
    return GroupLayer(web, {group: Label(*label) for group, label in content["labels"].items()})
