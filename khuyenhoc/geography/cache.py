"""Built layers on disk, one folder for each state of the inputs."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd

_FACTS_FILE = "build.json"

# Earlier states that stay for going back and forth between versions; older ones are deleted.
_KEPT_FOLDERS = 3


@dataclass(frozen=True)
class BuildFacts:
    """What is worth knowing about a build.

    Attributes:
        built_at: UTC, ISO 8601.
        source: where the shapes come from.
        stages: how many polygons each stage of the name matching decided.
    """

    built_at: str
    source: str
    stages: dict[str, int]


def save_build(layers: dict[str, gpd.GeoDataFrame], facts: BuildFacts, folder: Path) -> None:
    """Write all layers, then put the folder in place in one step.

    Args:
        layers: layer name -> rows.
        facts: kept beside the layers.
        folder: as `inputs.cache_folder` gives it; when another process was faster, its folder stays.
    """
    partial = folder.with_name(f"{folder.name}.partial-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, layer in layers.items():
        layer.to_parquet(partial / f"{name}.parquet", compression="zstd")
    (partial / _FACTS_FILE).write_text(json.dumps(asdict(facts)), encoding="utf-8")
    try:
        partial.replace(folder)
    except OSError:
        if not is_saved(folder):
            raise
        shutil.rmtree(partial, ignore_errors=True)
    _remove_old_folders(folder)


def is_saved(folder: Path) -> bool:
    """Whether a folder holds a whole build."""
    return (folder / _FACTS_FILE).is_file()


def load_facts(folder: Path) -> BuildFacts:
    """Read what `save_build` kept about a build."""
    return BuildFacts(**json.loads((folder / _FACTS_FILE).read_text(encoding="utf-8")))


def load_layer(name: str, folder: Path) -> gpd.GeoDataFrame:
    """Read one layer of a build.

    Args:
        name: a published layer, "communes-legacy" or "pieces".
        folder: folder for which `is_saved` holds.

    Returns:
        The rows as they were saved.
    """
    return gpd.read_parquet(folder / f"{name}.parquet")


def _remove_old_folders(current: Path) -> None:
    others = [path for path in current.parent.iterdir() if path.is_dir() and path != current]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_KEPT_FOLDERS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
