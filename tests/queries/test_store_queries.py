"""What was sent, changed, published and withdrawn, on figures that can be worked out by hand."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import Step
from khuyenhoc.store.database import Database
from khuyenhoc.store.submissions import withdraw_submission
from khuyenhoc.store.workflow import note_action, take_step
from tests.queries.conftest import CAM_LAM, CAM_RANH, NHA_TRANG, fill_with_examples
from tests.reports import store

PROVINCE = "legacy-56"
Q1 = Period.parse("2024-Q1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    fill_with_examples(database)
    yield database
    database.close()


def ask(database: Database, name: str, **parameters: object) -> pd.DataFrame:
    return database.query(name, {"scope": None, **parameters})


def code(database: Database, file_name: str) -> str:
    rows = ask(database, "submissions")
    return rows.loc[rows["file_name"] == file_name, "receipt_code"].iloc[0]


def published(database: Database, indicator: str = "member_rate") -> list[list]:
    found = ask(database, "indicator_published", province_ids=[PROVINCE], indicator=indicator)
    return found.round(4).to_numpy().tolist()


def test_states_of_submissions(database: Database) -> None:
    second = store(database, "2024-Q1", {NHA_TRANG: {"members": 101.0}}, file_name="second.xlsx")
    rows = ask(database, "submissions").set_index("receipt_code")
    assert rows.loc[code(database, "correction.xlsx"), "state"] == "superseded"
    assert rows.loc[second.receipt_code, "state"] == "accepted"
    first = rows[(rows["period_id"] == "2024-Q1") & (rows["file_name"] == "report.xlsx")].iloc[0]
    assert (first["state"], first["value_count"], first["standing_values"]) == ("partly_superseded", 6, 5)
    withdraw_submission(database, second.receipt_code, reason="nhầm", withdrawn_by="Bà Lan")
    rows = ask(database, "submissions").set_index("receipt_code")
    assert rows.loc[second.receipt_code, ["state", "withdrawn_by"]].tolist() == ["withdrawn", "Bà Lan"]
    assert rows.loc[code(database, "correction.xlsx"), "state"] == "accepted"


def test_a_file_with_units_without_association_alone_is_in_use(database: Database) -> None:
    receipt = store(database, "2024-Q3", {}, not_established=(CAM_LAM,), file_name="none.xlsx")
    rows = ask(database, "submissions").set_index("receipt_code")
    assert rows.loc[receipt.receipt_code, ["state", "value_count"]].tolist() == ["accepted", 0]


def test_the_value_says_which_receipt_replaced_it(database: Database) -> None:
    first = ask(database, "submissions").iloc[-1]["receipt_code"]
    rows = ask(database, "submission_values", receipt_code=first).dropna(subset="superseded_by_receipt")
    assert rows[["org_unit_id", "data_element", "superseded_by_receipt"]].to_numpy().tolist() == [
        [NHA_TRANG, "members", code(database, "correction.xlsx")]
    ]


def test_changes_of_a_submission_when_it_came(database: Database) -> None:
    figures = {NHA_TRANG: {"members": 100.0, "population": 999.0, "branches": 7.0}}
    third = store(database, "2024-Q1", figures, not_established=(CAM_RANH,), file_name="third.xlsx")
    rows = ask(database, "submission_changes", receipt_code=third.receipt_code)
    kinds = {(row.org_unit_id, row.data_element): row.kind for row in rows.itertuples()}
    assert kinds == {
        (NHA_TRANG, "members"): "same",
        (NHA_TRANG, "population"): "changed",
        (NHA_TRANG, "branches"): "new",
        (CAM_RANH, "members"): "void",
        (CAM_RANH, "population"): "void",
        (CAM_RANH, "fund_raised"): "void",
    }
    members = rows[(rows["org_unit_id"] == NHA_TRANG) & (rows["data_element"] == "members")].iloc[0]
    assert (members["value_before"], members["receipt_before"]) == (100.0, code(database, "correction.xlsx"))
    population = rows[rows["kind"] == "changed"].iloc[0]
    assert (population["value_before"], population["value_after"]) == (1000.0, 999.0)


def test_effect_of_withdrawing(database: Database) -> None:
    correction = code(database, "correction.xlsx")
    rows = ask(database, "withdrawal_effect", receipt_code=correction)
    assert rows[["value_now", "value_after"]].to_numpy().tolist() == [[100.0, 90.0]]
    first = ask(database, "submissions").iloc[-1]["receipt_code"]
    rows = ask(database, "withdrawal_effect", receipt_code=first)
    assert len(rows) == 5
    assert rows["value_after"].isna().all()
    store(database, "2024-Q1", {NHA_TRANG: {"members": 101.0}}, file_name="second.xlsx")
    assert ask(database, "withdrawal_effect", receipt_code=correction).empty
    last = code(database, "second.xlsx")
    rows = ask(database, "withdrawal_effect", receipt_code=last)
    assert rows[["value_now", "value_after", "receipt_after"]].to_numpy().tolist() == [
        [101.0, 100.0, correction]
    ]
    withdraw_submission(database, correction, reason="x", withdrawn_by="t")
    rows = ask(database, "withdrawal_effect", receipt_code=last)
    assert rows[["value_now", "value_after", "receipt_after"]].to_numpy().tolist() == [[101.0, 90.0, first]]


def test_effect_of_withdrawing_a_dissolved_association(database: Database) -> None:
    receipt = store(database, "2024-Q1", {}, not_established=(CAM_RANH,), file_name="gone.xlsx")
    rows = ask(database, "withdrawal_effect", receipt_code=receipt.receipt_code)
    assert rows["value_now"].isna().all()
    assert rows["value_after"].tolist() == [1_000_000.0, 60.0, 300.0]


def test_both_figures_of_an_indicator(database: Database) -> None:
    # First reported 90 + 60 of 1,300 people; after the correction 100 + 60.
    assert published(database) == [["2024-Q1", 11.5385, 12.3077]]
    assert published(database, "fund_raised") == []
    store(database, "2024-Q1", {CAM_RANH: {"population": 400.0, "fund_raised": 3e6}}, file_name="c.xlsx")
    assert published(database) == [["2024-Q1", 11.5385, 11.4286]]
    assert published(database, "fund_raised") == [["2024-Q1", 6e6, 8e6]]


def test_the_published_figure_is_the_approved_one(database: Database) -> None:
    for step in (Step.SUBMIT, Step.APPROVE):
        take_step(database, step, [NHA_TRANG, CAM_RANH], Q1, by="Chủ tịch")
    assert published(database) == []
    store(database, "2024-Q1", {NHA_TRANG: {"members": 113.0}}, file_name="c.xlsx")
    assert published(database) == [["2024-Q1", 12.3077, 13.3077]]


def test_a_unit_that_dissolved_leaves_the_figure_but_not_the_published_one(database: Database) -> None:
    store(database, "2024-Q1", {}, not_established=(CAM_RANH,), file_name="gone.xlsx")
    # As published both units: 150 of 1,300; now Nha Trang alone: 100 of 1,000.
    assert published(database) == [["2024-Q1", 11.5385, 10.0]]


def test_unapproved_reports_by_unit_and_by_province(database: Database) -> None:
    def counts() -> list[int]:
        rows = ask(database, "unapproved_reports", province_ids=[PROVINCE]).set_index("period_id")
        return rows.loc["2024-Q1", ["reported_units", "unapproved_units"]].tolist()

    # The third unit of the file has no association: no figures of it wait for anybody.
    assert counts() == [2, 2]
    for step in (Step.SUBMIT, Step.APPROVE):
        take_step(database, step, [NHA_TRANG], Q1, by="Chủ tịch")
    assert counts() == [2, 1]
    take_step(database, Step.LOCK, [NHA_TRANG], Q1, by="Chủ tịch")
    assert counts() == [2, 1]


def test_alarms_that_were_seen(database: Database) -> None:
    note_action(database, "alarm_seen", by="Bà Lan", detail="2026-01-05T01:30:00+00:00")
    rows = ask(database, "acknowledged_alarms")
    assert rows[["raised_at", "actor"]].to_numpy().tolist() == [["2026-01-05T01:30:00+00:00", "Bà Lan"]]
