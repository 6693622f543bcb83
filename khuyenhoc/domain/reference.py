"""The reviewed reference files: where they live, how they are read, and what later acts change in them."""

import csv
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

PROJECT_FOLDER = Path(__file__).resolve().parent.parent.parent
REFERENCE_FOLDER = PROJECT_FOLDER / "data" / "reference"

Rows = list[dict[str, str]]
Given = ParamSpec("Given")
Found = TypeVar("Found")


class _Edition:
    """What the reference files say besides themselves; one store is open in a process, so there is one."""

    number = 0
    changes: Mapping[str, Callable[[Rows], Rows]] = {}
    forget: list[Callable[[], None]] = []  # noqa: RUF012 - grows while modules are imported


def read_reference(name: str) -> Rows:
    """Rows of `data/reference/<name>.csv` as text, in file order, with what later acts make of them.

    Raises:
        FileNotFoundError: there is no such reference file.
    """
    with (REFERENCE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        heading = next(lines)
        rows = [dict(zip(heading, line, strict=True)) for line in lines if line]
    change = _Edition.changes.get(name)
    return change(rows) if change else rows


def change_reference(changes: Mapping[str, Callable[[Rows], Rows]]) -> None:
    """Read the files from now on with these changes (name -> rows as they become); {} for none."""
    _Edition.changes = dict(changes)
    _Edition.number += 1
    for forget in _Edition.forget:
        forget()


def reference_edition() -> int:
    """Another number after each change of what the reference says."""
    return _Edition.number


def kept(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """Keep what a function makes of the reference files, until `change_reference` changes them.

    A computation that was under way meanwhile is kept under the former edition, where nobody looks for it.
    """

    @cache
    def of_edition(_number: int, *args: object) -> Found:
        return function(*args)

    @wraps(function)
    def read(*args: Given.args, **named: Given.kwargs) -> Found:
        return of_edition(_Edition.number, *args, *named.values())

    _Edition.forget.append(of_edition.cache_clear)
    return read
