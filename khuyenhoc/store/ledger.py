"""Append-only list of everything that was done, each line carrying the hash of the one before.

The ledger is the truth: the database is what follows from it and the vault. It is read whole only
when something is wrong or is to be proved; otherwise the database says where its last applied line ends.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from khuyenhoc.store import durable
from khuyenhoc.store.errors import OutcomeUnknownError

FIRST_HASH = "0" * 64

# A line of a bulk approval of a large province has some 20 KB.
_LONGEST_LINE = 4 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """One line of the ledger.

    Attributes:
        position: 1 for the first line.
        end: offset of the byte after its newline.
        text: the line as it stands in the file, without its newline.
    """

    position: int
    end: int
    text: str

    @cached_property
    def entry(self) -> dict:
        """Its content."""
        return json.loads(self.text)

    @property
    def entry_id(self) -> str:
        """Key of the action; of a submission, its submission id."""
        return self.entry.get("entry_id") or self.entry["submission_id"]

    @property
    def action(self) -> str:
        """What was done: `submit`, `withdraw`, `workflow`, …."""
        return self.entry["action"]

    @property
    def hash(self) -> str:
        """The line's own hash, which the next line carries."""
        return self.entry["hash"]


@dataclass(frozen=True)
class Mark:
    """A place in the ledger: after a line, of which the hash is known; the start has position 0."""

    position: int = 0
    hash: str = FIRST_HASH
    end: int = 0


@dataclass(frozen=True)
class Reading:
    """What the ledger's file holds after a mark.

    Attributes:
        lines: up to the end, or to the first line that is damaged or does not follow from the one before.
        size: offset up to which the file is sound.
        torn: bytes after the last newline: a line cut short by a crash, never acknowledged.
        has_damage: a whole line is not what it should be.
    """

    lines: tuple[Line, ...]
    size: int
    torn: bytes
    has_damage: bool


class Ledger:
    """The ledger of one data folder, open for appending; one thread at a time."""

    def __init__(self, home: Path, mark: Mark) -> None:
        self.path = ledger_path(home)
        self._mark = mark
        self._is_certain = True

    @property
    def position(self) -> int:
        """Number of lines."""
        return self._mark.position

    @property
    def head(self) -> str:
        """Hash of the last line."""
        return self._mark.hash

    @property
    def applied(self) -> str:
        """Nothing: only the tables tell."""
        return ""

    def append(self, entry: dict[str, object]) -> Line:
        """Add an entry and wait until it is on the disk.

        Raises:
            OSError: it could not be added, and for certain is not in the file.
            OutcomeUnknownError: it could not be added and may be in the file all the same.
        """
        if not self._is_certain:
            raise OutcomeUnknownError(self.path.name)
        line = next_line(entry, self._mark)
        try:
            durable.append_at(self.path, self._mark.end, line.text.encode() + b"\n")
        except BaseException as error:
            self._undo(error)
            raise
        self._mark = Mark(line.position, line.hash, line.end)
        return line

    def _undo(self, cause: BaseException) -> None:
        """Cut off what a failed append left; without that nothing may be appended before a new look."""
        self._is_certain = False
        try:
            durable.cut_to(self.path, self._mark.end)
        except OSError:
            raise OutcomeUnknownError(cause) from cause
        self._is_certain = True

    def look_again(self) -> None:
        """After a failed append: find out whether its line is in the file, and cut it off if it is torn.

        Raises:
            OSError: the file cannot be read or cut.
            OutcomeUnknownError: the file holds something else.
        """
        if self._is_certain:
            return
        reading = read(self.path, self._mark)
        if reading.has_damage:
            durable.cut_to(self.path, self._mark.end)
        elif reading.torn:
            durable.cut_to(self.path, reading.size)
        if reading.lines:
            last = reading.lines[-1]
            self._mark = Mark(last.position, last.hash, last.end)
        self._is_certain = True

    def lines_after(self, mark: Mark) -> tuple[Line, ...]:
        """The lines after a mark."""
        return read(self.path, mark).lines

    def whole(self) -> Reading:
        """All of the file, each line checked."""
        return read(self.path)


def next_line(entry: dict[str, object], mark: Mark) -> Line:
    """The line that an entry becomes after a mark."""
    chained = {"position": mark.position + 1, **entry, "previous": mark.hash}
    chained["hash"] = line_hash(chained)
    text = json.dumps(chained, ensure_ascii=False, allow_nan=False)
    return Line(mark.position + 1, mark.end + len(text.encode()) + 1, text)


def read(path: Path, mark: Mark | None = None) -> Reading:
    """Read the ledger after a mark, checking that each line follows from the one before."""
    start = mark or Mark()
    if not path.exists():
        return Reading((), start.end, b"", has_damage=start.end > 0)
    with path.open("rb") as file:
        file.seek(start.end)
        return parse(file.read(), start)


def parse(content: bytes, start: Mark) -> Reading:
    """As `read`, of bytes that stand after a mark."""
    *whole, torn = content.split(b"\n")
    lines, previous, end = [], start.hash, start.end
    for raw in whole:
        line = _line(raw, start.position + len(lines) + 1, end + len(raw) + 1)
        if line is None or line.entry["previous"] != previous:
            return Reading(tuple(lines), end, torn, has_damage=True)
        lines.append(line)
        previous, end = line.hash, line.end
    return Reading(tuple(lines), end, torn, has_damage=False)


def _line(raw: bytes, position: int, end: int) -> Line | None:
    """A line if it is one: JSON with a hash that is right and a position that fits."""
    with suppress(ValueError, KeyError, TypeError):
        line = Line(position, end, raw.decode())
        if line.hash == line_hash(line.entry) and line.entry.get("position", position) == position:
            return line
    return None


def holds(path: Path, mark: Mark) -> bool:
    """Whether the line before a mark is in the file, sound and in its place."""
    if mark.position == 0:
        return True
    if not path.exists() or path.stat().st_size < mark.end:
        return False
    with path.open("rb") as file:
        start = max(0, mark.end - _LONGEST_LINE)
        file.seek(start)
        block = file.read(mark.end - start)
    if not block.endswith(b"\n"):
        return False
    line = _line(block[:-1].rsplit(b"\n", 1)[-1], mark.position, mark.end)
    return line is not None and line.hash == mark.hash


def follows(lines: Iterable[Line]) -> bool:
    """Whether lines make a whole ledger from the first on."""
    previous, end = FIRST_HASH, 0
    for position, line in enumerate(lines, start=1):
        sound = _line(line.text.encode(), position, end + len(line.text.encode()) + 1)
        if sound is None or sound.entry["previous"] != previous:
            return False
        previous, end = sound.hash, sound.end
    return True


def first_hash(home: Path) -> str:
    """Hash of the first line, which tells stores apart; empty where there is no sound line."""
    path = ledger_path(home)
    if not path.exists():
        return ""
    with path.open("rb") as file:
        lines = parse(file.readline(), Mark()).lines
    return lines[0].hash if lines else ""


def line_hash(entry: dict[str, object]) -> str:
    """SHA-256 over an entry's content without its own hash."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def ledger_path(home: Path) -> Path:
    """The ledger's file."""
    return home / "ledger.jsonl"
