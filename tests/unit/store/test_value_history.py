"""A figure's history: from which cell, replaced by what, withdrawn why; published and corrected."""

import pandas as pd
import pytest

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.workflow import Step
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotStorableError, UnknownReceiptError
from khuyenhoc.store.receipt_codes import normalise_receipt
from khuyenhoc.store.submissions import fetch_original, withdraw_submission
from khuyenhoc.store.workflow import take_step
from tests.reports import store

PROVINCE, UNIT, OTHER = "legacy-56", "legacy-568", "legacy-569"
Q1 = Period.parse("2024-Q1")


def history(database: Database) -> pd.DataFrame:
    parameters = {"org_unit_id": UNIT, "period_id": "2024-Q1", "data_element": "members"}
    return database.query("value_history", {"scope": None, **parameters})


def corrected(database: Database) -> pd.DataFrame:
    return database.query(
        "published_and_corrected", {"scope": None, "province_ids": [PROVINCE], "period_id": "2024-Q1"}
    )


def approve(database: Database) -> None:
    for step in (Step.SUBMIT, Step.APPROVE):
        take_step(database, step, [UNIT], Q1, by="Chủ tịch")


def test_history_of_a_figure(database: Database) -> None:
    codes = [
        store(database, "2024-Q1", {UNIT: {"members": value}}, file_name=f"{name}.xlsx").receipt_code
        for value, name in ((90.0, "a"), (95.0, "b"), (97.0, "c"))
    ]
    found = history(database)
    assert found["value"].tolist() == [90.0, 95.0, 97.0]
    assert found["standing"].tolist() == ["superseded", "superseded", "current"]
    assert found["superseded_by_receipt"].tolist()[:2] == codes[1:]
    assert found["cell"].tolist() == ["Bieu 01!C10"] * 3
    assert found["file_name"].tolist() == ["a.xlsx", "b.xlsx", "c.xlsx"]
    withdraw_submission(database, codes[1].lower(), reason="nhầm biểu", withdrawn_by="Bà Lan")
    found = history(database)
    assert found["standing"].tolist() == ["superseded", "withdrawn", "current"]
    assert found["superseded_by_receipt"].tolist()[0] == codes[2]
    assert found.loc[1, ["withdrawn_by", "withdrawal_reason"]].tolist() == ["Bà Lan", "nhầm biểu"]
    withdraw_submission(database, codes[2], reason="sai", withdrawn_by="Bà Lan")
    assert history(database)["standing"].tolist() == ["current", "withdrawn", "withdrawn"]


def test_without_approval_the_first_report_is_the_published_one(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0, "population": 100.0}, OTHER: {"members": 1.0}})
    assert corrected(database).empty
    store(database, "2024-Q1", {UNIT: {"members": 95.0}}, file_name="b.xlsx")
    store(database, "2024-Q1", {UNIT: {"members": 97.0}}, file_name="c.xlsx")
    found = corrected(database)
    assert found[["org_unit_id", "data_element", "published_value", "current_value"]].to_numpy().tolist() == [
        [UNIT, "members", 90.0, 97.0]
    ]
    assert found["basis"].tolist() == ["first_reported"]


def test_published_is_what_was_approved(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0}})
    second = store(database, "2024-Q1", {UNIT: {"members": 95.0}}, file_name="b.xlsx")
    approve(database)
    assert corrected(database).empty
    third = store(database, "2024-Q1", {UNIT: {"members": 97.0}}, file_name="c.xlsx")
    take_step(database, Step.APPROVE, [UNIT], Q1, by="Chủ tịch")
    found = corrected(database)
    assert found.loc[0, ["basis", "published_value", "current_value"]].tolist() == ["approved", 95.0, 97.0]
    assert found.loc[0, ["published_receipt", "current_receipt"]].tolist() == [
        second.receipt_code,
        third.receipt_code,
    ]


def test_withdrawing_what_was_published_keeps_it_visible(database: Database) -> None:
    receipt = store(database, "2024-Q1", {UNIT: {"members": 90.0}})
    store(database, "2024-Q1", {UNIT: {"members": 95.0}}, file_name="b.xlsx")
    approve(database)
    withdraw_submission(
        database, history(database)["receipt_code"].tolist()[1], reason="nhầm", withdrawn_by="t"
    )
    found = corrected(database)
    assert found.loc[0, ["published_value", "current_value"]].tolist() == [95.0, 90.0]
    assert found.loc[0, "current_receipt"] == receipt.receipt_code


def test_association_dissolved_after_publication(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0}})
    approve(database)
    store(database, "2024-Q1", {OTHER: {"members": 1.0}}, not_established=(UNIT,), file_name="b.xlsx")
    found = corrected(database)
    assert found["published_value"].tolist() == [90.0]
    assert found["current_value"].isna().tolist() == [True]
    assert history(database)["standing"].tolist() == ["superseded"]


def test_receipts_as_people_type_them(database: Database) -> None:
    receipt = store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    assert normalise_receipt(" 7f4k 2mqo ") == "7F4K-2MQ0"
    name, content = fetch_original(database, receipt.receipt_code.replace("-", "").lower())
    assert name == "report.xlsx"
    assert content
    with pytest.raises(UnknownReceiptError) as unknown:
        withdraw_submission(database, "0000-0000", reason="x", withdrawn_by="t")
    assert "0000-0000" in unknown.value.vi
    with pytest.raises(NotStorableError):
        withdraw_submission(database, receipt.receipt_code, reason=" ", withdrawn_by="t")


def test_a_withdrawn_file_can_be_sent_again(database: Database) -> None:
    figures = {UNIT: {"members": 1.0}}
    first = store(database, "2024-Q1", figures)
    assert withdraw_submission(database, first.receipt_code, reason="x", withdrawn_by="t")
    assert not withdraw_submission(database, first.receipt_code, reason="x", withdrawn_by="t")
    again = store(database, "2024-Q1", figures)
    assert not again.is_repeat
    assert again.receipt_code != first.receipt_code
    assert history(database)["standing"].tolist() == ["withdrawn", "current"]


def test_every_cell_behind_an_indicator(database: Database) -> None:
    store(database, "2024-Q1", {UNIT: {"members": 90.0, "population": 100.0}})
    found = database.query(
        "figure_sources",
        {"scope": None, "province_ids": [PROVINCE], "period_id": "2024-Q1", "indicator": "member_rate"},
    )
    assert found[["part", "value", "cell"]].to_numpy().tolist() == [
        ["numerator", 90.0, "Bieu 01!C10"],
        ["denominator", 100.0, "Bieu 01!C10"],
    ]
