"""The demo's workbooks, read back with openpyxl alone: published totals, identities, names, marks.

Nothing of the generator and nothing of the intake is imported here: headings are matched as printed.
"""

import csv
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
REFERENCE = ROOT / "data" / "reference"
MARK = "SỐ LIỆU MINH HỌA - KHÔNG PHẢI SỐ LIỆU THẬT (synthetic demo data)"
CORRECTION = "demo_khanh_hoa_2026_q1_dinh_chinh.xlsx"
LATE = "demo_khanh_hoa_2026_q2_bo_sung.xlsx"
TEXT_NUMBERS = "demo_khanh_hoa_2026_q2.xlsx"
LAST_LEGACY = ("demo_khanh_hoa_cu_2025_q2.xlsx", "demo_ninh_thuan_cu_2025_q2.xlsx")

MODELS = {
    "Gia đình học tập": ("families", "Tổng số hộ"),
    "Dòng họ học tập": ("clans", "Tổng số dòng họ"),
    "Cộng đồng học tập (thôn, TDP)": ("communities", "Tổng số thôn, TDP"),
    "Đơn vị học tập": ("units", "Tổng số đơn vị"),
    "Công dân học tập": ("citizens", None),
}
HEADINGS = {
    ("Dân số", None): "population",
    ("Số người từ 18 tuổi trở lên", None): "adults",
    ("Tổ chức Hội", "Số tổ chức Hội"): "associations",
    ("Tổ chức Hội", "Chi hội"): "branches",
    ("Tổ chức Hội", "Ban khuyến học"): "boards",
    ("Hội viên", "Tổng số hội viên"): "members",
    ("Hội viên", "Hội viên mới"): "members_joined",
    ("Quỹ khuyến học", "Dư đầu kỳ"): "fund_opening",
    ("Quỹ khuyến học", "Vận động trong kỳ"): "fund_raised",
    ("Quỹ khuyến học", "Chi trong kỳ"): "fund_spent",
    ("Quỹ khuyến học", "Dư cuối kỳ"): "fund_closing",
    ("Nguồn vận động trong kỳ", "Doanh nghiệp"): "fund_raised_enterprises",
    ("Nguồn vận động trong kỳ", "Cá nhân, nhà hảo tâm"): "fund_raised_individuals",
    ("Nguồn vận động trong kỳ", "Dòng họ, đồng hương"): "fund_raised_clans",
    ("Nguồn vận động trong kỳ", "Nguồn khác"): "fund_raised_other",
    ("Ngân sách hỗ trợ", None): "budget_support",
    ("Học bổng", "Số suất"): "scholarships",
    ("Học bổng", "Số tiền"): "scholarships_amount",
    ("Khen thưởng", "Số lượt"): "rewards",
    ("Khen thưởng", "Số tiền"): "rewards_amount",
    ("Hỗ trợ HS khó khăn", "Số suất"): "hardship_grants",
    ("Hỗ trợ HS khó khăn", "Số tiền"): "hardship_grants_amount",
    ("Hỗ trợ người lớn học tập", "Số suất"): "adult_grants",
    ("Hỗ trợ người lớn học tập", "Số tiền"): "adult_grants_amount",
    ("Trung tâm học tập cộng đồng", "Số trung tâm"): "learning_centres",
    ("Trung tâm học tập cộng đồng", "Số lớp"): "learning_centre_classes",
    ("Trung tâm học tập cộng đồng", "Lượt người học"): "learning_centre_learners",
    ("Xóa mù chữ", "Số lớp"): "literacy_classes",
    ("Xóa mù chữ", "Số học viên"): "literacy_learners",
    ("Đơn vị học tập (TT 24/2023)", "Mức độ 1"): "ministry_units_level1",
    ("Đơn vị học tập (TT 24/2023)", "Mức độ 2"): "ministry_units_level2",
    ("Cộng đồng học tập cấp xã (TT 25/2023)", "Mức độ 1"): "ministry_communities_level1",
    ("Cộng đồng học tập cấp xã (TT 25/2023)", "Mức độ 2"): "ministry_communities_level2",
}
for group, (name, all_of_them) in MODELS.items():
    HEADINGS[group, "Đăng ký"] = f"{name}_registered"
    HEADINGS[group, "Được công nhận"] = f"{name}_recognised"
    HEADINGS[group, "Tỷ lệ %"] = f"{name}_rate"
    if all_of_them:
        HEADINGS[group, all_of_them] = f"{name}_total"
AWARDS = ("scholarships", "rewards", "hardship_grants", "adult_grants")
SOURCES = tuple(element for element in HEADINGS.values() if element.startswith("fund_raised_"))
MONEY = tuple(e for e in HEADINGS.values() if e.startswith(("fund_", "budget_")) or e.endswith("_amount"))


@dataclass
class Table:
    """A sheet as read back, money in đồng."""

    cells: list[tuple]
    elements: dict[int, str]
    units: dict[str, dict[str, float]]
    remarks: dict[str, str]
    total: dict[str, float]
    groups: dict[str, dict[str, float]]
    title: str
    texts_after: list[str]


@cache
def manifest():
    with (DEMO / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FILES = [row["file"] for row in manifest()]
COMMUNE_FILES = [row["file"] for row in manifest() if row["vintage"] == "reform"]


def files_of(province_code, vintage):
    """Files in the order of import."""
    return [row for row in manifest() if (row["province_code"], row["vintage"]) == (province_code, vintage)]


def entry(file):
    return next(row for row in manifest() if row["file"] == file)


def contents(path):
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def number(value):
    if isinstance(value, str):
        return float(value.rstrip("%").replace(".", "").replace(",", "."))
    return value


@cache
def table(file):
    cells = contents(DEMO / file)
    top = next(i for i, row in enumerate(cells) if row[0] == "STT")
    caption = next(c for row in cells[:top] for c in row if c and str(c).startswith("Đơn vị tính tiền"))
    scale = {"đồng": 1, "triệu đồng": 1_000_000}[caption.removeprefix("Đơn vị tính tiền: ")]
    elements, group = {}, None
    for index, (upper, lower) in enumerate(zip(cells[top], cells[top + 1], strict=True)):
        group = upper or group
        if index > 1 and group != "Ghi chú":
            elements[index] = HEADINGS[group, lower]
    assert list(cells[top + 2]) == [f"({i + 1})" for i in range(len(cells[top]))]
    read = Table(cells, elements, {}, {}, {}, {}, cells[3][0], [])
    for position, row in enumerate(cells[top + 3 :], top + 3):
        if not row[1]:
            read.texts_after = [str(c) for after in cells[position:] for c in after if c]
            break
        values = {
            element: number(row[index]) * (scale if element in MONEY else 1)
            for index, element in elements.items()
            if row[index] is not None
        }
        if row[1] == "TỔNG CỘNG":
            read.total = values
        elif str(row[0]).isalpha():
            read.groups[row[1]] = values
        else:
            code = code_of(row[1], file)
            assert code not in read.units, row[1]
            read.units[code], read.remarks[code] = values, row[-1] or ""
    return read


@cache
def names(province_code, vintage):
    """Codes of the reporting units by name without type and accents' position."""
    with (REFERENCE / "org_units.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["parent_id"] == f"{vintage}-{province_code}"]
    return {plain(row["short_name"]): row["code"] for row in rows}


def plain(name):
    name = unicodedata.normalize("NFD", name.casefold())
    name = "".join(letter for letter in name if not unicodedata.combining(letter))
    return re.sub(r"^(thanh pho|thi xa|huyen|phuong|xa|đac khu|tp\.?|tx\.?|h\.|p\.|x\.) *", "", name)


def code_of(name, file):
    about = entry(file)
    return names(about["province_code"], about["vintage"])[plain(name)]


def sums(file, *elements):
    return sum(values.get(e, 0) for values in table(file).units.values() for e in elements)


def rate(files, model):
    total = "adults" if model == "citizens" else f"{model}_total"
    recognised = sum(sums(file, f"{model}_recognised") for file in files)
    return 100 * recognised / sum(sums(file, total) for file in files)


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
