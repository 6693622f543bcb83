"""The command line: JSON, exit codes, words for people."""

import json
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc.cli import main
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.confirmed import unit_key
from khuyenhoc.store.opened import close_database, open_database
from khuyenhoc.store.wordings import UNIT, Wording, remember

DEMO = PROJECT_FOLDER / "data" / "demo"
SAMPLES = PROJECT_FOLDER / "tests" / "data" / "samples"
QUARTERS = [DEMO / f"demo_khanh_hoa_cu_2024_q{quarter}.xlsx" for quarter in (1, 2, 3, 4)]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    yield
    close_database()


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_check_prints_what_would_be_stored(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", QUARTERS[0], "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["verdict"], answer["province"], answer["period"], answer["vintage"]) == (
        "accepted",
        "56",
        "2024-Q1",
        "legacy",
    )
    assert len({value["unit"] for value in answer["values"]}) == 9
    assert set(answer["values"][0]) == {"unit", "data_element", "value", "cell"}


def test_check_of_a_rejected_file_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", SAMPLES / "khanh_hoa_2025_q1_sai.xlsx", "--json")
    assert code == 1
    assert [(item["severity"], item["cell"]) for item in json.loads(out)["findings"]] == [
        ("error", "Bieu 01!K12")
    ]


def test_import_of_a_rejected_file_stores_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "import", SAMPLES / "khanh_hoa_2025_q1_sai.xlsx")
    assert code == 1
    assert "Chưa lưu gì" in out
    assert run(capsys, "submissions", "--json")[1].strip() == "[]"


def test_year_of_four_quarters_adds_up_to_the_published_totals(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "import", *QUARTERS, "--json")
    assert code == 0
    assert len({item["receipt"] for item in json.loads(out)}) == 4
    code, out, _ = run(
        capsys,
        "query",
        "yearly_totals",
        "--param",
        "province_ids=legacy-56",
        "--param",
        "year=2024",
        "--format",
        "json",
    )
    totals = {row["data_element"]: row["value"] for row in json.loads(out)}
    assert code == 0
    assert totals["fund_raised"] == 22_000_000_000
    assert totals["scholarships"] + totals["rewards"] + totals["hardship_grants"] == 86_900
    assert totals["adult_grants"] == 1_210


def test_same_file_twice_gives_the_same_receipt(capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(run(capsys, "import", QUARTERS[0], "--json")[1])
    again = json.loads(run(capsys, "import", QUARTERS[0], "--json")[1])
    assert first["receipt"] == again["receipt"]


def test_query_says_which_parameters_it_wants(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "query", "yearly_totals", "--param", "year=2024")
    assert code == 2
    assert "province_ids, year" in err


def test_scope_narrows_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", QUARTERS[0])
    assert run(capsys, "query", "submissions", "--province", "legacy-58", "--json")[1].strip() == "[]"
    assert len(json.loads(run(capsys, "query", "submissions", "--province", "legacy-56", "--json")[1])) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("check", "no-such-file.xlsx"), "Không đọc được tệp"),
        (("check", QUARTERS[0], "--period", "2024-Q7"), "Kỳ báo cáo không hợp lệ"),
        (("check", QUARTERS[0], "--province", "99"), "Không có tỉnh nào mang mã 99"),
        (("query", "nothing"), "Không có truy vấn này"),
    ],
)
def test_wrong_calls_exit_with_2_and_say_why(
    capsys: pytest.CaptureFixture[str], arguments: tuple, word: str
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert word in err


def test_demo_fills_only_an_empty_store(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "demo", "--json")
    assert code == 0
    assert len(json.loads(out)) == 19
    assert run(capsys, "demo")[0] == 2
    assert run(capsys, "demo", "--if-empty")[0] == 0


def hidden_copy(folder: Path) -> Path:
    workbook = openpyxl.load_workbook(QUARTERS[0])
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.create_sheet("Trống")
    workbook.active = 1
    workbook.save(folder / "an.xlsx")
    return folder / "an.xlsx"


def test_a_hidden_sheet_is_read_when_it_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = hidden_copy(tmp_path)
    code, out, _ = run(capsys, "check", path, "--json")
    answer = json.loads(out)
    assert (code, answer["verdict"], answer["hidden_sheets"]) == (1, "rejected", ["Bieu 01"])
    code, out, _ = run(capsys, "check", path, "--sheet", "Bieu 01", "--json")
    assert (code, json.loads(out)["verdict"]) == (0, "accepted")
    code, _, error = run(capsys, "check", QUARTERS[0], "--sheet", "Bieu 99")
    assert code == 2
    assert "không có trang ẩn nào tên “Bieu 99”" in error


def test_check_and_import_use_what_was_confirmed_before(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(QUARTERS[0])
    name = next(cell for cell in workbook.worksheets[0]["B"] if "Nha Trang" in str(cell.value))
    name.value = "Thành phố biển"
    workbook.save(tmp_path / "la.xlsx")
    assert run(capsys, "check", tmp_path / "la.xlsx")[0] == 1
    wording = Wording(UNIT, "", unit_key("Thành phố biển"), "Thành phố biển", "legacy-568")
    remember(open_database(), "legacy-56", [wording], by="Bà Lan")
    code, out, _ = run(capsys, "check", tmp_path / "la.xlsx", "--json")
    assert code == 0
    assert ("unit_confirmed", f"Bieu 01!{name.coordinate}") in [
        (finding["rule"], finding["cell"]) for finding in json.loads(out)["findings"]
    ]
    assert run(capsys, "import", tmp_path / "la.xlsx")[0] == 0
