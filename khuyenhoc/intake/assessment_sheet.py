"""A filled-in sheet of self-assessment: who, which title, which year, and an answer per criterion.

Nothing is taken unless every cell is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from khuyenhoc.domain.assessed_sheets import (
    AssessedSheet,
    Recognition,
    SheetRefusedError,
    require_acceptable,
    require_answer,
)
from khuyenhoc.domain.assessment import COMMUNE_KIND, NOT_APPLICABLE, Answer, Criterion, items_of
from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.intake.assessment_rules import (
    NO_ASSESSMENT_TABLE,
    REFUSED_ASSESSMENT,
    REPEATED_CRITERION,
    SHARE_FOR_PERCENT,
    UNREADABLE_ANSWER,
    UNREADABLE_LABEL,
)
from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.filled_form import CellError, cell_text, find_form, quoted, read_day
from khuyenhoc.intake.number_style import Style
from khuyenhoc.intake.numbers import State, read_cell
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.text_repair import fold
from khuyenhoc.intake.units import UnitFinder

ITEM, CONTENT, ASKED, ANSWER = "Tiêu chí", "Nội dung", "Yêu cầu", "Trả lời"
HEADINGS = (ITEM, CONTENT, ASKED, ANSWER)
TITLE, KIND, NAME, CODE, COMMUNE, YEAR, AWARDED, ACT, ACT_DATE = (
    "Danh hiệu",
    "Loại hình",
    "Tên đơn vị",
    "Mã xã",
    "Xã, phường, đặc khu",
    "Năm",
    "Mức độ đã công nhận",
    "Số quyết định",
    "Ngày quyết định",
)
LABELS = (TITLE, KIND, NAME, CODE, COMMUNE, YEAR, AWARDED, ACT, ACT_DATE)
TITLE_WORDS = {
    ("learning_unit", "district"): "Đơn vị học tập cấp huyện",
    ("learning_unit", "province"): "Đơn vị học tập cấp tỉnh",
    ("learning_community", "commune"): "Cộng đồng học tập cấp xã",
}
KIND_WORDS = {
    "state_body": "Cơ quan nhà nước",
    "preschool": "Trường mầm non",
    "general_school": "Trường phổ thông",
    "vocational": "Cơ sở giáo dục nghề nghiệp",
    "other_education": "Cơ sở giáo dục khác (giáo dục thường xuyên, đại học)",
    "economic": "Tổ chức kinh tế",
    "other": "Đơn vị khác",
    COMMUNE_KIND: "Xã, phường, đặc khu",
}
YES, NO, DOES_NOT_APPLY = "Có", "Không", "Không áp dụng"
_ANSWER_WORDS: dict[str, Answer] = {
    **dict.fromkeys(("co", "dat"), True),
    **dict.fromkeys(("khong", "khong dat", "chua", "chua dat"), False),
    **dict.fromkeys(("khong ap dung", "kad"), NOT_APPLICABLE),
}
_ABOUT = {"title": TITLE, "kind": KIND, "name": NAME, "unit": COMMUNE, "year": YEAR, "recognition": AWARDED}


@dataclass(frozen=True)
class ReadSheet:
    """What a file holds; with any finding nothing of it may be stored.

    Attributes:
        findings: errors, each at its cell.
    """

    sheet: AssessedSheet | None
    findings: tuple[Finding, ...]


def read_assessment_sheet(content: bytes, file_name: str, province_id: str) -> ReadSheet:
    """Read a sheet of a unit in one present province; every wrong cell is named."""
    try:
        table = find_form(content, file_name, {heading: heading for heading in HEADINGS}, (ITEM, ANSWER))
    except Refused as error:
        return ReadSheet(None, (error.finding,))
    if table is None:
        return ReadSheet(None, (NO_ASSESSMENT_TABLE.at(""),))
    return _Reading(*table, province_id).read()


class _Reading:
    """One sheet being read: what was found wrong so far, and where each label stands."""

    def __init__(self, sheet: Sheet, heading_row: int, columns: dict[str, int], province_id: str) -> None:
        self.sheet, self.heading_row, self.columns = sheet, heading_row, columns
        self.finder = UnitFinder.of(province_id)
        self.findings: list[Finding] = []
        keys = {fold(label): label for label in LABELS}
        self.label_cells = {
            keys[fold(cell_text(sheet.value(row, 1)))]: (row, 2)
            for row in range(1, heading_row)
            if fold(cell_text(sheet.value(row, 1))) in keys
        }

    def read(self) -> ReadSheet:
        """The sheet, if every cell is right."""
        title = self._word(TITLE, TITLE_WORDS)
        kind = self._word(KIND, KIND_WORDS)
        unit = self._unit()
        year = self._year()
        recognition = self._recognition()
        answers = self._answers(items_of(*title)) if title else {}
        if self.findings or title is None or kind is None or unit is None or year is None:
            return ReadSheet(None, tuple(self.findings))
        name = unit.name if kind == COMMUNE_KIND else cell_text(self._value(NAME))
        sheet = AssessedSheet(*title, kind, name, unit.org_unit_id, year, answers, recognition)
        try:
            require_acceptable(sheet)
        except SheetRefusedError as error:
            cell = self._at(_ABOUT.get(error.about, TITLE))
            return ReadSheet(None, (REFUSED_ASSESSMENT.at(cell, vi=error.vi, en=error.en),))
        return ReadSheet(sheet, ())

    def _value(self, label: str) -> CellValue:
        return self.sheet.value(*self.label_cells[label]) if label in self.label_cells else None

    def _at(self, label: str) -> str:
        cell = self.label_cells.get(label)
        return self.sheet.address(*cell) if cell else self.sheet.name

    def _wrong(self, label: str) -> None:
        text = self.sheet.error_cells.get(self.label_cells.get(label, (0, 0))) or cell_text(
            self._value(label)
        )
        self.findings.append(UNREADABLE_LABEL.at(self._at(label), text=quoted(text), label=label))

    def _word(self, label: str, words: dict) -> object:
        text = fold(cell_text(self._value(label)))
        found = next((key for key, word in words.items() if fold(word) == text), None)
        if found is None:
            self._wrong(label)
        return found

    def _unit(self) -> OrgUnit | None:
        code, name = self._value(CODE), cell_text(self._value(COMMUNE))
        by_code = self.finder.by_code(code)
        match = self.finder.by_name(name) if name else None
        by_name = match.unit if match is not None and match.problem is None else None
        if (cell_text(code) and by_code is None) or (name and by_name is None):
            self._wrong(CODE if cell_text(code) and by_code is None else COMMUNE)
            return None
        if (by_code is None and by_name is None) or (by_code and by_name and by_code != by_name):
            self._wrong(COMMUNE)
            return None
        return by_code or by_name

    def _year(self) -> int | None:
        reading = read_cell(self._value(YEAR), Style.DOT)
        if reading.state is not State.VALUE or not float(reading.value).is_integer():
            self._wrong(YEAR)
            return None
        return int(reading.value)

    def _recognition(self) -> Recognition | None:
        given = [label for label in (AWARDED, ACT, ACT_DATE) if cell_text(self._value(label))]
        if not given:
            return None
        level = read_cell(self._value(AWARDED), Style.DOT).value
        day = _day(self._value(ACT_DATE))
        if level not in {1, 2}:
            self._wrong(AWARDED)
        elif not cell_text(self._value(ACT)):
            self._wrong(ACT)
        elif day is None:
            self._wrong(ACT_DATE)
        else:
            return Recognition(int(level), cell_text(self._value(ACT)), day)
        return None

    def _answers(self, items: dict[str, tuple[Criterion, ...]]) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        cells: dict[str, str] = {}
        for row, item in self._item_rows():
            cell = self.sheet.address(row, self.columns[ANSWER])
            try:
                answer = self._answer(row, cell, items.get(item, ()))
                if answer is None:
                    continue
                require_answer(item, items.get(item, ()), answer)
            except CellError as error:
                self.findings.append(error.finding)
                continue
            except SheetRefusedError as error:
                self.findings.append(REFUSED_ASSESSMENT.at(cell, vi=error.vi, en=error.en))
                continue
            if item in cells:
                self.findings.append(REPEATED_CRITERION.at(cell, item=quoted(item), other=cells[item]))
            answers[item], cells[item] = answer, cell
        return answers

    def _item_rows(self) -> Iterator[tuple[int, str]]:
        for row in range(self.heading_row + 1, len(self.sheet.rows) + 1):
            value = self.sheet.value(row, self.columns[ITEM])
            # `1.1` typed anew in a spreadsheet is a number.
            item = f"{value:g}" if isinstance(value, float) else cell_text(value).replace(",", ".")
            if item:
                yield row, item

    def _answer(self, row: int, cell: str, levels: tuple[Criterion, ...]) -> Answer:
        place = (row, self.columns[ANSWER])
        value = self.sheet.value(*place)
        text = self.sheet.error_cells.get(place) or cell_text(value)
        if not text and place not in self.sheet.formulas_without_value:
            return None
        if isinstance(value, bool):
            return value
        if fold(text) in _ANSWER_WORDS:
            return _ANSWER_WORDS[fold(text)]
        reading = read_cell(value, Style.DOT)
        if reading.state not in {State.VALUE, State.PERCENT} or reading.value is None:
            raise CellError(UNREADABLE_ANSWER.at(cell, text=quoted(text)))
        # 90 % formatted as a percentage arrives as 0.9; so may a true 0.9 %, so neither is taken.
        if levels and levels[0].is_percent and reading.state is State.VALUE and 0 < reading.value <= 1:
            raise CellError(SHARE_FOR_PERCENT.at(cell, text=quoted(text)))
        return float(reading.value)


def _day(value: CellValue) -> date | None:
    try:
        return read_day(value)
    except ValueError:
        return None
