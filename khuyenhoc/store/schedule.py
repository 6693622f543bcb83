"""Backups that make themselves while the dashboard runs, and after a machine was off."""

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from khuyenhoc.home import home_folder
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.backup_plan import backup_plan
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.rounds import Rounds

_log = logging.getLogger(__name__)

_AFTER_FAILURE = timedelta(hours=1)
_LOOK_SECONDS = 300


def backup_folder() -> Path:
    """Where backups go: the folder of the plan, else `KHUYENHOC_BACKUP_DIR`, else beside the data."""
    home = home_folder()
    return _named_folder(home) or home / "backups"


def _named_folder(home: Path) -> Path | None:
    named = backup_plan(home).folder or os.environ.get("KHUYENHOC_BACKUP_DIR")
    return Path(named) if named else None


class BackupSchedule(Rounds):
    """Makes a backup when the plan of the data folder says that one is due.

    Attributes:
        folder: where they go; None for the folder of the plan, looked up each time.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        first_after: float = 0,
        open_store: Callable[[], Database] = open_database,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__("backup", seconds=_LOOK_SECONDS, first_after=first_after)
        self.folder = folder
        self._open_store, self._now = open_store, now

    def look(self) -> None:
        """As `run_if_due`."""
        self.run_if_due()

    def is_due(self) -> bool:
        """Whether a backup is to be made now; after a failure not again within the hour.

        A shared store is backed up by the machine that has a folder named for it, not by each.
        """
        database = self._open_store()
        home = database.folder
        if database.engine.is_shared and not (self.folder or _named_folder(home)):
            return False
        state, now = backup_state(home), self._now()
        if state.failed_at is not None and now - state.failed_at < _AFTER_FAILURE:
            return False
        return backup_plan(home).is_due(state.last_good_at, now)

    def run_if_due(self) -> bool:
        """Make a backup if one is due.

        Returns:
            Whether one was made and found good; what went wrong stands in the backup state.
        """
        if not self.is_due():
            return False
        try:
            back_up(self._open_store(), self.folder or backup_folder())
        except StoreError as error:
            _log.warning("scheduled backup: %s", error.en)
            return False
        return True
