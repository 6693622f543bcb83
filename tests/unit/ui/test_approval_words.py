"""In time, late, or neither: what the page of approval calls a report."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from khuyenhoc.i18n import Translator
from khuyenhoc.ui.approval.progress import _punctuality

CAME, NEVER = datetime(2026, 10, 20, tzinfo=UTC), pd.NaT


@pytest.mark.parametrize(
    ("state", "arrived", "days", "is_judged", "words"),
    [
        ("draft", CAME, 5, True, "Muộn 5 ngày"),
        ("draft", CAME, 0, True, "Đúng hạn"),
        ("draft", CAME, 900, False, "Đã nhận"),
        ("not_started", NEVER, 900, False, "Chưa nộp"),
        ("not_started", NEVER, 900, True, "Chưa nộp, quá hạn 900 ngày"),
        ("not_started", NEVER, 0, True, "Chưa nộp, còn hạn"),
        ("excused", NEVER, 0, True, "Được miễn"),
    ],
)
def test_words(state: str, arrived: object, days: int, is_judged: object, words: str) -> None:
    row = SimpleNamespace(state=state, arrived_at=arrived, days_late=days, is_judged=is_judged)
    assert _punctuality(row, Translator("vi")) == words
