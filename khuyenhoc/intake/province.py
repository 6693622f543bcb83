"""Which province reports: the one asked for, else named above the table, else the one the units lie in.

A province is looked for in the period's vintage: Khánh Hòa before 01/07/2025 is another unit than Khánh Hòa
since, which takes in Ninh Thuận (Resolution 202/2025/QH15).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.org_units import OrgUnit, all_units, predecessors, provinces, successor
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.reference import kept
from khuyenhoc.intake import problems
from khuyenhoc.intake.text_repair import fold, tone_key
from khuyenhoc.intake.units import provinces_with

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
_HARDLY_ANY = 0.2
_UNITS_LOOKED_AT = 200


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


@kept
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


@dataclass(frozen=True)
class ProvinceDecision:
    """The reporting province in the period's vintage; None when a person must be asked.

    Attributes:
        known_units: how many of the file's unit names exist in that vintage.
    """

    province_id: str | None
    findings: tuple[Finding, ...] = ()
    known_units: int = 0


def decide_province(
    sources: Sequence[Sequence[tuple[str, str]]], names: Sequence[str], period: Period, given: str | None
) -> ProvinceDecision:
    """The province of a report.

    Args:
        sources: texts with addresses that may name it: captions, then sheet names, then the file's name.
        names: the unit names of the file.
        period: whose vintage counts.
        given: id chosen by a person, of either vintage; it overrides the file.
    """
    vintage = period.vintage
    sample = names[:_UNITS_LOOKED_AT]
    owners = [provinces_with(name, vintage) for name in sample]
    known = sum(bool(ids) for ids in owners)
    named = next(filter(None, (find_named(texts, vintage) for texts in sources)), None)
    if given is not None:
        return _as_given(given, named, owners, vintage, known)
    by_units = province_of_units(owners)
    if named is None:
        return _unnamed(sources, sample, by_units, period, known)
    named_id = named.unit.org_unit_id
    share = sum(named_id in ids for ids in owners) / max(1, known)
    if by_units and by_units != named_id and share < _HARDLY_ANY:
        if not named.is_titled:
            return ProvinceDecision(by_units, (), known)
        found = all_units()[by_units].name
        cell = named.cell or (sources[0][0][1] if sources and sources[0] else "")
        conflict = problems.PROVINCE_CONFLICT.at(cell, named=named.unit.name, found=found)
        return ProvinceDecision(None, (conflict,), known)
    return ProvinceDecision(named_id, (), known)


def _as_given(
    given: str, named: NamedProvince | None, owners: Sequence[frozenset[str]], vintage: Vintage, known: int
) -> ProvinceDecision:
    """The given province in the period's vintage; of several former ones, the one the file is from."""
    candidates = in_vintage(given, vintage)
    of_units = Counter(province for ids in owners for province in ids if province in candidates)
    if named and named.unit.org_unit_id in candidates:
        return ProvinceDecision(named.unit.org_unit_id, (), known)
    chosen = (
        candidates[0] if len(candidates) == 1 else max(candidates, key=lambda c: of_units[c], default=None)
    )
    if chosen is None or (len(candidates) > 1 and not of_units[chosen]):
        name = all_units()[given].name
        return ProvinceDecision(None, (problems.PROVINCE_NOT_FOUND.at("", sheet=name),), known)
    findings = ()
    if named and named.is_titled:
        name = all_units()[chosen].name
        findings = (problems.PROVINCE_DIFFERS_FROM_GIVEN.at(named.cell, given=name, text=named.text),)
    return ProvinceDecision(chosen, findings, known)


def _unnamed(
    sources: Sequence[Sequence[tuple[str, str]]],
    names: Sequence[str],
    by_units: str | None,
    period: Period,
    known: int,
) -> ProvinceDecision:
    """The province of a file that names none of this vintage: by a former name, else by its units."""
    other = Vintage.LEGACY if period.vintage is Vintage.REFORM else Vintage.REFORM
    former = next(filter(None, (find_named(texts, other) for texts in sources)), None)
    if former and former.is_titled:
        now = in_vintage(former.unit.org_unit_id, period.vintage)
        if len(now) == 1 and by_units in {None, now[0]}:
            finding = problems.PROVINCE_OF_OTHER_VINTAGE.at(
                former.cell, named=former.unit.name, now=all_units()[now[0]].name, period=period.period_id
            )
            return ProvinceDecision(now[0], (finding,), known)
    if by_units is None:
        elsewhere = province_of_units(provinces_with(name, other) for name in names)
        now = in_vintage(elsewhere, period.vintage) if elsewhere else ()
        by_units = now[0] if len(now) == 1 else None
    if by_units is None:
        place = sources[0][0][1].rsplit("!", 1)[0] if sources and sources[0] else sources[1][0][0]
        return ProvinceDecision(None, (problems.PROVINCE_NOT_FOUND.at(place, sheet=place),), known)
    return ProvinceDecision(by_units, (), known)
