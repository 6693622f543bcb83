"""`restate` and `crosswalk` on figures that can be worked out by hand (see tests/queries/conftest.py)."""

import json
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc.cli import main
from khuyenhoc.store.opened import close_database, open_database
from tests.queries.conftest import fill_with_examples


@pytest.fixture
def filled_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    fill_with_examples(open_database())
    yield
    close_database()


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def restate(capsys: pytest.CaptureFixture[str], province: str, period: str, lens: str) -> dict:
    given = ("--province", province, "--data-element", "members", "--period", period, "--lens", lens)
    return answer(capsys, "restate", *given)


@pytest.mark.usefixtures("filled_home")
def test_restated_values_are_whole_and_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = restate(capsys, "56", "2025-Q1", "current")
    assert found["province"] == "legacy-56"
    values = {value["unit"]: value for value in found["values"]}
    assert {unit: value["value"] for unit, value in values.items()} == {
        "22333": 41,
        "22366": 34,
        "22390": 41,
        "22402": 34,
    }
    assert values["22333"]["method"] == "estimate"
    assert values["22333"]["estimated_share"] == 1.0
    assert len(found["without_value"]) == 41 - 4


@pytest.mark.usefixtures("filled_home")
@pytest.mark.parametrize("lens", ["reported", "current", "former", "comparable"])
def test_totals_hold_under_every_lens(capsys: pytest.CaptureFixture[str], lens: str) -> None:
    for period, total in [("2025-Q1", 160), ("2025-Q3", 80)]:
        found = restate(capsys, "reform-56", period, lens)
        assert sum(value["value"] for value in found["values"]) == total


@pytest.mark.usefixtures("filled_home")
def test_exact_where_whole_reports_were_added(capsys: pytest.CaptureFixture[str]) -> None:
    found = restate(capsys, "56", "2025-Q3", "former")
    (value,) = found["values"]
    assert (value["unit"], value["value"], value["method"], value["estimated_share"]) == (
        "568",
        80,
        "exact",
        0.0,
    )
    assert (value["reported_sources"], value["expected_sources"]) == (2, 4)


@pytest.mark.usefixtures("filled_home")
@pytest.mark.parametrize(
    "wrong", [("99", "members", "2025-Q1"), ("56", "nothing", "2025-Q1"), ("56", "members", "soon")]
)
def test_wrong_calls_are_told(capsys: pytest.CaptureFixture[str], wrong: tuple[str, str, str]) -> None:
    province, element, period = wrong
    given = ["--province", province, "--data-element", element, "--period", period, "--lens", "current"]
    assert main(["restate", *given]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize("origin", ["568", "legacy-568", "Nha Trang", "TP. Nha Trang", "thanh pho nha trang"])
def test_a_unit_by_code_id_or_name(capsys: pytest.CaptureFixture[str], origin: str) -> None:
    links = answer(capsys, "crosswalk", origin, "reform")["links"]
    assert {link["to_code"] for link in links} == {"22333", "22366", "22390", "22402"}
    assert {link["method"] for link in links} == {"estimate"}
    assert sum(link["weight"] for link in links) == 1.0


def test_one_pair(capsys: pytest.CaptureFixture[str]) -> None:
    (link,) = answer(capsys, "crosswalk", "legacy-00007", "reform-00025")["links"]
    assert (link["weight"], link["basis"], link["confidence"]) == (0.245, "area", "medium")
    assert link["event_date"] == "2025-07-01"


def test_backwards_from_a_present_unit(capsys: pytest.CaptureFixture[str]) -> None:
    links = answer(capsys, "crosswalk", "legacy", "reform-22834")["links"]
    assert [link["from_code"] for link in links] == ["22777", "22834", "586", "582"]


def test_an_unknown_unit_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crosswalk", "Nowhere", "reform"]) == 2
    assert "Nowhere" in capsys.readouterr().err


def test_the_workbook_holds_the_whole_country(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.xlsx"
    assert main(["crosswalk", "--xlsx", str(path)]) == 0
    book = openpyxl.load_workbook(path, read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert [*sheets] == ["Tỉnh", "Huyện cũ sang xã", "Xã cũ sang xã", "Vùng so sánh được", "Ghi chú"]
    provinces, districts, communes, areas, notes = sheets.values()
    assert len(provinces) == 1 + 63
    assert len({row[0] for row in districts[1:]}) == 696
    assert len({row[0] for row in communes[1:]}) == 10_040
    assert len(areas) == 1 + 696 + 3_321
    assert notes[0][0] == "Bảng này là gì"
    shares = [row[7] for row in communes[1:] if row[0] == "00007"]
    assert shares == [0.755, 0.245]
