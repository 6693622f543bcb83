"""Planned values: national by decree, overridden upward by a province."""

from dataclasses import dataclass
from functools import cache

from khuyenhoc.domain.reference import read_reference

NATIONAL_SCOPE = "VN"


@dataclass(frozen=True)
class Target:
    """A planned value of an indicator at the end of a year.

    Attributes:
        scope: `VN`, or the code of a province.
        value: in the indicator's unit.
        evidence: how well the value is documented.
    """

    indicator: str
    scope: str
    year: int
    value: float
    legal_act: str
    clause_note: str
    evidence: str


@cache
def reference_targets() -> tuple[Target, ...]:
    """The targets shipped with the product."""
    return tuple(
        Target(
            indicator=row["indicator"],
            scope=row["scope"],
            year=int(row["year"]),
            value=float(row["value_pct"]),
            legal_act=row["legal_act"],
            clause_note=row["clause_note"],
            evidence=row["evidence"],
        )
        for row in read_reference("targets")
    )
