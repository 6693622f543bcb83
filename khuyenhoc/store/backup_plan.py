"""When backups make themselves, and where to: what an administrator chose, kept in the data folder."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from khuyenhoc.store.durable import write_durably

PLAN_FILE = "backup-plan.json"
DAY = timedelta(days=1)
_VIET_NAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class BackupPlan:
    """The plan of a data folder.

    Attributes:
        is_on: whether backups make themselves.
        hour: hour of the day in Viet Nam from which the day's backup is due; None for as soon as the last
            good one is a day old.
        folder: where they go; empty for the usual place.
    """

    is_on: bool = True
    hour: int | None = None
    folder: str = ""

    def is_due(self, last_good_at: datetime | None, now: datetime) -> bool:
        """Whether a backup is to be made now; one that a switched-off machine missed is made up for."""
        if not self.is_on:
            return False
        if last_good_at is None:
            return True
        if self.hour is None:
            return now - last_good_at >= DAY
        here = now.astimezone(_VIET_NAM)
        planned = here.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return last_good_at < (planned if planned <= here else planned - DAY)


def backup_plan(home: Path) -> BackupPlan:
    """The plan of a data folder; the usual one where none was saved."""
    with suppress(OSError, ValueError, TypeError):
        return BackupPlan(**json.loads((home / PLAN_FILE).read_text(encoding="utf-8")))
    return BackupPlan()


def save_backup_plan(home: Path, plan: BackupPlan) -> None:
    """Keep a plan.

    Raises:
        OSError: it could not be written.
    """
    write_durably(home / PLAN_FILE, json.dumps(asdict(plan), ensure_ascii=False).encode())
