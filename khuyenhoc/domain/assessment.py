"""Self-assessment for two titles of the Ministry: what the criteria ask, and what an answered sheet comes to.

Đơn vị học tập (24/2023/TT-BGDĐT) and Cộng đồng học tập of communes (25/2023/TT-BGDĐT) have two levels and no
points: every criterion of a level has to hold. The criteria are data, in
`data/reference/assessment_criteria.csv`; one whose text or threshold could not be read has no source there,
and leaves its level unsettled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from khuyenhoc.domain.reference import read_reference

NOT_APPLICABLE = "not_applicable"
TITLE_LEVELS = (1, 2)
SCHEMES: dict[str, tuple[str, ...]] = {
    "learning_unit": ("district", "province"),
    "learning_community": ("commune",),
}
UNIT_KINDS = (
    "state_body",
    "preschool",
    "general_school",
    "vocational",
    "other_education",
    "economic",
    "other",
)
COMMUNE_KIND = "commune"
# Recognition by the provincial People's Committee holds three years; for other levels no source was found.
_YEARS_VALID = {"province": 3}
_MONTHS_OF_REMINDER = 6

# A percentage from 0 to 100, whether a condition holds, or `NOT_APPLICABLE`; None for no answer.
Answer = float | bool | str | None


class Verdict(StrEnum):
    """What became of one criterion at one level of the title."""

    MET = "met"
    FAILED = "failed"
    UNANSWERED = "unanswered"
    NO_SOURCE = "no_source"
    NOT_APPLICABLE = "not_applicable"


class Standing(StrEnum):
    """What became of one level of the title."""

    MET = "met"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
    UNSETTLED = "unsettled"


class Validity(StrEnum):
    """Whether a recognised title still holds on a day."""

    IN_FORCE = "in_force"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Criterion:
    """What one level of a title asks in one item.

    Attributes:
        unit_level: `district` or `province` for units, `commune` for communities.
        item: number within the circular; the same number at both levels is one answer.
        threshold: least percentage; None for a condition, and where it has no source.
        applies_to: kinds of unit; empty for all.
        may_not_apply: whether a unit may say that it has nobody the percentage could be of.
        has_source: whether the content and the threshold were read in a published text.
        clause: of the circular; empty where it was not read.
        effective_from: ISO day; empty where it was not read.
    """

    scheme: str
    unit_level: str
    title_level: int
    item: str
    text_vi: str
    text_en: str
    is_percent: bool
    threshold: float | None
    applies_to: tuple[str, ...]
    may_not_apply: bool
    has_source: bool
    circular: str = ""
    clause: str = ""
    effective_from: str = ""

    def text(self, language: str) -> str:
        """The content in `vi` or `en`."""
        return self.text_vi if language == "vi" else self.text_en

    def is_for(self, unit_kind: str) -> bool:
        """Whether it concerns a kind of unit."""
        return not self.applies_to or unit_kind in self.applies_to


@dataclass(frozen=True)
class LevelResult:
    """One level of the title: its standing, and the verdict of each of its criteria in the file's order."""

    title_level: int
    standing: Standing
    verdicts: tuple[tuple[Criterion, Verdict], ...]

    def those(self, verdict: Verdict) -> tuple[Criterion, ...]:
        """The criteria with a verdict."""
        return tuple(criterion for criterion, found in self.verdicts if found is verdict)


@dataclass(frozen=True)
class Result:
    """What a sheet comes to.

    Attributes:
        level: the highest level reached; 0 for none that is proven.
        levels: by level, 1 first.
    """

    level: int
    levels: tuple[LevelResult, ...]

    def at(self, title_level: int) -> LevelResult:
        """The result of one level.

        Raises:
            StopIteration: the criteria have no such level.
        """
        return next(found for found in self.levels if found.title_level == title_level)


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """The criteria shipped with the product."""
    return tuple(
        Criterion(
            scheme=row["scheme"],
            unit_level=row["unit_level"],
            title_level=int(row["title_level"]),
            item=row["item"],
            text_vi=row["text_vi"],
            text_en=row["text_en"],
            is_percent=row["kind"] == "percent",
            threshold=float(row["threshold_pct"]) if row["threshold_pct"] else None,
            applies_to=() if row["applies_to"] == "*" else tuple(row["applies_to"].split("|")),
            may_not_apply=row["may_not_apply"] == "true",
            has_source=row["evidence"] == "sourced",
            circular=row["circular"],
            clause=row["clause"],
            effective_from=row["effective_from"],
        )
        for row in read_reference("assessment_criteria")
    )


def criteria_of(scheme: str, unit_level: str) -> tuple[Criterion, ...]:
    """The criteria of both levels of a title."""
    return tuple(
        criterion
        for criterion in all_criteria()
        if (criterion.scheme, criterion.unit_level) == (scheme, unit_level)
    )


def items_of(scheme: str, unit_level: str) -> dict[str, tuple[Criterion, ...]]:
    """Item -> what each level asks in it, in the order of the circular."""
    items: dict[str, tuple[Criterion, ...]] = {}
    for criterion in criteria_of(scheme, unit_level):
        items[criterion.item] = (*items.get(criterion.item, ()), criterion)
    return dict(sorted(items.items()))


def takes_answer(levels: Iterable[Criterion], unit_kind: str) -> bool:
    """Whether a unit is asked an item: it concerns its kind, and some level's requirement is known."""
    return any(criterion.has_source and criterion.is_for(unit_kind) for criterion in levels)


def assess(criteria: Iterable[Criterion], unit_kind: str, answers: Mapping[str, Answer]) -> Result:
    """What the answers come to: a level is reached where all its criteria hold, and those of the lower one.

    Args:
        answers: item -> answer.
    """
    by_level: dict[int, list[Criterion]] = {}
    for criterion in criteria:
        by_level.setdefault(criterion.title_level, []).append(criterion)
    levels = []
    for title_level, asked in sorted(by_level.items()):
        verdicts = tuple((each, verdict_of(each, unit_kind, answers.get(each.item))) for each in asked)
        levels.append(LevelResult(title_level, _standing([found for _, found in verdicts]), verdicts))
    reached = 0
    for level in levels:
        if level.standing is not Standing.MET:
            break
        reached = level.title_level
    return Result(reached, tuple(levels))


def verdict_of(criterion: Criterion, unit_kind: str, answer: Answer) -> Verdict:
    """What an answer says of one criterion; "not applicable" is no answer where the criterion must apply."""
    if not criterion.is_for(unit_kind) or (answer == NOT_APPLICABLE and criterion.may_not_apply):
        return Verdict.NOT_APPLICABLE
    if not criterion.has_source:
        return Verdict.NO_SOURCE
    if answer is None or isinstance(answer, str):
        return Verdict.UNANSWERED
    if criterion.is_percent and criterion.threshold is None:
        return Verdict.NO_SOURCE
    is_met = answer >= criterion.threshold if criterion.is_percent else answer is True
    return Verdict.MET if is_met else Verdict.FAILED


def _standing(verdicts: list[Verdict]) -> Standing:
    if Verdict.FAILED in verdicts:
        return Standing.FAILED
    if Verdict.UNANSWERED in verdicts:
        return Standing.INCOMPLETE
    # A level of which nothing concerns the unit proves nothing.
    if Verdict.NO_SOURCE in verdicts or Verdict.MET not in verdicts:
        return Standing.UNSETTLED
    return Standing.MET


def valid_until(unit_level: str, recognised_on: date) -> date | None:
    """The day on which a recognised title ends; None where no rule was found."""
    years = _YEARS_VALID.get(unit_level)
    return None if years is None else _months_later(recognised_on, 12 * years)


def validity(until: date | None, today: date) -> Validity:
    """Whether a title holds on a day, and whether its end is within six months."""
    if until is None:
        return Validity.UNKNOWN
    if today >= until:
        return Validity.EXPIRED
    return Validity.EXPIRES_SOON if until <= _months_later(today, _MONTHS_OF_REMINDER) else Validity.IN_FORCE


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)
