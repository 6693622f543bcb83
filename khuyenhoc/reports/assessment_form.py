"""The sheet on which a unit assesses itself: a row for each criterion, with what it asks beside it."""

import io
from collections.abc import Sequence

import xlsxwriter

from khuyenhoc.domain.assessed_sheets import FIRST_YEAR, LAST_YEAR, AssessedSheet
from khuyenhoc.domain.assessment import NOT_APPLICABLE, Answer, Criterion, items_of, takes_answer
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.intake.assessment_sheet import (
    ACT_DATE,
    DOES_NOT_APPLY,
    HEADINGS,
    KIND,
    KIND_WORDS,
    LABELS,
    NO,
    TITLE_WORDS,
    YEAR,
    YES,
)

SHEET = "Tự đánh giá"
_TITLE = "PHIẾU TỰ ĐÁNH GIÁ DANH HIỆU"
_GUIDE = (
    "Điền cột Trả lời: tỷ lệ phần trăm (92,5) hoặc Có, Không, Không áp dụng. Ô xám không cần điền. "
    "Phải đạt mọi tiêu chí; không chấm điểm."
)
_NO_SOURCE = "chưa có nguồn"
_WIDTHS = (24, 72, 34, 18)
_FIRST_LABEL_ROW = 3


def assessment_form(sheet: AssessedSheet) -> bytes:
    """An .xlsx file for a unit, with the answers it has so far."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        page = workbook.add_worksheet(SHEET)
        formats = {
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "head": workbook.add_format({"bold": True, "border": 1, "valign": "vcenter"}),
            "fixed": workbook.add_format(
                {"border": 1, "bg_color": "#F3F6FA", "text_wrap": True, "valign": "top"}
            ),
            "entry": workbook.add_format({"border": 1, "valign": "top", "align": "left"}),
            "day": workbook.add_format({"border": 1, "num_format": "dd/mm/yyyy", "align": "left"}),
        }
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)
        page.write_string(0, 0, _TITLE, formats["title"])
        page.write_string(1, 0, _GUIDE)
        _write_labels(page, sheet, formats)
        _write_items(page, sheet, formats)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    return buffer.getvalue()


def _write_labels(page: xlsxwriter.worksheet.Worksheet, sheet: AssessedSheet, formats: dict) -> None:
    commune = all_units()[sheet.org_unit_id]
    awarded = sheet.recognition
    values = (
        TITLE_WORDS[sheet.scheme, sheet.unit_level],
        KIND_WORDS[sheet.unit_kind],
        sheet.unit_name,
        commune.code,
        commune.name,
        sheet.year,
        awarded.title_level if awarded else None,
        awarded.legal_act if awarded else None,
        awarded.day if awarded else None,
    )
    for row, (label, value) in enumerate(zip(LABELS, values, strict=True), start=_FIRST_LABEL_ROW):
        page.write_string(row, 0, label, formats["head"])
        cell_format = formats["day" if label == ACT_DATE else "entry"]
        if label == ACT_DATE and value:
            page.write_datetime(row, 1, value, cell_format)
        elif value is None:
            page.write_blank(row, 1, None, cell_format)
        elif isinstance(value, int):
            page.write_number(row, 1, value, cell_format)
        else:
            page.write_string(row, 1, value, cell_format)
    kind_row, year_row = _FIRST_LABEL_ROW + LABELS.index(KIND), _FIRST_LABEL_ROW + LABELS.index(YEAR)
    page.data_validation(kind_row, 1, kind_row, 1, {"validate": "list", "source": list(KIND_WORDS.values())})
    years = {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    page.data_validation(year_row, 1, year_row, 1, years)


def _write_items(page: xlsxwriter.worksheet.Worksheet, sheet: AssessedSheet, formats: dict) -> None:
    row = _FIRST_LABEL_ROW + len(LABELS) + 1
    for column, heading in enumerate(HEADINGS):
        page.write_string(row, column, heading, formats["head"])
    page.freeze_panes(row + 1, 1)
    for item, levels in items_of(sheet.scheme, sheet.unit_level).items():
        row += 1
        is_asked = takes_answer(levels, sheet.unit_kind)
        page.write_string(row, 0, item, formats["fixed"])
        page.write_string(row, 1, levels[0].text_vi, formats["fixed"])
        page.write_string(row, 2, _asked(levels, sheet.unit_kind), formats["fixed"])
        answer = sheet.answers.get(item)
        cell_format = formats["entry" if is_asked else "fixed"]
        if answer is None:
            page.write_blank(row, 3, None, cell_format)
        elif isinstance(answer, float | int) and not isinstance(answer, bool):
            page.write_string(row, 3, f"{answer:g}%".replace(".", ","), cell_format)
        else:
            page.write_string(row, 3, _word(answer), cell_format)
        if is_asked and not levels[0].is_percent:
            page.data_validation(row, 3, row, 3, {"validate": "list", "source": [YES, NO]})


def _word(answer: Answer) -> str:
    if answer == NOT_APPLICABLE:
        return DOES_NOT_APPLY
    return YES if answer is True else NO


def _asked(levels: Sequence[Criterion], unit_kind: str) -> str:
    if not any(criterion.is_for(unit_kind) for criterion in levels):
        return "không áp dụng cho loại hình này"
    return "; ".join(f"Mức độ {criterion.title_level}: {_requirement(criterion)}" for criterion in levels)


def _requirement(criterion: Criterion) -> str:
    if not criterion.has_source:
        return _NO_SOURCE
    return f"≥ {criterion.threshold:g}%" if criterion.is_percent else YES
