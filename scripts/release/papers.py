"""Whether the papers of a release agree: version numbers, changes, documents, licences."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import metadata
from pathlib import Path

from khuyenhoc import __version__
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.reports.handbook.chapters import HANDBOOK_FOLDER, chapters, quick_guide
from khuyenhoc.store.open_data.openapi import document
from scripts.build_query_list import TARGET, page

REQUIREMENTS = ("requirements.txt", "requirements-scale.txt", "requirements-dev.txt")
_ENTRY = re.compile(r"^## (\d+\.\d+\.\d+) \((\d\d/\d\d/\d{4})\)$", re.MULTILINE)
_PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[\w,]+\])?==[^\s;#]+")


def version_differences(folder: Path = PROJECT_FOLDER, version: str = __version__) -> Iterator[str]:
    """Where a number of the release is another one than the package's, which is the one that is set."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    if "version" in project["project"] or "version" not in project["project"].get("dynamic", ()):
        yield "pyproject.toml: has a version of its own; it is taken from khuyenhoc/__init__.py"
    if document()["info"]["version"] != version:
        yield f"API: its description says {document()['info']['version']}, the package {version}"
    if f"Version {version}" not in (folder / "README.md").read_text(encoding="utf-8"):
        yield f"README.md: does not say “Version {version}”"
    yield from _entry_problems((folder / "CHANGELOG.md").read_text(encoding="utf-8"), version)


def _entry_problems(text: str, version: str) -> Iterator[str]:
    entries = _ENTRY.findall(text)
    if not entries or entries[0][0] != version:
        yield f"CHANGELOG.md: its first entry is not “## {version} (dd/mm/yyyy)”"
        return
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    if "\n- " not in parts[1]:
        yield f"CHANGELOG.md: {version} says nothing"


def stale_documents() -> Iterator[str]:
    """Documents that are made from something else and differ from it, and pictures that are missing."""
    if TARGET.read_text(encoding="utf-8") != page():
        yield "docs/queries.md: run python -m scripts.build_query_list"
    for language in ("vi", "en"):
        for chapter in (*chapters(language), quick_guide(language)):
            for block in chapter.blocks:
                if block.kind == "picture" and not chapter.picture(block).is_file():
                    picture = chapter.picture(block).relative_to(HANDBOOK_FOLDER)
                    yield f"docs/handbook/{picture}: run python -m scripts.build_handbook_pictures"


def pinned(folder: Path = PROJECT_FOLDER) -> dict[str, str]:
    """Package -> file of every requirement.

    Raises:
        ValueError: a line pins nothing.
    """
    found: dict[str, str] = {}
    for file in REQUIREMENTS:
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            words = line.split("#")[0].strip()
            if not words or words.startswith("-r "):
                continue
            match = _PIN.fullmatch(words)
            if match is None:
                raise ValueError(f"{file}: “{words}” pins no version")
            found[match[1]] = file
    return found


def licences_named(notice: str) -> dict[str, str]:
    """Package -> licence, from the lines `name: licence` of NOTICE."""
    return dict(re.findall(r"^  ([A-Za-z0-9._-]+): (\S.*)$", notice, re.MULTILINE))


def licence_problems(packages: Mapping[str, str], notice: str) -> Iterator[str]:
    """Requirements that NOTICE does not name, names with another licence, or has too many of."""
    named = licences_named(notice)
    yield from (f"NOTICE: {name} is missing" for name in packages if name not in named)
    yield from (f"NOTICE: {name} is no requirement" for name in named if name not in packages)
    for name in named.keys() & packages.keys():
        own = _own_words(name)
        if own and not _agree(named[name], own):
            yield f"NOTICE: {name} is under “{named[name]}”; the package says “{own}”"


def _own_words(name: str) -> str:
    """The licence as a package tells it: one expression, a classifier, or a line of its own."""
    told = metadata(name)
    classified = [
        line.split("::")[-1].strip()
        for line in told.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    of_own = (told.get("License") or "").splitlines()
    return told.get("License-Expression") or " ".join(classified) or (of_own[0] if of_own else "")


def _agree(named: str, own: str) -> bool:
    """Whether two names of a licence mean the same family."""
    families = ("mit", "apache", "bsd", "mpl", "mozilla", "lgpl", "ofl", "python software", "psf")
    alike = {"mozilla": "mpl", "python software": "psf"}
    first, second = (
        {alike.get(family, family) for family in families if family in text.lower()} for text in (named, own)
    )
    return bool(first & second)
