"""Which province reports: the one asked for, else named above the table, else the one the units lie in.

A province is looked for in the period's vintage: Khánh Hòa before 01/07/2025 is another unit than Khánh Hòa
since, which takes in Ninh Thuận (Resolution 202/2025/QH15).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from khuyenhoc.domain.org_units import OrgUnit, all_units, predecessors, provinces, successor
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.intake.text_repair import fold, tone_key

# Short forms that are not a part of the full name.
_ALIASES = {
    "Hồ Chí Minh": ("tphcm", "tp hcm", "hcm", "hồ chí minh"),
    "Huế": ("thừa thiên huế", "tt huế"),
    "Bà Rịa - Vũng Tàu": ("brvt", "br vt", "bà rịa vũng tàu"),
    "Đắk Lắk": ("đắc lắc", "đăk lăk", "daklak", "darlac"),
    "Đắk Nông": ("đắc nông", "đăk nông", "daknong"),
    "Kon Tum": ("kontum",),
}
# "Hội Khuyến học tỉnh ..." says more than a bare name, which may be a road or a company.
_TITLED = re.compile(r"(?:tỉnh|tinh|thành phố|thanh pho|tp|hội khuyến học|hoi khuyen hoc|hkh)$")
_ENOUGH_UNITS = 2
_CLEAR_SHARE = 0.6


@dataclass(frozen=True)
class NamedProvince:
    """A province named in a text.

    Attributes:
        is_titled: whether the text calls it a province ("tỉnh ..."), not only names it.
    """

    unit: OrgUnit
    text: str
    cell: str
    is_titled: bool


@cache
def _name_keys(vintage: Vintage) -> tuple[tuple[OrgUnit, frozenset[str], frozenset[str]], ...]:
    """Per province its names as keys with marks and without, the longest names first."""
    rows = []
    for unit in provinces(vintage):
        names = {unit.short_name, *_ALIASES.get(unit.short_name, ())}
        rows.append((unit, frozenset(map(tone_key, names)), frozenset(map(fold, names))))
    return tuple(sorted(rows, key=lambda row: -max(map(len, row[1]))))


def find_named(texts: Iterable[tuple[str, str]], vintage: Vintage) -> NamedProvince | None:
    """The province of a vintage that texts name, the first titled one before the first other one.

    Args:
        texts: text and address, the weightiest first.
        vintage: whose provinces count.
    """
    first = None
    for text, cell in texts:
        found = _find_in(text, cell, vintage)
        if found and found.is_titled:
            return found
        first = first or found
    return first


def _find_in(text: str, cell: str, vintage: Vintage) -> NamedProvince | None:
    """The province a text names; of several, the titled one, then the first."""
    is_plain = text.isascii()
    words = f" {(fold if is_plain else tone_key)(text.replace('_', ' '))} "
    found = []
    taken: list[tuple[int, int]] = []
    for unit, marked, unmarked in _name_keys(vintage):
        for name in unmarked if is_plain else marked:
            place = words.find(f" {name} ")
            if place < 0 or any(start <= place < end for start, end in taken):
                continue
            taken.append((place, place + len(name) + 1))
            is_titled = bool(_TITLED.search(words[:place].strip()))
            found.append((not is_titled, place, NamedProvince(unit, text, cell, is_titled)))
    return min(found, key=lambda item: item[:2])[2] if found else None


def province_of_units(unit_provinces: Iterable[frozenset[str]]) -> str | None:
    """The province in which most units lie; None when it is not clear.

    Args:
        unit_provinces: per unit name, the ids of the provinces that have a unit of that name.
    """
    rows = [ids for ids in unit_provinces if ids]
    counts = Counter(province for ids in rows for province in ids).most_common(2)
    if not counts or counts[0][1] < min(_ENOUGH_UNITS, len(rows)):
        return None
    is_clear = len(counts) == 1 or counts[0][1] > counts[1][1]
    return counts[0][0] if is_clear and counts[0][1] >= _CLEAR_SHARE * len(rows) else None


def in_vintage(province_id: str, vintage: Vintage) -> tuple[str, ...]:
    """The ids that a province has in a vintage: itself, what it became, or what it was made of."""
    unit = all_units()[province_id]
    if unit.vintage is vintage:
        return (province_id,)
    return (successor(province_id),) if vintage is Vintage.REFORM else predecessors(province_id)
