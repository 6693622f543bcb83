"""From which units a unit was made and into which it went, with acts and shares."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from khuyenhoc.domain.crosswalk import Succession, became, made_from
from khuyenhoc.domain.lenses import Lens, Link, links
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, children
from khuyenhoc.domain.reference import kept

# What the share of a district rests on where it was divided.
COUNTED = "communes"


@dataclass(frozen=True)
class Step:
    """One unit's becoming another, or a part of it; of districts, summed over their former communes.

    Attributes:
        share: part of the former unit that went over.
        is_exact: whether that was all of it.
        basis: `whole`, `population`, `area`, `equal`, or `communes` (the number of former communes).
        confidence: `high`, `medium` or `low`.
    """

    from_id: str
    to_id: str
    share: float
    is_exact: bool
    basis: str
    confidence: str
    event_date: date
    legal_act: str


def steps_from(unit: OrgUnit) -> tuple[Step, ...]:
    """What a unit became, the largest part first; nothing for one that still is."""
    if unit.level is Level.DISTRICT:
        steps = [_district_step(link) for link in _district_links()[0][unit.org_unit_id]]
    else:
        steps = [_step(row) for row in became(unit.org_unit_id)]
    return tuple(sorted(steps, key=lambda step: (-step.share, step.to_id)))


def steps_into(unit: OrgUnit) -> tuple[Step, ...]:
    """The former communes (or provinces) a unit was made from, whole ones first; nothing for a former one."""
    steps = [_step(row) for row in made_from(unit.org_unit_id)]
    return tuple(sorted(steps, key=lambda step: (-step.share, step.from_id)))


def district_steps_into(unit: OrgUnit) -> tuple[Step, ...]:
    """The districts that a present commune took land of, with the share of the district."""
    steps = [_district_step(link) for link in _district_links()[1].get(unit.org_unit_id, ())]
    return tuple(sorted(steps, key=lambda step: (-step.share, step.from_id)))


def former_communes(district: OrgUnit) -> tuple[OrgUnit, ...]:
    """The communes of a district; the district itself where it had none."""
    return children(district.org_unit_id) or (district,)


def _step(row: Succession) -> Step:
    return Step(
        from_id=row.from_id,
        to_id=row.to_id,
        share=float(row.weight),
        is_exact=row.is_exact,
        basis=row.basis,
        confidence=row.confidence,
        event_date=row.event_date,
        legal_act=row.legal_act,
    )


def _district_step(link: Link) -> Step:
    act = _first_act(link.from_id)
    return Step(
        from_id=link.from_id,
        to_id=link.to_id,
        share=link.weight,
        is_exact=link.is_exact,
        basis="whole" if link.is_exact else COUNTED,
        confidence="high" if link.is_exact else "low",
        event_date=act.event_date,
        legal_act=act.legal_act,
    )


def _first_act(district_id: str) -> Succession:
    return next(
        row for commune in former_communes(all_units()[district_id]) for row in became(commune.org_unit_id)
    )


@kept
def _district_links() -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
    """Links of districts to today's communes, by district and by commune."""
    by_district: dict[str, list[Link]] = defaultdict(list)
    by_commune: dict[str, list[Link]] = defaultdict(list)
    for link in links(Lens.CURRENT):
        if all_units()[link.from_id].level is Level.DISTRICT:
            by_district[link.from_id].append(link)
            by_commune[link.to_id].append(link)
    return by_district, by_commune


def all_steps(level: Level) -> Iterator[Step]:
    """Every step of former provinces, districts or communes, in code order."""
    for unit in all_units().values():
        is_wardless = level is Level.COMMUNE and unit.level is Level.DISTRICT and became(unit.org_unit_id)
        if unit.level is level:
            yield from steps_from(unit)
        elif is_wardless:
            yield from (_step(row) for row in became(unit.org_unit_id))
