from datetime import date

import pytest

from khuyenhoc.domain.report_status import ReportStatus, counts, report_status
from khuyenhoc.domain.workflow import State

DUE, TODAY = date(2026, 10, 15), date(2026, 10, 20)


@pytest.mark.parametrize(
    ("state", "report_state", "arrived", "today", "is_judged", "expected"),
    [
        (State.NOT_STARTED, None, None, TODAY, True, "overdue"),
        (State.NOT_STARTED, None, None, DUE, True, "expected"),
        (State.DRAFT, "reported", DUE, TODAY, True, "on_time"),
        (State.DRAFT, "reported", TODAY, TODAY, True, "late"),
        (State.SUBMITTED, "reported", TODAY, TODAY, False, "received"),
        (State.RETURNED, "reported", DUE, TODAY, True, "returned"),
        (State.APPROVED, "reported", TODAY, TODAY, True, "approved"),
        (State.LOCKED, "reported", TODAY, TODAY, True, "approved"),
        (State.DRAFT, "not_established", DUE, TODAY, True, "not_established"),
        (State.EXCUSED, None, None, TODAY, True, "excused"),
    ],
)
def test_one_word_for_each(
    state: State, report_state: str | None, arrived: date | None, today: date, is_judged: bool, expected: str
) -> None:
    found = report_status(state, report_state, arrived, DUE, today, is_judged=is_judged, is_begun=True)
    assert found == expected


@pytest.mark.parametrize(
    ("is_judged", "is_begun", "expected"),
    [(False, False, "expected"), (False, True, "overdue"), (True, False, "overdue")],
)
def test_what_is_wanting_is_late_once_its_province_has_begun(
    is_judged: bool, is_begun: bool, expected: str
) -> None:
    found = report_status(State.NOT_STARTED, None, None, DUE, TODAY, is_judged=is_judged, is_begun=is_begun)
    assert found == expected


def test_counts_keep_the_order_of_urgency() -> None:
    assert list(counts(["approved", "overdue", "approved"]).items()) == [
        (ReportStatus.OVERDUE, 1),
        (ReportStatus.APPROVED, 2),
    ]
