"""Every file of the corpus is read as a careful person reads it.

What fails is listed by `python -m tests.corpus.report`.
"""

import time

import pytest

from tests.corpus.case import Case
from tests.corpus.compare import check_case
from tests.corpus.files import KEPT_FILES
from tests.corpus.generator import all_cases

_MOST_BYTES = 60_000


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    result = check_case(case)
    assert result.outcome.is_good, "\n".join(result.reasons)


def test_there_are_enough_cases() -> None:
    names = [case.name for case in all_cases()]
    bad = [name for name in names if name.startswith(("wrong_", "doubtful_"))]
    assert len(names) - len(bad) >= 80
    assert len(bad) >= 25


def test_files_are_the_same_at_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = all_cases()[::11]
    made = [case.make().content for case in cases]
    another_day = time.struct_time((2031, 2, 3, 4, 5, 6, 0, 34, 0))
    monkeypatch.setattr(time, "localtime", lambda *_: another_day)
    for case, content in zip(cases, made, strict=True):
        assert case.make().content == content, case.name


def test_kept_files_are_small() -> None:
    assert max(path.stat().st_size for path in KEPT_FILES.iterdir()) < _MOST_BYTES
