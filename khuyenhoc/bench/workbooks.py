"""Workbooks to measure with, and the bare reading of them that nothing can be faster than."""

import io
from collections.abc import Iterator, Sequence
from functools import cache

import xlsxwriter
from python_calamine import CalamineWorkbook

from khuyenhoc.bench.figures import invent_figures
from khuyenhoc.domain.org_units import OrgUnit, all_units, children, province_of, reporting_level
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.reports.form import report_form
from khuyenhoc.reports.form_columns import form_columns

PERIOD = Period.parse("2025-Q3")
# 166 communes, as many as any province but two.
THANH_HOA = "reform-38"
# 168 communes: with a row above every five of them the sheet has 202 rows.
HO_CHI_MINH_CITY = "reform-79"
_UNITS_A_GROUP = 5
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
# Model -> all there are of it, for the columns of rates.
_WHOLES = {
    "families": "families_total",
    "clans": "clans_total",
    "communities": "communities_total",
    "units": "units_total",
}

# What few offices report is left out: the sheet keeps the 60 columns that its times were measured with.
_RARE = frozenset({"dues", "adults_in_learning_groups"})

# Heading in the upper row, heading in the lower row, data element and its whole for a rate.
_Heading = tuple[str, str, str, str]


def read_bare(content: bytes) -> list[list[list[object]]]:
    """Every sheet as lists of cells, by the parser alone."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        return [workbook.get_sheet_by_index(index).to_python() for index in range(len(workbook.sheet_names))]


def filled_form(province_id: str = THANH_HOA, period: Period = PERIOD, *, seed: int = 1) -> bytes:
    """A province's form, filled in with figures that no check complains of."""
    units = [unit.org_unit_id for unit in children(province_id)]
    return report_form(province_id, period, figures=invent_figures(units, seed=seed))


@cache
def report_of_200_rows() -> bytes:
    """A sheet of some 200 rows: 168 communes in groups, with rates beside the counts."""
    return _write("THÀNH PHỐ HỒ CHÍ MINH", children(HO_CHI_MINH_CITY), grouped=True)


@cache
def national_workbook() -> bytes:
    """All 3,321 communes on one sheet, in 60 columns."""
    level = reporting_level(Vintage.REFORM)
    units = [unit for unit in all_units().values() if unit.vintage is Vintage.REFORM and unit.level is level]
    return _write("VIỆT NAM", sorted(units, key=lambda unit: province_of(unit).code), grouped=False)


def _write(owner: str, units: Sequence[OrgUnit], *, grouped: bool) -> bytes:
    headings = list(_headings())
    figures = invent_figures([unit.org_unit_id for unit in units])
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Bieu 01")
        sheet.write(0, 0, f"HỘI KHUYẾN HỌC {owner}")
        sheet.write(2, 0, "BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC QUÝ III/2025")
        sheet.write(3, 0, "Đơn vị tính tiền: đồng")
        sheet.write_row(4, 0, ["STT", "Mã đơn vị", "Đơn vị"])
        _write_headings(sheet, headings)
        sheet.write_row(6, 0, [f"({number})" for number in range(1, len(headings) + 4)])
        row = 7
        for number, unit in enumerate(units):
            if grouped and number % _UNITS_A_GROUP == 0:
                group = number // _UNITS_A_GROUP
                roman = _ROMAN[group % len(_ROMAN)]
                sheet.write_row(row, 0, [roman, "", f"Khu vực {group + 1}"])
                row += 1
            values = [_value(figures, unit.org_unit_id, *heading[2:]) for heading in headings]
            sheet.write_row(row, 0, [number + 1, unit.code, unit.name_on(PERIOD.end), *values])
            row += 1
    return buffer.getvalue()


def _write_headings(sheet: xlsxwriter.worksheet.Worksheet, headings: Sequence[_Heading]) -> None:
    start = 0
    for place, (group, heading, _, _) in enumerate(headings):
        sheet.write(5, 3 + place, heading)
        is_last = place + 1 == len(headings) or headings[place + 1][0] != group
        if is_last and start == place:
            sheet.write(4, 3 + place, group)
        elif is_last:
            sheet.merge_range(4, 3 + start, 4, 3 + place, group)
        if is_last:
            start = place + 1


def _headings() -> Iterator[_Heading]:
    """The form's columns, with rates beside the counts: 57, which make 60 with order, code and name."""
    for column in form_columns():
        name = column.element.data_element
        if name in _RARE:
            continue
        yield column.group, column.heading, name, ""
        model, _, part = name.rpartition("_")
        if model in _WHOLES and part in {"registered", "recognised"}:
            words = "Tỷ lệ đăng ký (%)" if part == "registered" else "Tỷ lệ công nhận (%)"
            yield column.group, words, name, _WHOLES[model]
        elif name in {"members", "citizens_recognised"}:
            whole = "population" if name == "members" else "adults"
            yield column.group, "Tỷ lệ (%)" if name == "citizens_recognised" else "% dân số", name, whole


def _value(figures: dict, unit: str, element: str, whole: str) -> float:
    value = figures[unit, element]
    return round(100 * value / figures[unit, whole], 2) if whole else value
