"""The command that writes forms, and the blank forms kept in the project."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc.cli import main
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.opened import close_database
from scripts.build_forms import build

FORMS = PROJECT_FOLDER / "data" / "forms"
DEMO = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_cu_2024_q1.xlsx"


def cells(content: bytes) -> list[list[tuple[str, object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        [(cell.coordinate, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        for sheet in book.worksheets
    ]


def test_form_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bieu.xlsx"
    arguments = ["form", "--province", "56", "--period", "2026-Q3", "--out", str(path)]
    assert main([*arguments, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "file": str(path),
        "province": "56",
        "period": "2026-Q3",
        "units": 65,
        "bytes": path.stat().st_size,
    }
    assert main(arguments) == 0
    assert "Tỉnh Khánh Hòa" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--province", "57", "--period", "2026-Q3"], "không có tỉnh nào mang mã 57"),
        (["--province", "56", "--period", "Q3"], "Kỳ báo cáo không hợp lệ"),
        (["--province", "56", "--period", "2026-Q3", "--elements", "members,nothing"], "nothing"),
    ],
)
def test_wrong_call_is_explained(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bieu.xlsx"
    assert main(["form", *arguments, "--out", str(path)]) == 2
    assert words in capsys.readouterr().err
    assert not path.exists()


def test_stored_period_is_shown_beside_the_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    path = tmp_path / "bieu.xlsx"
    try:
        assert main(["import", str(DEMO), "--accept-warnings", "An"]) == 0
        arguments = ["--province", "56", "--period", "2024-Q2", "--last", "2024-Q1", "--out", str(path)]
        assert main(["form", *arguments]) == 0
    finally:
        close_database()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    population = sheet["D11"]
    assert (population.value, population.comment.text) == (None, "Kỳ trước: 424.610")


def test_blank_forms_are_those_that_the_script_builds(tmp_path: Path) -> None:
    built = build(tmp_path)
    assert sorted(path.name for path in built) == sorted(path.name for path in FORMS.glob("*.xlsx"))
    for path in built:
        assert cells(path.read_bytes()) == cells((FORMS / path.name).read_bytes())
