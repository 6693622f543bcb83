"""Units drawn together, or in parts: comparable areas are groups of units, and later acts divide some."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from khuyenhoc.geography.inputs import cache_folder, input_hash, web_folder, web_hash
from khuyenhoc.geography.later_land import Cut
from khuyenhoc.geography.manifest import Label, WebLayer

if TYPE_CHECKING:
    import geopandas as gpd


# Several people may ask for a map at once: it takes half a gigabyte, and one of them is enough.
_building = Lock()


class GroupLayer(NamedTuple):
    """A web file of groups, and where their names go."""

    web: WebLayer
    labels: dict[str, Label]


def group_layer(
    groups: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    *,
    cuts: Sequence[Cut] = (),
    is_national: bool = False,
    static_folder: Path | None = None,
) -> GroupLayer:
    """Join the shapes of the members of each group into a web file; the same groups are joined once.

    Args:
        groups: group -> units of one published layer (present communes, former districts or provinces), units
            with an imported shape of their own, and pieces of `cuts`.
        names: group -> name that the file carries.
        cuts: what the pieces are cut from, in the order in which they are.
        is_national: whether to draw as coarsely as maps of the country.
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The file, whose features carry the group as `id`, and the labels. Groups none of whose members has a
        shape are left out. A later build of the boundaries deletes the file; asking again writes it anew.

    Raises:
        BoundaryError: when the layers are not in the cache and cannot be built.
    """
    members = sorted((key, sorted(groups[key])) for key in groups)
    asked = json.dumps([web_hash(), is_national, members, *([cuts] if cuts else [])])
    name = f"groups-{hashlib.sha256(asked.encode()).hexdigest()[:12]}"
    folder = web_folder(static_folder)
    entry = folder / f"{name}.entry.json"
    if not entry.is_file():
        layer = _write(joined_shapes(groups, cuts), names, name, folder, is_national=is_national)
        content = {"web": asdict(layer.web), "labels": layer.labels}
        entry.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return _from_json(json.loads(entry.read_text(encoding="utf-8")))


def joined_shapes(groups: Mapping[str, Sequence[str]], cuts: Sequence[Cut] = ()) -> "gpd.GeoDataFrame":
    """The shapes of groups in full detail, without the islands that insets show.

    Args:
        groups: as for `group_layer`.
        cuts: as for `group_layer`.

    Returns:
        org_unit_id (the group), source and geometry, a valid coverage where the members are one.

    Raises:
        BoundaryError: when the layers are not in the cache and cannot be built.
    """
    import pandas as pd

    from khuyenhoc.geography import build, cache, official, publish
    from khuyenhoc.geography.parts import clean_joints, with_pieces

    folder = cache_folder(input_hash())
    with _building:
        if not cache.is_saved(folder):
            # The web files stand beside the program; the cache of this data folder may be new, or cleared.
            build.save_layers(folder, lambda _share, _step: None)
    built = official.with_official(build.load_derived(folder))
    own = official.later_shapes()
    insets = [each for each in build.archipelagos() if each.is_inset]
    layers = [*(publish.without_insets(layer, insets) for layer in built.values()), own]
    rows = with_pieces(pd.concat(layers)[["org_unit_id", "source", "geometry"]], cuts)
    group_of = {unit: group for group, units in groups.items() for unit in units}
    rows = rows[rows["org_unit_id"].isin(list(group_of))]
    has_own = rows["org_unit_id"].isin(list(own["org_unit_id"])).any()
    joined = rows.assign(org_unit_id=rows["org_unit_id"].map(group_of)).dissolve(
        by="org_unit_id",
        as_index=False,
        aggfunc={"source": "first"},
        method="unary" if cuts or has_own else "coverage",
    )
    return clean_joints(joined, frozenset(own["org_unit_id"])) if cuts or has_own else joined


def _write(
    joined: "gpd.GeoDataFrame", names: Mapping[str, str], file: str, folder: Path, *, is_national: bool
) -> GroupLayer:
    from khuyenhoc.geography import layers, publish
    from khuyenhoc.geography.labels import label_places
    from khuyenhoc.geography.web import simplify_layer, write_collection

    named = joined.assign(
        name=[names.get(group, group) for group in joined["org_unit_id"]],
        area_km2=layers.area_km2(joined.geometry),
    )
    detail = publish.COUNTRY_UNITS if is_national else publish.PROVINCE_UNITS
    web = write_collection(simplify_layer(named, *detail), file, folder)
    return GroupLayer(web, label_places(named))


def _from_json(content: dict) -> GroupLayer:
    web = WebLayer(**{**content["web"], "bounds": tuple(content["web"]["bounds"])})
    return GroupLayer(web, {group: Label(*label) for group, label in content["labels"].items()})
