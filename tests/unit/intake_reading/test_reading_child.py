"""The process that a file is read in: it may crash, hang or answer by halves, and nothing follows from it."""

import json
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from crafted_files import (
    lying_xlsx,
    sheet_xml,
    text_cell,
    xlsx,
)

from khuyenhoc.intake import reader
from khuyenhoc.intake.children import parse_in_child
from khuyenhoc.intake.reader import read_workbook
from khuyenhoc.intake.refusals import Refused


def child(tmp_path: Path, code: str) -> Path:
    """Another child, with our limits where it asks for them."""
    script = tmp_path / "child.py"
    script.write_text(textwrap.dedent(code), encoding="utf-8")
    return script


def failure(script: Path, seconds: float = 20) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        parse_in_child("xlsx", b"", seconds=seconds, script=script)
    return caught.value.finding.rule, caught.value.detail


def test_a_crash_becomes_a_refusal(tmp_path: Path) -> None:
    rule, detail = failure(child(tmp_path, "import os; os.abort()"))
    assert rule == "parser_failed"
    assert detail.startswith("exit code")


def test_a_hang_becomes_a_refusal(tmp_path: Path) -> None:
    start = time.perf_counter()
    assert failure(child(tmp_path, "import time; time.sleep(60)"), seconds=0.3)[0] == "parser_failed"
    assert time.perf_counter() - start < 5


def test_half_an_answer_becomes_a_refusal(tmp_path: Path) -> None:
    assert failure(child(tmp_path, """print('{"sheets": [{"name"')"""))[0] == "parser_failed"
    assert failure(child(tmp_path, """print('{"failed": "panic"}')""")) == ("parser_failed", "panic")
    for answer in ("[]", "{}", "null", '{"refused": {"severity": "error"}}', '{"refused": 5}'):
        assert failure(child(tmp_path, f"print({answer!r})"))[0] == "parser_failed"


def test_the_child_sees_neither_the_environment_nor_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_workbook(xlsx(), "a.xlsx").sheets[0].rows == ((1,),)


def limited(code: str) -> subprocess.CompletedProcess:
    """Run code after the child's own limits were set."""
    script = f"from khuyenhoc.intake import reader_child\nreader_child.limit_self()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        cwd=Path(reader.__file__).parents[2],
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_memory_is_bounded() -> None:
    assert limited("bytearray(2_000_000_000)").returncode != 0
    assert b"MemoryError" in limited("bytearray(2_000_000_000)").stderr
    assert limited("bytearray(500_000_000)").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_the_child_cannot_write_files(tmp_path: Path) -> None:
    limited(f"open({str(tmp_path / 'x')!r}, 'w').write('x' * 100)")
    assert (tmp_path / "x").read_bytes() == b""


def test_a_file_that_makes_the_parser_run_out_of_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The guard refuses this one; here it is handed to the parser all the same.
    two_corners = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    with pytest.raises(Refused) as caught:
        parse_in_child("xlsx", xlsx(two_corners))
    assert caught.value.finding.rule == "parser_failed"


def test_the_answer_survives_what_the_parser_prints() -> None:
    # A panic prints; the answer must come whole.
    answer = parse_in_child("xlsx", xlsx())
    assert json.loads(json.dumps(answer))[0]["rows"] == [[1]]


@pytest.mark.parametrize("place", range(120, 700, 23))
def test_no_mutation_crashes_or_loses_cells(place: int) -> None:
    content = bytearray(
        lying_xlsx(
            "xl/worksheets/sheet1.xml", sheet_xml(f'<row r="1">{text_cell("A1", "Hội")}</row>').encode()
        )
    )
    content[place] ^= 0x55
    try:
        workbook = read_workbook(bytes(content), "a.xlsx")
    except Refused:
        return
    assert workbook.sheets[0].rows == (("Hội",),)
