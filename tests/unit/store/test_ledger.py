"""The ledger by itself: a chain, never glued, never read whole to add a line."""

from pathlib import Path

import pytest

from khuyenhoc.store import ledger
from khuyenhoc.store.ledger import Ledger, Mark, follows, holds, ledger_path, read


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, Mark())


def fill(book: Ledger, count: int = 3) -> list[ledger.Line]:
    return [book.append({"action": "note", "entry_id": f"e{number}"}) for number in range(count)]


def test_lines_read_back_as_they_were_written(book: Ledger) -> None:
    lines = fill(book)
    reading = read(book.path)
    assert list(reading.lines) == lines
    assert (reading.torn, reading.has_damage) == (b"", False)
    assert reading.size == book.path.stat().st_size == lines[-1].end
    assert follows(lines)
    assert book.head == lines[-1].hash


def test_adding_a_line_reads_nothing(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(book)

    def refuse(*_: object) -> None:
        raise AssertionError("the ledger was read")

    monkeypatch.setattr(ledger, "read", refuse)
    monkeypatch.setattr(ledger, "parse", refuse)
    assert book.append({"action": "note", "entry_id": "x"}).position == 4


def test_reading_goes_on_after_a_mark(book: Ledger) -> None:
    first, second, third = fill(book)
    mark = Mark(first.position, first.hash, first.end)
    assert read(book.path, mark).lines == (second, third)
    assert book.lines_after(mark) == (second, third)
    assert holds(book.path, mark)
    assert not holds(book.path, Mark(1, first.hash, first.end + 1))
    assert not holds(book.path, Mark(2, first.hash, second.end))
    assert not holds(book.path, Mark(9, "x", 10**6))


def test_a_file_that_grew_elsewhere_takes_no_line(book: Ledger) -> None:
    fill(book)
    with book.path.open("ab") as file:
        file.write(b"half a line")
    size = book.path.stat().st_size
    with pytest.raises(OSError, match="expected"):
        book.append({"action": "note", "entry_id": "x"})
    assert size > read(book.path).size
    assert len(read(book.path).lines) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(b"e1", b"e9"),
        lambda text: text.replace(b'"position": 2', b'"position": 3'),
        lambda text: b"\n".join([*text.split(b"\n")[:1], *text.split(b"\n")[2:]]),
        lambda text: text.replace(b'{"position": 2', b"{position: 2"),
        lambda text: b"\n".join(sorted(text.split(b"\n")[:-1], reverse=True)) + b"\n",
    ],
)
def test_any_change_breaks_the_chain(book: Ledger, damage: object) -> None:
    fill(book)
    book.path.write_bytes(damage(book.path.read_bytes()))
    assert read(book.path).has_damage
    assert len(read(book.path).lines) < 3


def test_stores_are_told_apart_by_their_first_line(book: Ledger, tmp_path: Path) -> None:
    assert ledger.first_hash(tmp_path) == ""
    first = fill(book)[0]
    assert ledger.first_hash(tmp_path) == first.hash
    ledger_path(tmp_path).write_bytes(b"\xff\n")
    assert ledger.first_hash(tmp_path) == ""
