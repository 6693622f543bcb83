"""Backups that make themselves while the dashboard runs, and after a machine was off."""

import logging
import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from khuyenhoc.home import home_folder
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.database import Database, open_database
from khuyenhoc.store.errors import StoreError

_log = logging.getLogger(__name__)

DAY = timedelta(days=1)
_AFTER_FAILURE = timedelta(hours=1)
_LOOK_SECONDS = 300


def backup_folder() -> Path:
    """Where scheduled backups go; `KHUYENHOC_BACKUP_DIR` should name another disk."""
    configured = os.environ.get("KHUYENHOC_BACKUP_DIR")
    return Path(configured) if configured else home_folder() / "backups"


class BackupSchedule:
    """Makes a backup as soon as the last good one is older than `every`.

    Attributes:
        every: a day, unless tests say otherwise.
    """

    def __init__(
        self,
        folder: Path,
        *,
        every: timedelta = DAY,
        open_store: Callable[[], Database] = open_database,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder, self.every = folder, every
        self._open_store, self._now = open_store, now
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look now and then, in a thread that does not keep the process alive; once is enough."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="backup", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread; a backup under way is finished first."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def is_due(self) -> bool:
        """Whether a backup is to be made now; after a failure not again within the hour."""
        state = backup_state(self._open_store().folder)
        age = state.age(self._now())
        if state.failed_at is not None and self._now() - state.failed_at < _AFTER_FAILURE:
            return False
        return age is None or age >= self.every

    def run_if_due(self) -> bool:
        """Make a backup if one is due.

        Returns:
            Whether one was made and found good; what went wrong stands in the backup state.
        """
        if not self.is_due():
            return False
        try:
            back_up(self._open_store(), self.folder)
        except StoreError as error:
            _log.warning("scheduled backup: %s", error.en)
            return False
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.run_if_due()
            except Exception:  # noqa: BLE001 - tomorrow's backup must not depend on today's fault
                _log.exception("the backup schedule goes on after")
            self._stop.wait(_LOOK_SECONDS)
