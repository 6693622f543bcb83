"""The papers of the release hold now, not only on the day of the release."""

import shutil

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from scripts.release import papers, tracked


def test_one_version_number_with_its_entry() -> None:
    assert list(papers.version_differences()) == []


def test_every_pinned_package_has_its_licence_in_notice() -> None:
    notice = (PROJECT_FOLDER / "NOTICE").read_text(encoding="utf-8")
    assert list(papers.licence_problems(papers.pinned(), notice)) == []


@pytest.mark.skipif(
    shutil.which("git") is None or not (PROJECT_FOLDER / ".git").exists(),
    reason="sources without their history",
)
def test_nothing_committed_tells_of_a_machine_or_holds_borrowed_shapes() -> None:
    files = tracked.tracked_files()
    assert len(files) > 500
    assert [*tracked.traces(files), *tracked.borrowed_shapes(files)] == []
