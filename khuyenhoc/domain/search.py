"""Finding a unit by its name as people type it: without marks, `TX` before it, its province behind."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from khuyenhoc.domain.letters import without_marks
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import kept

_TYPES = {
    "Phường": ("phuong", "p", "ph", "f"),
    "Xã": ("xa", "x"),
    "Thị trấn": ("thi tran", "tt", "ttr"),
    "Đặc khu": ("dac khu", "dk"),
    "Thành phố": ("thanh pho", "tp"),
    "Thị xã": ("thi xa", "tx"),
    "Huyện": ("huyen", "h"),
    "Quận": ("quan", "q"),
    "Tỉnh": ("tinh", "t"),
}
_TYPE_OF = {form.replace("y", "i"): name for name, forms in _TYPES.items() for form in forms}
_LEVELS = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
_CLOSEST = 0.8
_GLUED = re.compile(r"^([a-z]{1,2})(\d{1,2})$")


@dataclass(frozen=True)
class Hit:
    """A unit that was found.

    Attributes:
        province: the province it lies in; itself for a province.
    """

    unit: OrgUnit
    province: OrgUnit


def plain(text: str) -> str:
    """Lower case without marks, `i` for `y`, words by single spaces: `Q. Tân Phú` gives `q tan phu`."""
    return " ".join(re.findall(r"[a-z0-9]+", without_marks(text).replace("y", "i")))


@dataclass(frozen=True)
class _Entry:
    unit: OrgUnit
    province: OrgUnit
    name: str
    around: str


@kept
def _entries() -> tuple[_Entry, ...]:
    found = []
    for unit in all_units().values():
        province = province_of(unit)
        parent = all_units().get(unit.parent_id, province)
        around = plain(f"{parent.short_name} {province.short_name}")
        found.append(_Entry(unit, province, plain(unit.short_name), around))
    return tuple(found)


def find_units(
    text: str, *, near: str = "", among: Collection[str] | None = None, most: int = 8
) -> tuple[Hit, ...]:
    """Units whose name fits a text, the likeliest first.

    Whole names come before beginnings, then names with the marks that were typed, units of the province on
    screen, and present units before former ones. A type before the name (`TX ninh hoa`) and a province
    behind it are heeded. Where nothing fits, names one or two letters off are offered.

    Args:
        near: id of the province on screen.
        among: ids of the only units wanted; None for all.
    """
    words = _words(text)
    if not words:
        return ()
    readings = _readings(words)
    scored = [
        (score, entry)
        for entry in _entries()
        if (among is None or entry.unit.org_unit_id in among)
        and (score := min((_score(entry, type_name, rest) for type_name, rest in readings))) < _NO_FIT
    ]
    if not scored:
        close = _slips(" ".join(readings[0][1]))
        scored = [(0, entry) for entry in close if among is None or entry.unit.org_unit_id in among]
    typed = unicodedata.normalize("NFC", text).casefold()
    scored.sort(key=lambda pair: (pair[0], *_order(pair[1], near, typed)))
    return tuple(Hit(entry.unit, entry.province) for _, entry in scored[:most])


_NO_FIT = 9


def _words(text: str) -> list[str]:
    words = []
    for word in plain(text).split():
        glued = _GLUED.match(word)
        words += glued.groups() if glued else [word]
    return words


def _readings(words: list[str]) -> list[tuple[str | None, list[str]]]:
    """The first words as a type where they can be one, and all words as a name."""
    readings: list[tuple[str | None, list[str]]] = []
    for count in (2, 1):
        name = _TYPE_OF.get(" ".join(words[:count]))
        if name and len(words) > count:
            readings.append((name, words[count:]))
    return [*readings, (None, words)]


def _score(entry: _Entry, type_name: str | None, words: list[str]) -> int:
    """0 the whole name, 1 with its province behind, 2 a beginning, 3 words within; `_NO_FIT` for none."""
    if type_name and type_name not in {entry.unit.type, *(item.type_after for item in entry.unit.changes)}:
        return _NO_FIT
    query, name = " ".join(words), entry.name
    bare = name.split(" ", 1)[1] if type_name and name.startswith(f"{plain(type_name)} ") else name
    if query in {name, bare}:
        return 0
    for known in (name, bare):
        if query.startswith(f"{known} ") and f" {entry.around} ".find(f" {query[len(known) + 1 :]}") >= 0:
            return 1
    if name.startswith(query):
        return 2
    return 3 if f" {query}" in f" {name}" else _NO_FIT


def _order(entry: _Entry, near: str, typed: str) -> tuple[bool, bool, bool, int, str]:
    unit = entry.unit
    return (
        not typed.isascii() and unicodedata.normalize("NFC", unit.short_name).casefold() not in typed,
        entry.province.org_unit_id != near,
        unit.vintage is Vintage.LEGACY,
        _LEVELS[unit.level],
        unit.org_unit_id,
    )


def _slips(query: str) -> list[_Entry]:
    names = {entry.name for entry in _entries()}
    close = set(get_close_matches(query, names, n=3, cutoff=_CLOSEST))
    return [entry for entry in _entries() if entry.name in close]
