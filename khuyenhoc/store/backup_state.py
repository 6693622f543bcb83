"""When the last good backup was made: a small file that any page can read at every run."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from khuyenhoc.store.durable import write_durably

STATE_FILE = "backup.json"


@dataclass(frozen=True)
class BackupState:
    """State of the backups of a data folder.

    Attributes:
        last_good_at: when the last one was made that was opened, compared and found whole; None if never.
        snapshot: its folder.
        entries: ledger lines in it; compare with the ledger to see how many are not backed up.
        failed_at: when one failed after the last good one; None if none did.
        reason_vi: why, in Vietnamese; `reason_en` in English.
    """

    last_good_at: datetime | None = None
    snapshot: str = ""
    entries: int = 0
    failed_at: datetime | None = None
    reason_vi: str = ""
    reason_en: str = ""

    def age(self, now: datetime | None = None) -> timedelta | None:
        """Time since the last good backup; None if there is none."""
        return None if self.last_good_at is None else (now or datetime.now(UTC)) - self.last_good_at


def backup_state(home: Path) -> BackupState:
    """The state of a data folder; the empty one where nothing is known."""
    with suppress(OSError, ValueError, TypeError):
        fields = json.loads((home / STATE_FILE).read_text(encoding="utf-8"))
        for name in ("last_good_at", "failed_at"):
            fields[name] = datetime.fromisoformat(fields[name]) if fields[name] else None
        return BackupState(**fields)
    return BackupState()


def save_backup_state(home: Path, state: BackupState) -> None:
    """Keep the state; a full disk must not turn a good backup into a failed one."""
    fields = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(state).items()
    }
    with suppress(OSError):
        write_durably(home / STATE_FILE, json.dumps(fields, ensure_ascii=False).encode())
