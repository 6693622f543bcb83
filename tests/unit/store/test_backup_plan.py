"""When the next backup is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from khuyenhoc.store.backup_plan import BackupPlan, backup_plan, save_backup_plan
from khuyenhoc.store.schedule import backup_folder

# 10:30 in Viet Nam.
NOW = datetime(2026, 3, 5, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "hours_ago", "is_due"),
    [
        (None, 23, False),
        (None, 24, True),
        (9, 1, False),  # made at 9:30, due again tomorrow at 9
        (9, 2, True),  # made at 8:30
        (17, 10, False),  # made after yesterday's 17:00
        (17, 18, True),  # made before it: the machine was off at 17:00
        (17, 60, True),
    ],
)
def test_due_by_age_or_by_hour(hour: int | None, hours_ago: int, *, is_due: bool) -> None:
    assert BackupPlan(hour=hour).is_due(NOW - timedelta(hours=hours_ago), NOW) is is_due


def test_the_first_one_is_due_at_once_unless_switched_off() -> None:
    assert BackupPlan(hour=17).is_due(None, NOW)
    assert not BackupPlan(is_on=False).is_due(None, NOW)


def test_a_plan_is_kept_and_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backup_plan(tmp_path) == BackupPlan()
    plan = BackupPlan(hour=6, folder=str(tmp_path / "usb"))
    save_backup_plan(tmp_path, plan)
    assert backup_plan(tmp_path) == plan
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    monkeypatch.setenv("KHUYENHOC_BACKUP_DIR", str(tmp_path / "other"))
    assert backup_folder() == tmp_path / "usb"
    (tmp_path / "backup-plan.json").write_text("{")
    assert backup_plan(tmp_path) == BackupPlan()
