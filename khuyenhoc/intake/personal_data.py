"""Columns about people rather than counts: a file that has one is turned away, and nothing of it is kept.

A column is told by its heading together with what stands below it, or by its values alone. Neither word nor
number is enough by itself: `Dân tộc` also heads counts, and an amount in đồng can look like an identity
number. Findings hold a column, a kind and a count, never a value.
"""

from itertools import islice
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.intake.cells import Sheet, Workbook, column_letters
from khuyenhoc.intake.limits import check_time
from khuyenhoc.intake.personal_columns import Found, sample_step
from khuyenhoc.intake.personal_headings import find_under_headings
from khuyenhoc.intake.personal_lists import find_by_values
from khuyenhoc.intake.personal_values import kind_of_value
from khuyenhoc.intake.personal_words import vocabulary

PERSONAL_DATA = Rule(
    "personal_data",
    Severity.ERROR,
    "Law 91/2025/QH15 on personal data protection and Decree 356/2025/NĐ-CP, in force since 1 January 2026",
    "{sheet_vi}, cột {column}: có {count} ô là {kind_vi}. Đây là dữ liệu cá nhân (Luật 91/2025/QH15, Nghị "
    "định 356/2025/NĐ-CP), nên tệp không được nhận và không có gì trong tệp được lưu lại. Xin xóa cả cột "
    "này (hoặc cả danh sách), chỉ để lại số tổng hợp, lưu tệp rồi nộp lại.",
    "{sheet_en}, column {column}: {count} cells hold {kind_en}. This is personal data (Law 91/2025/QH15, "
    "Decree 356/2025/NĐ-CP), so the file was not accepted and nothing in it was kept. Please delete the "
    "whole column (or the whole list), leave totals only, save the file, and send it again.",
)

_MOST_FINDINGS = 20
# Below these rows, a row with so many numbers for each text is no row of headings.
_TOP_ROWS = 100
_MANY_NUMBERS = 4


class _Texts(NamedTuple):
    """0-based rows of a column's texts; `may_head` leaves out those that stand among many figures."""

    rows: list[int]
    may_head: list[int]


def find_personal_data(workbook: Workbook) -> list[Finding]:
    """One error for each column about people on any sheet, at the column's heading where it has one.

    Hidden sheets are looked at too. The document's properties are not: every office program fills in an
    author there.
    """
    found = (
        _finding(sheet, number, one)
        for number, sheet in enumerate(workbook.sheets, 1)
        for one in _columns_about_people(sheet)
    )
    return list(islice(found, _MOST_FINDINGS))


def _finding(sheet: Sheet, number: int, found: Found) -> Finding:
    """The error for a column; a sheet that bears a person's name is called by its number."""
    kind = vocabulary().kinds[found.kind]
    is_telling = kind_of_value(sheet.name) not in {None, "birth_date"}
    name_vi, name_en = (f"thứ {number}", str(number)) if is_telling else (f"“{sheet.name}”",) * 2
    return PERSONAL_DATA.at(
        "" if is_telling else sheet.address(found.row, found.column),
        sheet_vi=f"Trang {name_vi}" + " (đang bị ẩn)" * sheet.is_hidden,
        sheet_en=f"Sheet {name_en}" + " (hidden)" * sheet.is_hidden,
        column=column_letters(found.column),
        count=found.count,
        kind_vi=kind["label_vi"],
        kind_en=kind["label_en"],
    )


def _columns_about_people(sheet: Sheet) -> list[Found]:
    """The columns of a sheet that are about people, each with its gravest kind."""
    found: list[Found] = []
    samples = zip(*sheet.rows[:: sample_step(sheet)], strict=True)
    for column, (texts, sample) in enumerate(zip(_find_texts(sheet), samples, strict=True), 1):
        check_time()
        found += find_under_headings(sheet, column, texts.may_head)
        found += find_by_values(sheet, column, texts.rows, sample)
    order = list(vocabulary().kinds)
    beside: dict[int, set[str]] = {}
    for one in found:
        beside.setdefault(one.row, set()).add(one.kind)
    gravest: dict[int, Found] = {}
    for one in sorted(found, key=lambda one: (one.column, order.index(one.kind))):
        if not one.needs_company or len(beside[one.row]) > 1:
            gravest.setdefault(one.column, one)
    return list(gravest.values())


def _find_texts(sheet: Sheet) -> list[_Texts]:
    """The texts of each column.

    A national sheet has 200,000 cells: rows with numbers and texts in the same places are looked at once.
    """
    found = [_Texts([], []) for _ in (sheet.rows or ((),))[0]]
    by_pattern: dict[tuple[type, ...], list[list[int]]] = {}
    for number, row in enumerate(sheet.rows):
        if number == _TOP_ROWS:
            by_pattern.clear()
        pattern = tuple(map(type, row))
        lists = by_pattern.get(pattern)
        if lists is None:
            texts = [one for one, kind in zip(found, pattern, strict=True) if kind is str]
            n_numbers = sum(kind in {int, float} for kind in pattern)
            lists = [one.rows for one in texts]
            if number < _TOP_ROWS or n_numbers < _MANY_NUMBERS * (1 + len(texts)):
                lists += [one.may_head for one in texts]
            by_pattern[pattern] = lists
        for rows in lists:
            rows.append(number)
    return found
