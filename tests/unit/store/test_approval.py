"""Approval in the store: states, locks, deadlines, and the audit of each."""

from datetime import date

import pandas as pd
import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import State, Step
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import LockedPeriodError, StepRefusedError
from khuyenhoc.store.submissions import withdraw_submission
from khuyenhoc.store.workflow import note_action, report_states, reporting_units, set_deadline, take_step
from tests.ledger_lines import entries
from tests.reports import store

PROVINCE, UNIT, OTHER = "legacy-56", "legacy-568", "legacy-569"
Q1 = Period.parse("2024-Q1")


def step(database: Database, what: Step, *units: str, reason: str = "") -> None:
    take_step(database, what, units, Q1, by="Bà Lan", reason=reason)


def state(database: Database, unit: str = UNIT) -> State:
    return report_states(database, PROVINCE, Q1)[unit]


def progress(database: Database, today: date = date(2024, 4, 20)) -> pd.DataFrame:
    parameters = {"scope": None, "province_ids": [PROVINCE], "period_id": "2024-Q1", "today": today}
    return database.query("report_progress", parameters).set_index("org_unit_id")


def finish(database: Database, *units: str) -> None:
    """Bring units from figures to approved."""
    step(database, Step.SUBMIT, *units)
    step(database, Step.APPROVE, *units)


def test_from_nothing_to_locked(database: Database) -> None:
    assert state(database) is State.NOT_STARTED
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    assert state(database) is State.DRAFT
    for what, after in (
        (Step.SUBMIT, State.SUBMITTED),
        (Step.RETURN, State.RETURNED),
        (Step.SUBMIT, State.SUBMITTED),
        (Step.APPROVE, State.APPROVED),
        (Step.LOCK, State.LOCKED),
    ):
        step(database, what, UNIT, reason="số hội viên chưa khớp")
        assert state(database) is after
    assert progress(database).loc[UNIT, "changed_by"] == "Bà Lan"
    history = database.query(
        "workflow_history", {"scope": None, "province_ids": [PROVINCE], "period_id": "2024-Q1"}
    )
    assert history["step"].tolist() == ["lock", "approve", "submit", "return", "submit"]
    assert history["reason"].tolist()[3] == "số hội viên chưa khớp"


def test_a_deadline_before_the_first_file_is_not_judged(database: Database) -> None:
    assert progress(database)["is_judged"].all()
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    assert not progress(database)["is_judged"].any()
    set_deadline(database, UNIT, Q1, date(2030, 1, 1), by="Bà Lan", reason="bão")
    judged = progress(database)["is_judged"]
    assert judged[judged].index.tolist() == [UNIT]


def test_locked_figures_refuse_files_and_withdrawals(database: Database) -> None:
    receipt = store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    finish(database, UNIT)
    step(database, Step.LOCK, UNIT)
    lines = len(entries(database.folder))
    with pytest.raises(LockedPeriodError) as refusal:
        store(database, "2024-Q1", {UNIT: {"members": 2.0}, OTHER: {"members": 1.0}}, file_name="b.xlsx")
    assert refusal.value.org_unit_ids == (UNIT,)
    assert "Nha Trang" in refusal.value.vi
    with pytest.raises(LockedPeriodError):
        withdraw_submission(database, receipt.receipt_code, reason="sai", withdrawn_by="t")
    assert len(entries(database.folder)) == lines
    store(database, "2024-Q2", {UNIT: {"members": 2.0}})
    store(database, "2024-Q1", {OTHER: {"members": 1.0}}, file_name="c.xlsx")


def test_unlocking_needs_a_reason_and_lets_corrections_in(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    finish(database, UNIT)
    step(database, Step.LOCK, UNIT)
    with pytest.raises(StepRefusedError, match="reason"):
        step(database, Step.UNLOCK, UNIT)
    step(database, Step.UNLOCK, UNIT, reason="xã gửi lại số")
    store(database, "2024-Q1", {UNIT: {"members": 2.0}}, file_name="b.xlsx")
    assert state(database) is State.SUBMITTED


def test_a_province_locks_all_its_units(database: Database) -> None:
    units = reporting_units(PROVINCE)
    store(database, "2024-Q1", {UNIT: {"members": 1.0}}, not_established=(OTHER,))
    finish(database, UNIT, OTHER)
    with pytest.raises(StepRefusedError, match=f"{len(units) - 2} units"):
        step(database, Step.APPROVE, PROVINCE)
    step(database, Step.EXCUSE, *(set(units) - {UNIT, OTHER}), reason="bão lũ")
    step(database, Step.APPROVE, PROVINCE)
    with pytest.raises(StepRefusedError, match="province"):
        step(database, Step.RETURN, UNIT, reason="sai")
    step(database, Step.LOCK, PROVINCE)
    assert progress(database)["is_locked"].all()
    with pytest.raises(LockedPeriodError):
        store(database, "2024-Q1", {UNIT: {"members": 9.0}}, file_name="b.xlsx")
    step(database, Step.UNLOCK, PROVINCE, reason="sửa")
    store(database, "2024-Q1", {UNIT: {"members": 9.0}}, file_name="b.xlsx")
    assert state(database, PROVINCE) is State.DRAFT
    assert state(database, UNIT) is State.SUBMITTED


def test_a_withdrawal_without_other_figures_begins_anew(database: Database) -> None:
    first = store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    second = store(database, "2024-Q1", {UNIT: {"members": 2.0}}, file_name="b.xlsx")
    finish(database, UNIT)
    withdraw_submission(database, second.receipt_code, reason="nhầm", withdrawn_by="t")
    assert state(database) is State.SUBMITTED
    withdraw_submission(database, first.receipt_code, reason="nhầm", withdrawn_by="t")
    assert state(database) is State.NOT_STARTED


def test_an_excused_unit_that_reports_after_all(database: Database) -> None:
    step(database, Step.EXCUSE, UNIT, reason="mới chia tách")
    assert progress(database).loc[UNIT, ["state", "days_late"]].tolist() == ["excused", 0]
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    assert state(database) is State.DRAFT


@pytest.mark.parametrize(
    "units", [(), ("legacy-9999",), ("reform-22366",), (UNIT, "legacy-582"), (PROVINCE, UNIT)]
)
def test_units_that_do_not_belong_together(database: Database, units: tuple[str, ...]) -> None:
    with pytest.raises(StepRefusedError):
        step(database, Step.SUBMIT, *units)


def test_deadlines_of_convention_province_and_unit(database: Database) -> None:
    assert set(progress(database)["due_date"].dt.date) == {date(2024, 4, 15)}
    assert progress(database).loc[UNIT, "days_late"] == 5
    set_deadline(database, PROVINCE, Q1, date(2024, 4, 18), by="Chủ tịch")
    set_deadline(database, UNIT, Q1, date(2024, 4, 30), by="Chủ tịch", reason="bão")
    found = progress(database)
    assert found.loc[[UNIT, OTHER], "days_late"].tolist() == [0, 2]
    assert found.loc[UNIT, "exception_reason"] == "bão"
    events = database.query("audit", {"scope": None, "since": None, "until": None})
    assert events["from_state"].tolist()[::-1] == ["2024-04-15", "2024-04-15"]
    assert events["to_state"].tolist()[::-1] == ["2024-04-18", "2024-04-30"]


def test_everything_is_in_the_audit(database: Database) -> None:
    receipt = store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    step(database, Step.SUBMIT, UNIT)
    note_action(database, "download", by="khách", receipt_code=receipt.receipt_code, detail="xlsx")
    withdraw_submission(database, receipt.receipt_code, reason="sai kỳ", withdrawn_by="Ông Tư")
    events = database.query("audit", {"scope": None, "since": None, "until": None})
    assert events["action"].tolist() == ["withdraw", "download", "workflow.submit", "submit"]
    assert events["actor"].tolist() == ["Ông Tư", "khách", "Bà Lan", "tester"]
    assert events["position"].tolist() == [4, 3, 2, 1]
    assert events.loc[2, ["org_unit_id", "from_state", "to_state"]].tolist() == [UNIT, "draft", "submitted"]
    assert len(entries(database.folder)) == 4
    nothing = {"scope": None, "since": date(2000, 1, 1), "until": date(2000, 1, 2)}
    assert database.query("audit", nothing).empty
    seen = database.query("audit", {"scope": [PROVINCE], "since": None, "until": None})
    assert seen["action"].tolist() == ["withdraw", "submit"]
