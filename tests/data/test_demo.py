"""The demo's workbooks: published totals, identities, names, marks."""

import csv
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise

import openpyxl
import pytest

from tests.data.demo_tables import (
    COMMUNE_FILES,
    DEMO,
    FILES,
    HEADINGS,
    MODELS,
    REFERENCE,
    ROOT,
    contents,
    entry,
    files_of,
    manifest,
    rate,
    sums,
    table,
)

MARK = "SỐ LIỆU MINH HỌA - KHÔNG PHẢI SỐ LIỆU THẬT (synthetic demo data)"
CORRECTION = "demo_khanh_hoa_2026_q1_dinh_chinh.xlsx"
LATE = "demo_khanh_hoa_2026_q2_bo_sung.xlsx"
TEXT_NUMBERS = "demo_khanh_hoa_2026_q2.xlsx"
LAST_LEGACY = ("demo_khanh_hoa_cu_2025_q2.xlsx", "demo_ninh_thuan_cu_2025_q2.xlsx")
AWARDS = ("scholarships", "rewards", "hardship_grants", "adult_grants")
SOURCES = tuple(element for element in HEADINGS.values() if element.startswith("fund_raised_"))
OLD_2024 = [row["file"] for row in files_of("56", "legacy") if row["period"].startswith("2024")]


class TestPublishedTotals:
    def test_fund_raised_in_2024(self):
        assert sum(sums(file, "fund_raised") for file in OLD_2024) == 22_000_000_000

    def test_awards_of_2024(self):
        assert sum(sums(file, "scholarships", "rewards", "hardship_grants") for file in OLD_2024) == 86_900
        assert sum(sums(file, "adult_grants") for file in OLD_2024) == 1_210

    def test_value_of_awards_of_2024_is_covered_by_spending_and_balances(self):
        value = sum(sums(file, *(f"{kind}_amount" for kind in AWARDS)) for file in OLD_2024)
        spent = sum(sums(file, "fund_spent") for file in OLD_2024)
        assert value == 32_100_000_000
        assert value <= spent <= sums(OLD_2024[0], "fund_opening") + 22_000_000_000

    @pytest.mark.parametrize(
        ("model", "published"),
        [("families", 82.1), ("clans", 80.3), ("communities", 95.6), ("units", 96.0), ("citizens", 54.2)],
    )
    def test_rates_of_old_khanh_hoa(self, model, published):
        quarters = [rate([row["file"]], model) for row in files_of("56", "legacy")]
        assert quarters[-1] == pytest.approx(published, abs=0.1)
        assert quarters == sorted(quarters)
        assert quarters[0] < published - 2

    @pytest.mark.parametrize("model", ["families", "clans", "communities", "units", "citizens"])
    def test_the_present_province_goes_on_without_a_jump(self, model):
        before = rate(LAST_LEGACY, model)
        for file in (file for file in COMMUNE_FILES if file not in {CORRECTION, LATE}):
            assert abs(rate([file], model) - before) < 2
            before = rate([file], model)

    def test_populations(self):
        assert 1_240_000 < sums(LAST_LEGACY[0], "population") < 1_270_000
        assert 590_000 < sums(LAST_LEGACY[1], "population") < 610_000


@pytest.mark.parametrize("file", FILES)
class TestEveryFile:
    def test_marked_synthetic_on_the_sheet_and_in_its_properties(self, file):
        book = openpyxl.load_workbook(DEMO / file)
        assert book.active["A3"].value == MARK
        assert book.properties.title == MARK

    def test_period_in_title(self, file):
        year, quarter = re.fullmatch(r"(\d{4})-Q(\d)", entry(file)["period"]).groups()
        roman = ("I", "II", "III", "IV")[int(quarter) - 1]
        assert re.search(rf"QUÝ {roman}(/| NĂM ){year}\b", table(file).title)

    def test_signature_holds_roles_and_no_names(self, file):
        place, *roles = table(file).texts_after
        assert re.fullmatch(r"(Khánh Hòa|Ninh Thuận), ngày \d+ tháng \d+ năm \d{4}", place)
        assert roles == ["Người lập biểu", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]

    def test_units_with_figures_have_all_of_them(self, file):
        required = {e for e in table(file).elements.values() if not e.endswith("_rate")}
        for code, values in table(file).units.items():
            assert not values or required <= values.keys(), code
            assert bool(values) == (table(file).remarks[code] != "Chưa thành lập Hội"), code

    def test_total_is_the_sum_of_units(self, file):
        read = table(file)
        if file in {CORRECTION, LATE}:
            assert not read.total
            return
        for element in read.elements.values():
            if not element.endswith("_rate"):
                assert read.total[element] == sums(file, element), element

    def test_recognised_registered_total(self, file):
        for code, values in filled(file):
            for model, _ in MODELS.values():
                total = values["adults" if model == "citizens" else f"{model}_total"]
                assert values[f"{model}_recognised"] <= values[f"{model}_registered"] <= total, (code, model)
                if f"{model}_rate" in values:
                    assert values[f"{model}_rate"] == pytest.approx(
                        100 * values[f"{model}_recognised"] / total, abs=0.006
                    )

    def test_people(self, file):
        for code, values in filled(file):
            assert values["members"] <= values["population"], code
            assert 0.62 < values["adults"] / values["population"] < 0.70, code

    def test_fund(self, file):
        for code, values in filled(file):
            opening, raised, spent = values["fund_opening"], values["fund_raised"], values["fund_spent"]
            assert values["fund_closing"] == opening + raised - spent > 0, code
            assert spent >= sum(values.get(f"{kind}_amount", 0) for kind in AWARDS), code
            if SOURCES[0] in values:
                assert raised == sum(values[source] for source in SOURCES), code

    def test_value_of_an_award(self, file):
        for code, values in filled(file):
            for kind in AWARDS:
                given, amount = values.get(kind, 0), values.get(f"{kind}_amount", 0)
                assert 200_000 * given <= amount <= 1_200_000 * given, (code, kind)


def filled(file):
    return [(code, values) for code, values in table(file).units.items() if values]


class TestOverTime:
    @pytest.mark.parametrize(
        ("province_code", "vintage"), [("56", "legacy"), ("58", "legacy"), ("56", "reform")]
    )
    def test_opening_is_the_closing_before_and_titles_stay(self, province_code, vintage):
        known = defaultdict(dict)
        for row in files_of(province_code, vintage):
            for code, values in filled(row["file"]):
                known[code][row["period"]] = values
        for code, periods in known.items():
            for before, now in pairwise(sorted(periods)):
                assert now == following(before), code
                assert periods[now]["fund_opening"] == periods[before]["fund_closing"], (code, now)
                for model, _ in MODELS.values():
                    assert periods[now][f"{model}_recognised"] >= periods[before][f"{model}_recognised"], code

    def test_communes_open_with_what_the_districts_closed_with(self):
        closed = sum(sums(file, "fund_closing") for file in LAST_LEGACY)
        assert sums("demo_khanh_hoa_2025_q3.xlsx", "fund_opening") == closed

    def test_the_correction_changes_one_commune(self):
        wrong, right = table("demo_khanh_hoa_2026_q1.xlsx").units, table(CORRECTION).units
        assert list(right) == ["22678"]
        changed = {e for e, value in right["22678"].items() if wrong["22678"].get(e) != value}
        assert changed == {"citizens_recognised", "citizens_rate", "scholarships", "scholarships_amount"}


def following(period):
    year, quarter = int(period[:4]), int(period[-1])
    return f"{year}-Q{quarter + 1}" if quarter < 4 else f"{year + 1}-Q1"


class TestWhoReported:
    def test_files_in_the_manifest_are_the_files_in_the_folder(self):
        assert sorted(FILES) == sorted(path.name for path in DEMO.glob("*.xlsx"))
        assert [int(row["order"]) for row in manifest()] == list(range(1, 20))

    def test_districts(self):
        assert {len(filled(row["file"])) for row in files_of("56", "legacy")} == {9}
        assert {len(filled(row["file"])) for row in files_of("58", "legacy")} == {7}

    def test_communes_listed_and_without_an_association(self):
        counts = {f: (len(table(f).units), len(table(f).units) - len(filled(f))) for f in COMMUNE_FILES}
        assert counts == {
            "demo_khanh_hoa_2025_q3.xlsx": (65, 7),
            "demo_khanh_hoa_2025_q4.xlsx": (65, 5),
            "demo_khanh_hoa_2026_q1.xlsx": (65, 4),
            CORRECTION: (1, 0),
            "demo_khanh_hoa_2026_q2.xlsx": (63, 3),
            LATE: (2, 0),
            "demo_khanh_hoa_2026_q3.xlsx": (61, 2),
        }
        assert not table(LATE).units.keys() & table(TEXT_NUMBERS).units.keys()

    def test_the_islands_report(self):
        for file in COMMUNE_FILES:
            if file not in {CORRECTION, LATE}:
                assert table(file).units["22736"]["population"] < 1000

    def test_group_rows(self):
        assert "Khu vực Nha Trang (cũ)" in table("demo_khanh_hoa_2025_q3.xlsx").groups
        subtotals = table("demo_khanh_hoa_2026_q1.xlsx").groups
        whole = table("demo_khanh_hoa_2026_q1.xlsx").total["population"]
        assert sum(values["population"] for values in subtotals.values()) == whole

    def test_figures_are_numbers_but_for_one_file(self):
        for file in FILES:
            read = table(file)
            lines = [row for row in read.cells[9:] if row[0] and row[1]]
            kinds = {isinstance(row[i], str) for row in lines for i in read.elements if row[i] is not None}
            assert kinds == {file == TEXT_NUMBERS}, file


# Few offices report them; without them the demo shows what a page says of figures that nobody collects.
RARE = {"dues", "adults_in_learning_groups"}


def test_every_data_element_is_reported_somewhere():
    with (REFERENCE / "data_elements.csv").open(encoding="utf-8", newline="") as file:
        elements = {row["data_element"] for row in csv.DictReader(file)}
    assert elements - {element for file in FILES for element in table(file).elements.values()} == RARE


def test_no_two_files_hold_the_same():
    assert len({tuple(table(file).cells) for file in FILES}) == len(FILES)


def test_generating_again_gives_the_same(tmp_path):
    script = ROOT / "scripts" / "build_demo.py"
    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, capture_output=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*FILES, "manifest.csv"])
    assert (tmp_path / "manifest.csv").read_bytes() == (DEMO / "manifest.csv").read_bytes()
    for file in FILES:
        assert contents(tmp_path / file) == table(file).cells, file
