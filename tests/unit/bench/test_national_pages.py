"""The store that the bench opens pages on: the dashboard takes it for one of its own."""

from pathlib import Path

from khuyenhoc.bench.national_pages import main_pages
from khuyenhoc.bench.national_store import Size, fill_store, name_submissions
from khuyenhoc.store.database import Database


def test_filled_store_opens_again_with_every_submission_in_its_ledger(tmp_path: Path) -> None:
    database = Database(tmp_path)
    count = fill_store(database, Size(provinces=1, quarters=2))
    name_submissions(database)
    database.close()
    again = Database(tmp_path)
    found = again.read(
        lambda cursor: cursor.execute(
            "select (select count(*) from observations), (select count(*) from ledger_entries)"
        ).fetchone()
    )
    again.close()
    assert found == (count, 4)  # a report and its correction in each quarter
    assert not [event for event in again.report.events if event.is_alarm]
    assert len((tmp_path / "ledger.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_main_pages_are_those_with_the_figures_of_the_whole_store() -> None:
    assert [page.name for page in main_pages()] == [
        *("overview", "targets", "scorecard", "trend", "map", "comparison", "profile", "progress")
    ]
