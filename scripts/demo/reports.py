"""The files of the demo: who sent which quarter, when, and in which of the usual ways of writing it."""

from dataclasses import dataclass

from demo.columns import Column, columns
from demo.figures import MINISTRY_PERIOD, unit_values
from demo.territory import PRESENT_PROVINCE, Unit, children, former_district, units

KHANH_HOA, NINH_THUAN = "legacy-56", "legacy-58"
DONG, MILLION = "đồng", "triệu đồng"
NO_ASSOCIATION = "Chưa thành lập Hội"

# Communes that had not sent their figures in time.
LATE_2026_Q2 = ("22612", "22813")
LATE_2026_Q3 = ("22465", "22525", "22660", "22840")

# A commune's wrong row in the first file of 2026-Q1, by how much: titles and scholarships left out.
CORRECTED = "22678"
SLIP = {"citizens_recognised": -450, "scholarships": -12, "scholarships_amount": -8}

ABBREVIATIONS = {"Thành phố": "TP.", "Thị xã": "TX.", "Huyện": "H.", "Phường": "P.", "Xã": "X."}


@dataclass(frozen=True)
class Report:
    """One workbook.

    Attributes:
        names: how units are written: full, short, tight, lower, bare or old_tone.
        money: the unit of money that the caption states.
        total: where the total row stands: first, last or none.
        text_numbers: figures typed as text with dots, as some offices send them.
        groups: roman rows of former districts: none, plain, or subtotal (with figures).
        only: codes of the communes in a partial file.
        without: codes of the communes that are late.
        slip: whether the file holds the row that was corrected later.
        title_note: what stands behind the title in brackets.
        remark: text in the notes column of every row.
        note: for the manifest.
    """

    province_id: str
    period: str
    names: str
    money: str = DONG
    total: str = "last"
    percent: bool = True
    text_numbers: bool = False
    groups: str = "none"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    slip: bool = False
    suffix: str = ""
    title_note: str = ""
    remark: str = ""
    note: str = ""

    @property
    def file(self) -> str:
        """File name."""
        place = {KHANH_HOA: "khanh_hoa_cu", NINH_THUAN: "ninh_thuan_cu", PRESENT_PROVINCE: "khanh_hoa"}
        stem = f"demo_{place[self.province_id]}_{self.period.lower().replace('-', '_')}"
        return f"{stem}{self.suffix}.xlsx"

    @property
    def columns(self) -> list[Column]:
        """The columns of this file."""
        return columns(self.period, percent=self.percent, ministry=self.period == MINISTRY_PERIOD)


@dataclass(frozen=True)
class Row:
    """A line of the table: a unit's figures (none: no association), or a group's."""

    number: int | str
    name: str
    values: dict[str, int]
    remark: str = ""
    is_group: bool = False


REPORTS = (
    Report(KHANH_HOA, "2024-Q1", "full"),
    Report(NINH_THUAN, "2024-Q1", "full", MILLION, "first", note="tiền tính bằng triệu đồng"),
    Report(KHANH_HOA, "2024-Q2", "short", total="first"),
    Report(NINH_THUAN, "2024-Q2", "short", MILLION, percent=False),
    Report(KHANH_HOA, "2024-Q3", "tight", percent=False),
    Report(NINH_THUAN, "2024-Q3", "lower", DONG, "first"),
    Report(
        KHANH_HOA, "2024-Q4", "old_tone", note="từ quý này có thêm nguồn vận động, hỗ trợ, TTHTCĐ, xóa mù chữ"
    ),
    Report(NINH_THUAN, "2024-Q4", "full", MILLION),
    Report(KHANH_HOA, "2025-Q1", "bare", MILLION, "first"),
    Report(NINH_THUAN, "2025-Q1", "tight", MILLION, percent=False),
    Report(KHANH_HOA, "2025-Q2", "short", note="báo cáo cuối cùng theo huyện"),
    Report(NINH_THUAN, "2025-Q2", "short", total="first", note="báo cáo cuối cùng theo huyện"),
    Report(
        PRESENT_PROVINCE,
        "2025-Q3",
        "short",
        groups="plain",
        note="báo cáo đầu tiên theo xã; 7 xã chưa thành lập Hội",
    ),
    Report(
        PRESENT_PROVINCE,
        "2025-Q4",
        "full",
        MILLION,
        "first",
        note="cuối năm, có danh hiệu theo TT 24, TT 25/2023",
    ),
    Report(
        PRESENT_PROVINCE,
        "2026-Q1",
        "lower",
        groups="subtotal",
        slip=True,
        note="dòng xã Diên Lạc được đính chính sau",
    ),
    Report(
        PRESENT_PROVINCE,
        "2026-Q1",
        "full",
        total="none",
        only=(CORRECTED,),
        suffix="_dinh_chinh",
        title_note="ĐÍNH CHÍNH",
        remark="Số liệu đính chính",
        note="đính chính một xã",
    ),
    Report(
        PRESENT_PROVINCE,
        "2026-Q2",
        "bare",
        MILLION,
        text_numbers=True,
        without=LATE_2026_Q2,
        note="số gõ dạng chữ; thiếu 2 xã nộp muộn",
    ),
    Report(
        PRESENT_PROVINCE,
        "2026-Q2",
        "short",
        total="none",
        only=LATE_2026_Q2,
        suffix="_bo_sung",
        title_note="BỔ SUNG",
        remark="Nộp bổ sung",
        note="2 xã nộp muộn",
    ),
    Report(
        PRESENT_PROVINCE,
        "2026-Q3",
        "old_tone",
        total="first",
        percent=False,
        without=LATE_2026_Q3,
        note="thiếu 4 xã",
    ),
)


def rows(report: Report) -> list[Row]:
    """The table's lines without its total."""
    reporting = [unit for unit in children(report.province_id) if unit.code not in report.without]
    if report.only:
        reporting = [unit for unit in reporting if unit.code in report.only]
    if report.groups == "none":
        return [unit_row(report, number, unit) for number, unit in enumerate(reporting, 1)]
    return grouped(report, reporting)


def unit_row(report: Report, number: int, unit: Unit) -> Row:
    """One unit's line."""
    values = unit_values(unit.org_unit_id, report.province_id, report.period)
    if report.slip and unit.code == CORRECTED:
        values |= {element: values[element] + slip for element, slip in SLIP.items()}
    return Row(number, written(unit, report.names), values, report.remark if values else NO_ASSOCIATION)


def grouped(report: Report, reporting: list[Unit]) -> list[Row]:
    """Communes below a roman row for each former district."""
    districts = sorted({former_district(unit.org_unit_id).org_unit_id for unit in reporting})
    lines: list[Row] = []
    for number, district in enumerate(districts, 1):
        members = [unit for unit in reporting if former_district(unit.org_unit_id).org_unit_id == district]
        communes = [unit_row(report, position, unit) for position, unit in enumerate(members, 1)]
        subtotal = total(communes) if report.groups == "subtotal" else {}
        lines += [
            Row(roman(number), f"Khu vực {units()[district].short_name} (cũ)", subtotal, is_group=True),
            *communes,
        ]
    return lines


def total(lines: list[Row]) -> dict[str, int]:
    """Sums of all units' figures."""
    sums: dict[str, int] = {}
    for line in lines:
        if not line.is_group:
            for element, value in line.values.items():
                sums[element] = sums.get(element, 0) + value
    return sums


def roman(number: int) -> str:
    """A roman numeral up to 39, as group rows carry them."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def written(unit: Unit, style: str) -> str:
    """A unit's name in one of the ways offices write it; a special zone is never abbreviated."""
    short = ABBREVIATIONS.get(unit.type, f"{unit.type} ")
    return {
        "full": unit.name,
        "short": unit.name if short.endswith(" ") else f"{short} {unit.short_name}",
        "tight": f"{short}{unit.short_name}",
        "lower": f"{unit.type.lower()} {unit.short_name}",
        "bare": unit.short_name,
        # The older spelling puts the tone on the second vowel.
        "old_tone": unit.name.replace("òa", "oà"),
    }[style]
