"""Planned values: national by decree, overridden upward by a province."""

from dataclasses import dataclass
from functools import cache

from khuyenhoc.domain.reference import read_reference

NATIONAL_SCOPE = "VN"

# Evidence of a value that only one province's plan under the decree gives; shown, and marked where shown.
UNPROVEN = "hanoi_plan"


@dataclass(frozen=True)
class Target:
    """A planned value of an indicator at the end of a year.

    Attributes:
        scope: `VN`, or the code of a province.
        value: in the indicator's unit.
        evidence: where the value was read: `summaries` (several published ones), `own_plan` (the plan of the
            province it is for), `hanoi_plan` (only in Hà Nội's plan under the decree, so not proven to be the
            national value), `set_here` (typed or imported by the users).
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


def national_floor(indicator: str, year: int) -> Target | None:
    """The national target that one for a year may not stay below: the last one due by then, if any.

    Values that are not proven to be national bind nobody.
    """
    due = [
        target
        for target in reference_targets()
        if target.scope == NATIONAL_SCOPE
        and target.evidence != UNPROVEN
        and target.indicator == indicator
        and target.year <= year
    ]
    return max(due, key=lambda target: target.year, default=None)
