"""In time, late, or neither: what the page of approval calls a report."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from khuyenhoc.i18n import Translator
from khuyenhoc.ui.approval.progress import _punctuality

CAME, NEVER = datetime(2026, 10, 20, tzinfo=UTC), pd.NaT


@pytest.mark.parametrize(
    ("state", "arrived", "days", "is_judged", "is_begun", "words"),
    [
        ("draft", CAME, 5, True, True, "Muộn 5 ngày"),
        ("draft", CAME, 0, True, True, "Đúng hạn"),
        ("draft", CAME, 900, False, True, "Đã nhận"),
        ("not_started", NEVER, 900, False, False, "Chưa nộp"),
        ("not_started", NEVER, 900, False, True, "Chưa nộp, quá hạn 900 ngày"),
        ("not_started", NEVER, 900, True, True, "Chưa nộp, quá hạn 900 ngày"),
        ("not_started", NEVER, 0, True, True, "Chưa nộp, còn hạn"),
        ("excused", NEVER, 0, True, True, "Được miễn"),
    ],
)
def test_words(
    state: str, arrived: object, days: int, is_judged: object, is_begun: object, words: str
) -> None:
    row = SimpleNamespace(state=state, arrived_at=arrived, days_late=days, is_judged=is_judged)
    report = SimpleNamespace(is_begun=is_begun)
    assert _punctuality(row, report, Translator("vi")) == words
