"""Exports of other software through a mapping: invented columns, made-up ids, nobody's data."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from khuyenhoc.cli import main
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.adapter import Adapted, MappingError, adapt, adapting, read_mapping
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.store.opened import close_database

EXAMPLES = PROJECT_FOLDER / "data" / "adapters"
LIST = (EXAMPLES / "vi_du_cong_dan_hoc_tap.toml").read_text(encoding="utf-8")
TOTALS = (EXAMPLES / "vi_du_tong_hop_theo_xa.toml").read_text(encoding="utf-8")
BAC, TAY, NAM = "reform-22333", "reform-22390", "reform-22366"
PERIOD = Period.parse("2026-Q3")
HEADINGS = ["Mã hồ sơ", "Mã xã", "Tên xã", "Năm đánh giá", "Kết quả"]
ROWS = [
    ["HS-0001", "22333", "Phường Bắc Nha Trang", 2026, "Đạt"],
    ["HS-0001", "22333", "Phường Bắc Nha Trang", 2026, "đạt"],
    ["HS-0002", 22333, "", 2026, "Chưa đạt"],
    ["HS-0003", None, "P. Tây Nha Trang", 2026, "Chưa đạt"],
    ["HS-0004", "22390", "Phường Tây Nha Trang", 2025, "Đạt"],
    ["HS-0005", "00004", "Phường Ba Đình", 2026, "Đạt"],
]
TOTAL_ROWS = [
    ["BẢNG TỔNG HỢP", None, None],
    [None, None, None],
    ["Xã, phường", "Số đăng ký", "Quỹ (triệu đồng)"],
    ["Phường Bắc Nha Trang", 120, "1,5"],
    ["Phường Tây Nha Trang", 0, None],
    ["Tổng cộng", 120, "1,5"],
]


def workbook(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def adapted(content: bytes, mapping: str = LIST, name: str = "xuat.xlsx") -> Adapted:
    return adapt(content, name, mapping, "reform-56", PERIOD)


def rules(found: Adapted) -> list[str]:
    assert not found.figures
    return [finding.rule for finding in found.findings]


def test_a_list_is_counted_by_unit_and_each_file_once() -> None:
    found = adapted(workbook([HEADINGS, *ROWS]))
    assert found.findings == ()
    assert found.rows == 5
    assert found.figures == {
        (BAC, "citizens_registered"): 2,
        (BAC, "citizens_recognised"): 1,
        (TAY, "citizens_registered"): 1,
        (TAY, "citizens_recognised"): 0,
    }


def test_delimited_text_is_counted_as_well() -> None:
    lines = [";".join("" if value is None else str(value) for value in row) for row in [HEADINGS, *ROWS]]
    found = adapted("\n".join(lines).encode(), name="xuat.csv")
    assert found.figures[BAC, "citizens_registered"] == 2


def test_totals_are_summed_in_dong_and_nothing_is_not_zero() -> None:
    found = adapted(workbook(TOTAL_ROWS, "Tổng hợp"), TOTALS)
    assert found.findings == ()
    assert found.figures == {
        (BAC, "citizens_registered"): 120,
        (BAC, "fund_raised"): 1_500_000,
        (TAY, "citizens_registered"): 0,
    }


def test_people_may_only_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column with marks of people passes the counting child, whose answer holds none of it."""
    numbers = [f"09000000{row:02}" for row in range(30)]
    rows = [["Số điện thoại", *HEADINGS]]
    rows += [[number, f"HS-{row:04}", "22333", "", 2026, "Đạt"] for row, number in enumerate(numbers)]
    answers = []
    real = adapting.parse_in_child

    def overhear(*arguments: object, **options: object) -> list[dict]:
        answers.append(real(*arguments, **options))
        return answers[-1]

    monkeypatch.setattr(adapting, "parse_in_child", overhear)
    assert adapted(workbook(rows)).figures[BAC, "citizens_registered"] == 30
    left = json.dumps(answers)
    assert "HS-" not in left
    assert "9000000" not in left
    summing = LIST.replace("counts_rows = true", "counts_rows = false").replace(
        'distinct = "Mã hồ sơ"', 'sum_of = "Năm đánh giá"'
    )
    assert rules(adapted(workbook(rows), summing)) == ["personal_data"]


def test_a_refused_list_is_not_quoted() -> None:
    found = adapted(workbook([HEADINGS, ["HS-0001 ngư\ufffdi", "22333", "", 2026, "Đạt"]]))
    assert rules(found) == ["adapter_not_read"]
    assert "letters_lost" in found.findings[0].message_en
    assert "HS-0001" not in repr(found)
    assert "ngư" not in repr(found).replace("người", "")
    assert rules(adapted(b"PK\x03\x04 broken")) == ["adapter_not_read"]


def test_rows_of_nobody_are_refused_and_named_by_number_alone() -> None:
    strict = LIST.replace('other_units = "skip"', 'other_units = "refuse"')
    found = adapted(workbook([HEADINGS, *ROWS]), strict)
    assert rules(found) == ["adapter_unknown_units"]
    assert "7" in found.findings[0].message_vi
    assert "Ba Đình" not in repr(found)


def test_what_is_wrong_with_an_export_is_said() -> None:
    assert rules(adapted(workbook([HEADINGS[1:], ["22333", "", 2026, "Đạt"]]))) == ["adapter_missing_column"]
    assert rules(adapted(workbook([[*HEADINGS, "Mã xã"], *ROWS]))) == ["adapter_missing_column"]
    assert rules(adapted(workbook([HEADINGS, ["HS-1", "22333", "", 2020, "Đạt"]]))) == [
        "adapter_nothing_counted"
    ]
    words = [*TOTAL_ROWS[:3], ["Phường Bắc Nha Trang", "nhiều", 1], ["Phường Tây Nha Trang", 5, 2]]
    found = adapted(workbook(words, "Tổng hợp"), TOTALS)
    assert [(one.rule, one.cell) for one in found.findings] == [("adapter_not_a_number", "B4")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format = 1", "format = 2"),
        ("counts_rows = true", "counts_rows = 1"),
        ("counts_rows = true", "counts_row = true"),
        ('element = "citizens_registered"', 'element = "citizens"'),
        ('element = "citizens_registered"', 'element = "citizens_recognised"'),
        ('element = "citizens_registered"', 'element = "citizens_registered"\nsum_of = "Kết quả"'),
        ('is_one_of = ["2026"]', "is_one_of = []"),
        ('is_one_of = ["2026"]', 'is_one_of = ["1"]\nis_none_of = ["2"]'),
        ('other_units = "skip"', 'other_units = "perhaps"'),
        ('code_column = "Mã xã"\nname_column = "Tên xã"', ""),
        ("heading_row = 1", "heading_row = 0"),
        ("format = 1", "format ="),
    ],
)
def test_a_slip_in_the_mapping_is_an_error(before: str, after: str) -> None:
    assert before in LIST
    with pytest.raises(MappingError) as caught:
        read_mapping(LIST.replace(before, after, 1))
    assert caught.value.vi != caught.value.en


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_examples_can_be_read(path: Path) -> None:
    assert read_mapping(path.read_text(encoding="utf-8")).elements


def test_the_form_goes_the_usual_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / "home"))
    export, mapping, form = tmp_path / "xuat.xlsx", tmp_path / "m.toml", tmp_path / "bao_cao.xlsx"
    export.write_bytes(workbook([HEADINGS, *ROWS]))
    mapping.write_text(LIST, encoding="utf-8")
    command = ["adapt", str(export), "--mapping", str(mapping), "--out", str(form), "--json"]
    assert main([*command, "--period", "2026-Q3"]) == 0
    assert json.loads(capsys.readouterr().out)["units"] == 2
    verdict = check_report(form.read_bytes(), form.name)
    assert (verdict.province_id, verdict.period) == ("reform-56", PERIOD)
    assert {(one.org_unit_id, one.data_element): one.value for one in verdict.values} == adapted(
        export.read_bytes()
    ).figures
    form.unlink()
    assert main([*command, "--period", "2024-Q1", "--province", "99"]) == 2
    mapping.write_text(LIST.replace("Mã hồ sơ", "Không có cột này"), encoding="utf-8")
    assert main([*command, "--period", "2026-Q3"]) == 1
    mapping.write_text("format = 3")
    assert main([*command, "--period", "2026-Q3"]) == 2
    assert not form.exists()
    close_database()
