"""The sheet of a report form: title, header, a row per unit, total and signatures, set for print.

Rows and columns count from zero, as xlsxwriter's do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from khuyenhoc import theme
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.reports.form_columns import FormColumn
from khuyenhoc.reports.form_print import (
    A3_PAPER,
    NAME_WIDTH,
    NOTE_WIDTH,
    ORDER_WIDTH,
    column_width,
    form_formats,
    page_breaks,
    print_scale,
)
from khuyenhoc.reports.form_rules import figure_rule, note_rule

SHEET_NAME = "Biểu 01"

TITLE_ROW, ANNEX_ROW, MONEY_ROW, CODE_ROW, HEADER_ROW, FIRST_ROW = 3, 4, 5, 6, 7, 10
CODE_COLUMN, ORDER_COLUMN, NAME_COLUMN, FIRST_COLUMN = 0, 1, 2, 3

_NOTHING = "–"
_COMMENT_SIZE = {"width": 190, "height": 40}

Figures = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class FormRow:
    """A unit's row; a blank form has rows without unit, whose names are typed."""

    org_unit_id: str = ""
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class FormContent:
    """What a form says.

    Attributes:
        place: where it is signed.
        figures: (org unit id, data element) -> value to fill in.
        last_values: the same, of the period before, shown beside the cells of stocks.
        remarks: org unit id -> text of the notes.
    """

    letterhead: str
    title: str
    place: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    figures: Figures = field(default_factory=dict)
    last_values: Figures = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_units(self) -> bool:
        """Whether the rows name units; those of a blank form do not."""
        return any(row.code for row in self.rows)


class FormSheet:
    """Writes one form into a workbook."""

    def __init__(self, workbook: xlsxwriter.Workbook, content: FormContent) -> None:
        self.content = content
        self.sheet = workbook.add_worksheet(SHEET_NAME)
        self.styles = form_formats(workbook)
        self.note_column = FIRST_COLUMN + len(content.columns)
        self.total_row = FIRST_ROW + len(content.rows)
        self.breaks = page_breaks(content.columns, FIRST_COLUMN)
        self.page_end = self.breaks[0] - 1 if self.breaks else self.note_column

    def write(self) -> None:
        """Fill the sheet from top to bottom, protect it and set it for print."""
        self._write_titles()
        self._write_header()
        for index, row in enumerate(self.content.rows):
            self._write_row(FIRST_ROW + index, index + 1, row)
        self._write_total()
        self._write_signatures(self.total_row + 2)
        self._add_validations()
        self._protect()
        self._set_up_page(self.total_row + 4)

    def _write_titles(self) -> None:
        styles, end = self.styles, self.page_end
        # Of a blank form the province and the period are filled in by hand.
        state = "" if self.content.has_units else "open_"
        self.sheet.write_string(0, ORDER_COLUMN, self.content.letterhead, styles[f"{state}letterhead"])
        self._across(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
        self._across(1, "Độc lập - Tự do - Hạnh phúc", "bold")
        title = styles[f"{state}title"]
        self.sheet.merge_range(TITLE_ROW, ORDER_COLUMN, TITLE_ROW, end, self.content.title, title)
        self.sheet.set_row(TITLE_ROW, 26)
        annex = "(Kèm theo Báo cáo số      /BC-HKH ngày      tháng      năm 20......)"
        self.sheet.merge_range(ANNEX_ROW, ORDER_COLUMN, ANNEX_ROW, end, annex, styles["open_italic"])
        if any(column.element.is_money for column in self.content.columns):
            self._across(MONEY_ROW, "Đơn vị tính tiền: đồng", "right")

    def _across(self, row: int, text: str, style: str) -> None:
        """Write a text over the right half of the first page."""
        first = max(FIRST_COLUMN, self.page_end - 9)
        if first == self.page_end:
            self.sheet.write_string(row, first, text, self.styles[style])
        else:
            self.sheet.merge_range(row, first, row, self.page_end, text, self.styles[style])

    def _write_header(self) -> None:
        """A hidden row of data elements, two rows of headings merged by group, the row of column numbers."""
        for column, text in (
            (CODE_COLUMN, "Mã đơn vị"),
            (ORDER_COLUMN, "STT"),
            (NAME_COLUMN, "Đơn vị"),
            (self.note_column, "Ghi chú"),
        ):
            self._write_heading(column, column, text, [""])
        column = FIRST_COLUMN
        for group, found in groupby(self.content.columns, key=lambda item: item.group):
            members = list(found)
            headings = [member.heading for member in members]
            self._write_heading(column, column + len(members) - 1, group, headings)
            for place, member in enumerate(members, column):
                self.sheet.write_string(CODE_ROW, place, member.element.data_element)
            column += len(members)
        for column in range(ORDER_COLUMN, self.note_column + 1):
            self.sheet.write_string(HEADER_ROW + 2, column, f"({column})", self.styles["numbering"])
        self.sheet.set_row(CODE_ROW, None, None, {"hidden": True})
        self.sheet.set_row(HEADER_ROW, 50)
        self.sheet.set_row(HEADER_ROW + 1, 50)

    def _write_heading(self, first: int, last: int, group: str, headings: list[str]) -> None:
        """One group's cells: over both rows when it has no lower headings."""
        style = self.styles["header"]
        if not any(headings):
            self.sheet.merge_range(HEADER_ROW, first, HEADER_ROW + 1, first, group, style)
            return
        if first == last:
            self.sheet.write_string(HEADER_ROW, first, group, style)
        else:
            self.sheet.merge_range(HEADER_ROW, first, HEADER_ROW, last, group, style)
        self.sheet.write_row(HEADER_ROW + 1, first, headings, style)

    def _write_row(self, row: int, number: int, unit: FormRow) -> None:
        """One unit; where there is no figure the cell stays empty, which is not zero."""
        styles = self.styles
        self.sheet.write_number(row, ORDER_COLUMN, number, styles["order"])
        if unit.code:
            self.sheet.write_string(row, CODE_COLUMN, unit.code, styles["order"])
            self.sheet.write_string(row, NAME_COLUMN, unit.name, styles["name"])
        else:
            self.sheet.write_blank(row, NAME_COLUMN, None, styles["open_name"])
        for index, column in enumerate(self.content.columns, FIRST_COLUMN):
            key = (unit.org_unit_id, column.element.data_element)
            value = self.content.figures.get(key)
            if value is None:
                self.sheet.write_blank(row, index, None, styles["figure"])
            else:
                self.sheet.write_number(row, index, value, styles["figure"])
            self._write_last_value(row, index, column, unit)
        remark = self.content.remarks.get(unit.org_unit_id)
        if remark:
            self.sheet.write_string(row, self.note_column, remark, styles["note"])
        else:
            self.sheet.write_blank(row, self.note_column, None, styles["note"])

    def _write_last_value(self, row: int, index: int, column: FormColumn, unit: FormRow) -> None:
        """The last known stock as a comment: as a value it would pass for this period's figure."""
        if column.element.kind != "stock":
            return
        name, label = column.element.data_element, "Kỳ trước"
        # What a fund begins with is what it ended with.
        if name == "fund_opening":
            name, label = "fund_closing", "Dư cuối kỳ trước"
        value = self.content.last_values.get((unit.org_unit_id, name))
        if value is not None:
            text = f"{label}: {format_number(value, 'vi')}"
            self.sheet.write_comment(row, index, text, {"color": theme.NO_FIGURE, **_COMMENT_SIZE})

    def _write_total(self) -> None:
        """Sums with their present results: a dash while nothing is filled in, as missing is not zero."""
        self.sheet.write_blank(self.total_row, ORDER_COLUMN, None, self.styles["total"])
        self.sheet.write_string(self.total_row, NAME_COLUMN, "TỔNG CỘNG", self.styles["total_name"])
        units = [row.org_unit_id for row in self.content.rows]
        for index, column in enumerate(self.content.columns, FIRST_COLUMN):
            cells = xl_range(FIRST_ROW, index, self.total_row - 1, index)
            found = [self.content.figures.get((unit, column.element.data_element)) for unit in units]
            values = [value for value in found if value is not None]
            formula = f'=IF(COUNT({cells})=0,"{_NOTHING}",SUM({cells}))'
            result = sum(values) if values else _NOTHING
            self.sheet.write_formula(self.total_row, index, formula, self.styles["total"], result)
        self.sheet.write_blank(self.total_row, self.note_column, None, self.styles["total"])

    def _write_signatures(self, row: int) -> None:
        """Place, date and roles; never a person's name."""
        self._across(row, f"{self.content.place}, ngày      tháng      năm 20......", "open_italic")
        self.sheet.write_string(row + 1, NAME_COLUMN, "Người lập biểu", self.styles["bold"])
        self._across(row + 1, "TM. BAN THƯỜNG VỤ", "bold")
        self._across(row + 2, "CHỦ TỊCH", "bold")

    def _add_validations(self) -> None:
        columns = {column.element.data_element: column for column in self.content.columns}
        cells = {
            name: xl_rowcol_to_cell(FIRST_ROW, index, col_abs=True)
            for index, name in enumerate(columns, FIRST_COLUMN)
        }
        names = {name: column.element.name_vi for name, column in columns.items()}
        last = self.total_row - 1
        for index, name in enumerate(columns, FIRST_COLUMN):
            self.sheet.data_validation(FIRST_ROW, index, last, index, figure_rule(name, cells, names))
        self.sheet.data_validation(FIRST_ROW, self.note_column, last, self.note_column, note_rule())

    def _protect(self) -> None:
        """Lock all but the open cells, without a password; rows may be added to a blank form."""
        is_blank = not self.content.has_units
        allowed = {"format_columns": True, "format_rows": True, "insert_rows": is_blank}
        self.sheet.protect("", allowed)

    def _set_up_page(self, last_row: int) -> None:
        """Widths, frozen headings, and A3 pages that repeat headings and names."""
        sheet = self.sheet
        sheet.set_column(CODE_COLUMN, CODE_COLUMN, 8, None, {"hidden": True})
        sheet.set_column(ORDER_COLUMN, ORDER_COLUMN, ORDER_WIDTH)
        sheet.set_column(NAME_COLUMN, NAME_COLUMN, NAME_WIDTH)
        for index, column in enumerate(self.content.columns, FIRST_COLUMN):
            sheet.set_column(index, index, column_width(column))
        sheet.set_column(self.note_column, self.note_column, NOTE_WIDTH)
        sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        sheet.set_landscape()
        sheet.set_paper(A3_PAPER)
        sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
        sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 2)
        sheet.repeat_columns(ORDER_COLUMN, NAME_COLUMN)
        sheet.print_area(0, ORDER_COLUMN, last_row, self.note_column)
        sheet.set_footer("&R&8Trang &P/&N")
        sheet.set_v_pagebreaks(self.breaks)
        edges = [FIRST_COLUMN, *self.breaks, self.note_column + 1]
        sheet.set_print_scale(min(self._scale(first, end) for first, end in pairwise(edges)))

    def _scale(self, first: int, end: int) -> int:
        """Print scale in percent of the page that begins and ends at these columns."""
        columns = self.content.columns[first - FIRST_COLUMN : end - FIRST_COLUMN]
        return print_scale(columns, has_notes=end > self.note_column)
