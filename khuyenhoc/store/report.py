"""What opening the store found and mended, for the administrator's page."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

REPORTS_FILE = "recovery.jsonl"


@dataclass(frozen=True)
class RecoveryEvent:
    """One thing that was found.

    Attributes:
        kind: `wal_quarantined`, `database_quarantined`, `replayed`, `rebuilt`, `ledger_cut`,
            `ledger_mended`, `migrated`, `adopted`, `reopened`, `refused`.
        vi: in words.
        en: in words.
        is_alarm: somebody should look at it; a migration, say, is none.
    """

    kind: str
    vi: str
    en: str
    is_alarm: bool = True


@dataclass
class RecoveryReport:
    """Everything that one opening found; empty when all was well.

    Attributes:
        at: when, ISO, UTC.
    """

    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    events: list[RecoveryEvent] = field(default_factory=list)

    def add(self, kind: str, vi: str, en: str, *, is_alarm: bool = False) -> None:
        """Note an event."""
        self.events.append(RecoveryEvent(kind, vi, en, is_alarm))

    @property
    def has_alarm(self) -> bool:
        """Whether somebody should look."""
        return any(event.is_alarm for event in self.events)

    @property
    def kinds(self) -> list[str]:
        """The kinds of its events, in order."""
        return [event.kind for event in self.events]

    def save(self, home: Path) -> None:
        """Add it to the folder's reports, unless nothing happened; never in the way of opening the store."""
        if not self.events:
            return
        content = {"at": self.at, "events": [vars(event) for event in self.events]}
        with suppress(OSError), (home / REPORTS_FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(content, ensure_ascii=False) + "\n")


def recovery_reports(home: Path) -> list[RecoveryReport]:
    """The reports of a data folder, newest first; a line cut short by a crash is left out."""
    path = home / REPORTS_FILE
    if not path.exists():
        return []
    reports = []
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError, KeyError, TypeError):
            content = json.loads(text)
            reports.append(
                RecoveryReport(content["at"], [RecoveryEvent(**event) for event in content["events"]])
            )
    return reports[::-1]
