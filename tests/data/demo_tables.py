"""The demo's workbooks, read back with openpyxl alone.

Nothing of the generator and nothing of the intake is imported here: headings are matched as printed.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
REFERENCE = ROOT / "data" / "reference"

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
