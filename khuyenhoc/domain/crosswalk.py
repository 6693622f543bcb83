"""Which unit became which, by which act and with how much of it (data/reference/crosswalk.csv)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from khuyenhoc.domain.reference import kept, read_reference


@dataclass(frozen=True)
class Succession:
    """One unit's becoming another, or a part of it.

    Attributes:
        level: `commune` (also the island districts that had no communes) or `province`.
        event_date: first day of the new unit.
        is_exact: whether the unit went over whole.
        weight: share of the unit; those of one unit and act add up to 1.
        basis: what the share was taken from: `whole`, `population`, `area` or `equal`.
        confidence: `high`, `medium` or `low`.
        is_main: whether the new unit took most of it.
    """

    from_id: str
    to_id: str
    level: str
    event_date: date
    legal_act: str
    is_exact: bool
    weight: Fraction
    basis: str
    confidence: str
    is_main: bool


@kept
def successions() -> tuple[Succession, ...]:
    """Every row of the crosswalk, in file order."""
    return tuple(
        Succession(
            from_id=row["from_id"],
            to_id=row["to_id"],
            level=row["level"],
            event_date=date.fromisoformat(row["event_date"]),
            legal_act=row["legal_act"],
            is_exact=row["method"] == "exact",
            weight=Fraction(row["weight"]),
            basis=row["basis"],
            confidence=row["confidence"],
            is_main=row["is_main"] == "true",
        )
        for row in read_reference("crosswalk")
    )


@kept
def _by_origin() -> Mapping[str, tuple[Succession, ...]]:
    return _grouped((row.from_id, row) for row in successions())


@kept
def _by_result() -> Mapping[str, tuple[Succession, ...]]:
    return _grouped((row.to_id, row) for row in successions())


def became(org_unit_id: str) -> tuple[Succession, ...]:
    """What a unit became; nothing for a present unit and for a former district."""
    return _by_origin().get(org_unit_id, ())


def made_from(org_unit_id: str) -> tuple[Succession, ...]:
    """What a unit was made from; nothing for a former unit."""
    return _by_result().get(org_unit_id, ())


def _grouped(pairs: Iterable[tuple[str, Succession]]) -> dict[str, tuple[Succession, ...]]:
    groups: dict[str, list[Succession]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
