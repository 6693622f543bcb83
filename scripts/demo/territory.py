"""The land the figures live on: parts that lie in exactly one former district and one present commune.

Figures are simulated per part, so that the district reports until 2025-Q2 and the commune reports since then
are two groupings of one history and continue each other exactly.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo.plan import PLANS, Plan
from demo.shares import random_for, spread

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
PRESENT_PROVINCE = "reform-56"

# Former wards and towns hold more people than former communes.
SIZE_BY_TYPE = {"Phường": 1.6, "Thị trấn": 1.5, "Xã": 1.0}


@dataclass(frozen=True)
class Unit:
    """An administrative unit as org_units.csv lists it."""

    org_unit_id: str
    code: str
    name: str
    short_name: str
    type: str
    parent_id: str


@dataclass(frozen=True)
class Part:
    """Land of one former district in one present commune, and its people at the end of 2023."""

    district_id: str
    commune_id: str
    former_communes: int
    population: int

    def unit_id(self, province_id: str) -> str:
        """The unit that reports for this part in a report of a former or of the present province."""
        return self.commune_id if province_id == PRESENT_PROVINCE else self.district_id


def read(name: str) -> list[dict[str, str]]:
    """The rows of a reference table."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def units() -> dict[str, Unit]:
    """Every unit by id."""
    fields = Unit.__dataclass_fields__
    return {row["org_unit_id"]: Unit(**{field: row[field] for field in fields}) for row in read("org_units")}


def children(parent_id: str) -> list[Unit]:
    """The units directly below a unit, in code order."""
    return sorted(
        (unit for unit in units().values() if unit.parent_id == parent_id), key=lambda unit: unit.code
    )


@cache
def parts(plan: Plan) -> tuple[Part, ...]:
    """The parts of a former province; a divided commune goes whole to the unit that took most."""
    random = random_for("parts", plan.province_id)
    sizes: dict[tuple[str, str], float] = defaultdict(float)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in read("crosswalk"):
        if row["level"] != "commune" or row["is_main"] != "true":
            continue
        former = units()[row["from_id"]]
        if units()[former.parent_id].parent_id != plan.province_id:
            continue
        key = (former.parent_id, row["to_id"])
        sizes[key] += SIZE_BY_TYPE[former.type] * random.uniform(0.75, 1.25)
        counts[key] += 1
    people = populations(plan, sizes)
    return tuple(Part(*key, former_communes=counts[key], population=people[key]) for key in sorted(sizes))


def populations(plan: Plan, sizes: dict[tuple[str, str], float]) -> dict[tuple[str, str], int]:
    """People of each part: the district's, by the size of its former communes."""
    people = {}
    for code, total in plan.populations.items():
        keys = sorted(key for key in sizes if key[0] == f"legacy-{code}")
        shares = spread(total, [sizes[key] for key in keys])
        people.update(zip(keys, shares, strict=True))
    return people


@cache
def former_district(commune_id: str) -> Unit:
    """The former district that most of a commune's people lived in."""
    own = [part for plan in PLANS for part in parts(plan) if part.commune_id == commune_id]
    return units()[max(own, key=lambda part: part.population).district_id]
