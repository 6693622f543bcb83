"""Notes, questions and answers: kept through a rebuild, refused with personal data."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.store.database import Database
from khuyenhoc.store.remarks import RemarkKind, RemarkRefusedError, Subject, leave_remark
from khuyenhoc.store.verification import verify_store
from tests.ledger_lines import entries
from tests.reports import store

PROVINCE, UNIT = "legacy-56", "legacy-568"
ON_UNIT = Subject(PROVINCE, UNIT, period_id="2024-Q1")
ON_FIGURE = Subject(PROVINCE, figure="map", indicator="member_rate", period_id="2024-Q1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    store(database, "2024-Q1", {UNIT: {"members": 1.0}})
    yield database
    assert verify_store(database).is_sound
    database.close()


def remarks(database: Database, **given: object) -> pd.DataFrame:
    open_to_all = {"scope": None, "province_ids": [PROVINCE], "org_unit_id": None}
    return database.query("remarks", {**open_to_all, "figure": None, "indicator": None, **given})


def test_a_question_and_its_answer_stand_together(database: Database) -> None:
    leave_remark(database, ON_UNIT, RemarkKind.QUESTION, "Vì sao giảm?", by="Chủ tịch")
    leave_remark(database, ON_UNIT, RemarkKind.NOTE, "Đã họp.", by="Văn phòng")
    question = remarks(database).set_index("kind").loc["question", "remark_id"]
    leave_remark(database, ON_UNIT, RemarkKind.ANSWER, "Do tách xã.", by="Nha Trang", reply_to=question)
    found = remarks(database, org_unit_id=UNIT)
    assert found["text"].tolist() == ["Đã họp.", "Vì sao giảm?", "Do tách xã."]
    assert found["answers"].tolist() == [0, 1, 1]
    assert found["written_by"].tolist() == ["Văn phòng", "Chủ tịch", "Nha Trang"]
    actions = database.query("actions_on_unit", {"scope": None, "org_unit_id": UNIT})
    assert actions["action"].tolist() == ["remark.answer", "remark.note", "remark.question"]


def test_remarks_on_a_figure_are_of_that_figure(database: Database) -> None:
    leave_remark(database, ON_FIGURE, RemarkKind.NOTE, "Số của huyện cũ.", by="t")
    leave_remark(database, ON_UNIT, RemarkKind.NOTE, "Khác.", by="t")
    assert remarks(database, figure="map")["text"].tolist() == ["Số của huyện cũ."]
    assert remarks(database, figure="map", indicator="fund_raised").empty
    assert remarks(database, province_ids=["legacy-58"]).empty
    assert remarks(database, scope=[UNIT])["text"].tolist() == ["Khác."]


@pytest.mark.parametrize(
    ("text", "by"),
    [("", "t"), ("Hỏi", " "), ("Gọi 0912 000 000", "t"), ("x" * 1001, "t")],
)
def test_what_is_refused_leaves_no_line(database: Database, text: str, by: str) -> None:
    before = len(entries(database.folder))
    with pytest.raises(RemarkRefusedError):
        leave_remark(database, ON_UNIT, RemarkKind.NOTE, text, by=by)
    assert len(entries(database.folder)) == before
