"""What a chair calls the standing of a unit's report of a period: one word for each, and how they add up."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from khuyenhoc.domain.workflow import State


class ReportStatus(StrEnum):
    """Standing of one report, in the order in which a list for a chair begins: what is missing first."""

    OVERDUE = "overdue"
    EXPECTED = "expected"
    RETURNED = "returned"
    LATE = "late"
    ON_TIME = "on_time"
    RECEIVED = "received"
    APPROVED = "approved"
    NOT_ESTABLISHED = "not_established"
    EXCUSED = "excused"


# Nothing from the unit yet, and something is still wanted of it.
OUTSTANDING = frozenset({ReportStatus.OVERDUE, ReportStatus.EXPECTED, ReportStatus.RETURNED})
# No figures are to be expected.
NOT_EXPECTED = frozenset({ReportStatus.NOT_ESTABLISHED, ReportStatus.EXCUSED})
_APPROVED = frozenset({State.APPROVED, State.LOCKED})


def report_status(
    state: State,
    report_state: str | None,
    arrived: date | None,
    due: date,
    today: date,
    *,
    is_judged: bool,
    is_begun: bool,
) -> ReportStatus:
    """One word for a report.

    Args:
        state: where it stands in the approval.
        report_state: `reported` or `not_established`; None while nothing came.
        is_judged: the deadline lies after the store's first file. Reports of earlier periods were all loaded
            afterwards, so the day of arrival says nothing about the unit.
        is_begun: somebody of the unit's province reported the period here: then those that are wanting are
            late, while a province none of whose files was loaded yet has no late units in earlier periods.
    """
    if state is State.EXCUSED:
        return ReportStatus.EXCUSED
    if report_state == "not_established":
        return ReportStatus.NOT_ESTABLISHED
    if report_state is None or arrived is None:
        return ReportStatus.OVERDUE if (is_judged or is_begun) and today > due else ReportStatus.EXPECTED
    if state is State.RETURNED:
        return ReportStatus.RETURNED
    if state in _APPROVED:
        return ReportStatus.APPROVED
    if not is_judged:
        return ReportStatus.RECEIVED
    return ReportStatus.LATE if arrived > due else ReportStatus.ON_TIME


def counts(statuses: Iterable[str]) -> dict[ReportStatus, int]:
    """How many reports stand where, in the order of `ReportStatus`, without standings that nobody has."""
    found = Counter(statuses)
    return {status: found[status] for status in ReportStatus if found[status]}
