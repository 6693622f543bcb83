"""One process for each file, the next one waiting; hidden rows and columns are seen in every format."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from khuyenhoc.intake import children
from khuyenhoc.intake.child_answer import read_answer, write_answer
from khuyenhoc.intake.children import parse_in_child
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import DAMAGED_FILE, Refused
from tests.unit.intake_reading.crafted_files import ods, xlsb, xlsx

ROW = '<c r="A{0}"><v>1</v></c><c r="B{0}"><v>2</v></c>'


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the processes that are started, with none waiting at first."""
    if timer := children._SPARE._timer:  # of the file before this test
        timer.cancel()
        timer.join()
    children._SPARE.dismiss()
    pids = []
    start = children._start

    def noted(*args: object) -> object:
        process = start(*args)
        pids.append(process.pid)
        return process

    monkeypatch.setattr(children, "_start", noted)
    return pids


def parse_and_rest() -> list[dict]:
    """Parse a file, and let the time pass after which the next one's process waits."""
    sheets = parse_in_child("xlsx", xlsx())
    children._SPARE._timer.join()
    return sheets


def test_each_file_has_a_process_of_its_own(started: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_REST_SECONDS", 0)
    for _ in range(3):
        assert parse_and_rest()[0]["rows"] == [[1]]
    # The first, and after each file the next one.
    assert len(set(started)) == len(started) == 4


def test_files_that_come_at_once_have_one_each_and_none_waits(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_REST_SECONDS", 600)
    for _ in range(3):
        assert parse_in_child("xlsx", xlsx())[0]["rows"] == [[1]]
    assert len(set(started)) == len(started) == 3
    assert children._SPARE._waiting is None
    children._SPARE.dismiss()


def test_a_process_that_died_while_waiting_is_replaced(
    started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_REST_SECONDS", 0)
    parse_and_rest()
    children._SPARE._waiting.kill()
    children._SPARE._waiting.wait()
    assert parse_in_child("xlsx", xlsx())[0]["rows"] == [[1]]


def test_a_file_that_breaks_its_process_leaves_the_next_one_alone(started: list[int]) -> None:
    with suppress(Refused):
        parse_in_child("xlsx", b"no workbook at all")
    assert parse_in_child("xlsx", xlsx())[0]["rows"] == [[1]]


def hidden(content: bytes, name: str) -> tuple[set[int], set[int]]:
    sheet = read_workbook(content, name).sheets[0]
    return set(sheet.hidden_rows), set(sheet.hidden_columns)


def test_hidden_parts_of_an_xlsx() -> None:
    rows = f'<row r="1">{ROW.format(1)}</row><row r="2" spans="1:2" hidden="1">{ROW.format(2)}</row>'
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="3" width="0" hidden="1"/></cols>'
    content = xlsx(rows)
    assert hidden(content, "a.xlsx") == ({2}, set())
    # Without an address a cell is read the exact way.
    exact = rows.replace('<c r="A1">', "<c>")
    assert hidden(xlsx(exact), "a.xlsx") == ({2}, set())
    assert hidden(xlsx(rows, before=columns), "a.xlsx") == ({2}, {2, 3})
    assert hidden(xlsx(exact, before=columns), "a.xlsx") == ({2}, {2, 3})


def test_hidden_parts_of_an_ods() -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    )
    table = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:number-rows-repeated="2">{cell}{cell}</table:table-row>'
        f'<table:table-row table:visibility="filter" table:number-rows-repeated="2">{cell}{cell}'
        "</table:table-row>"
    )
    assert hidden(ods(table), "a.ods") == ({3, 4}, {2})


def test_hidden_parts_of_an_xlsb() -> None:
    content = xlsb([(1, 2), (3, 4)], hidden_row=1, hidden_column=0)
    assert hidden(content, "a.xlsb") == ({2}, {1})


def test_what_is_done_meanwhile_is_done_once() -> None:
    done = []
    assert parse_in_child("xlsx", xlsx(), meanwhile=lambda: done.append(1))[0]["rows"] == [[1]]
    assert done == [1]


def test_a_refusal_meanwhile_ends_the_process(started: list[int]) -> None:
    def refuse() -> None:
        raise Refused(DAMAGED_FILE.at(""))

    with pytest.raises(Refused) as caught:
        parse_in_child("xlsx", xlsx(), meanwhile=refuse)
    assert caught.value.finding.rule == DAMAGED_FILE.rule
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


def test_a_process_that_answers_and_stays_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "child.py"
    lines = ("import os, time", "os.write(1, b'{\"sheets\": []}')", "os.close(1)", "time.sleep(60)")
    script.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Refused, match="parser_failed"):
        parse_in_child("xlsx", xlsx(), seconds=0.5, script=script)


@pytest.mark.parametrize(
    "answer",
    [
        {"sheets": [{"rows": [["Đơn vị", 1, 2.5, None, True]], "special": [(1, 2, "date", "2025-01-02")]}]},
        {"sheets": [[10**30, -(10**20)]]},
        {"sheets": ["half a character: \ud83d"]},
        {"failed": "x"},
    ],
)
def test_an_answer_comes_back_as_it_was(answer: dict) -> None:
    # Pairs come back as lists, as in any JSON.
    assert read_answer(write_answer(answer)) == json.loads(json.dumps(answer))
