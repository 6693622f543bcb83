"""A report as a workbook, laid out and set for print as an office would send it."""

from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from math import floor
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format

from demo.columns import MONEY, RATE, Column
from demo.reports import DONG, NINH_THUAN, Report, Row, rows, total
from demo.styles import FONT, FONT_SIZE, Styles
from demo.territory import units

MARK = "SỐ LIỆU MINH HỌA - KHÔNG PHẢI SỐ LIỆU THẬT (synthetic demo data)"
ROMAN_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}

# Rows and columns count from zero, as xlsxwriter's do.
MARK_ROW, TITLE_ROW, ANNEX_ROW, MONEY_ROW, HEADER_ROW, FIRST_ROW = 2, 3, 4, 5, 6, 9
FIRST_COLUMN = 2
NUMBER_WIDTH, NAME_WIDTH, REMARK_WIDTH = 5.0, 32.0, 23.0
MONEY_WIDTH = {DONG: 14.5, "triệu đồng": 9.5}

A3_PAPER = 8
A3_PRINTABLE_PIXELS = 1400
SMALLEST_SCALE = 50


def write(path: Path, report: Report) -> None:
    """Write one report; the same report gives the same bytes, its date being that of the report."""
    # The default font is what column widths are measured in.
    font = {"font_name": FONT, "font_size": FONT_SIZE}
    book = xlsxwriter.Workbook(path, {"default_format_properties": font})
    sent = sent_on(report.period)
    book.set_properties(
        {
            "title": MARK,
            "subject": title(report),
            "author": "",
            "comments": MARK,
            "created": datetime(sent.year, sent.month, sent.day, tzinfo=UTC),
        }
    )
    Sheet(book, report).write()
    book.close()


def sent_on(period: str) -> date:
    """Reports go out on the tenth day after their quarter."""
    year, quarter = quarter_of(period)
    first_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return first_after + timedelta(days=9)


def quarter_of(period: str) -> tuple[int, int]:
    """Year and number of a quarter."""
    year, _, quarter = period.partition("-Q")
    return int(year), int(quarter)


def title(report: Report) -> str:
    """The title with its period, in either of the two usual wordings."""
    year, quarter = quarter_of(report.period)
    joint = " NĂM " if report.province_id == NINH_THUAN else "/"
    note = f" ({report.title_note})" if report.title_note else ""
    return f"BIỂU TỔNG HỢP SỐ LIỆU CÔNG TÁC KHUYẾN HỌC QUÝ {ROMAN_QUARTERS[quarter]}{joint}{year}{note}"


def pixels(width: float) -> int:
    """Width on screen of a column so many characters wide."""
    return floor(width * 7) + 5


class Sheet:
    """The one sheet of a report."""

    def __init__(self, book: xlsxwriter.Workbook, report: Report) -> None:
        """Lay out the columns and the printed pages."""
        self.report = report
        self.columns = report.columns
        self.sheet = book.add_worksheet("Bieu 01")
        self.styles = Styles(book)
        self.widths = [MONEY_WIDTH[report.money] if c.kind == MONEY else c.width for c in self.columns]
        self.remark_column = FIRST_COLUMN + len(self.columns)
        # Where a second printed page begins, if one would be too small to read.
        self.fund_column = FIRST_COLUMN + next(i for i, c in enumerate(self.columns) if c.kind == MONEY)
        self.split = self.scale_for(self.widths) < SMALLEST_SCALE
        self.page_end = self.fund_column - 1 if self.split else self.remark_column

    def write(self) -> None:
        """Fill the sheet from top to bottom and set it for print."""
        lines = rows(self.report)
        self.title_block()
        self.header()
        next_row = self.body(lines)
        self.signatures(next_row + 1)
        self.set_up_page(next_row + 4)

    def scale_for(self, widths: list[float]) -> int:
        """Print scale in percent at which figures of these widths fit beside the names on a page."""
        needed = sum(pixels(width) for width in (NUMBER_WIDTH, NAME_WIDTH, REMARK_WIDTH, *widths))
        return min(100, floor(100 * A3_PRINTABLE_PIXELS / needed))

    def title_block(self) -> None:
        """Who reports, the mark of invented data, what, and in which unit of money."""
        province = units()[self.report.province_id].name.upper()
        end, styles = self.page_end, self.styles
        self.sheet.merge_range(0, 0, 0, 1, f"HỘI KHUYẾN HỌC {province}", styles.bold)
        self.sheet.merge_range(0, end - 9, 0, end, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", styles.bold)
        self.sheet.merge_range(1, end - 9, 1, end, "Độc lập - Tự do - Hạnh phúc", styles.bold)
        # The names' columns are frozen and print on every page: so does what stands above them.
        self.sheet.merge_range(MARK_ROW, 0, MARK_ROW, 1, MARK, styles.mark)
        self.sheet.set_row(MARK_ROW, 34)
        self.sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, end, title(self.report), styles.title)
        annex = (
            f"(Kèm theo Báo cáo số      /BC-HKH ngày      tháng      năm {sent_on(self.report.period).year})"
        )
        self.sheet.merge_range(ANNEX_ROW, 0, ANNEX_ROW, end, annex, styles.italic)
        caption = f"Đơn vị tính tiền: {self.report.money}"
        self.sheet.merge_range(MONEY_ROW, end - 5, MONEY_ROW, end, caption, styles.unit)
        self.sheet.set_row(TITLE_ROW, 26)

    def header(self) -> None:
        """Two rows of headings, merged by group, and the row of column numbers."""
        for column, text in ((0, "STT"), (1, "Đơn vị"), (self.remark_column, "Ghi chú")):
            self.heading(column, column, text)
        column = FIRST_COLUMN
        for group, members in groupby(self.columns, key=lambda item: item.group):
            headings = [member.heading for member in members]
            self.heading(column, column + len(headings) - 1, group, headings)
            column += len(headings)
        for column in range(self.remark_column + 1):
            self.sheet.write(HEADER_ROW + 2, column, f"({column + 1})", self.styles.numbering)
        self.sheet.set_row(HEADER_ROW, 50)
        self.sheet.set_row(HEADER_ROW + 1, 50)

    def heading(self, first: int, last: int, group: str, headings: list[str] | None = None) -> None:
        """One group's cells: over both rows when it has no lower headings."""
        style = self.styles.header
        if not any(headings or []):
            self.sheet.merge_range(HEADER_ROW, first, HEADER_ROW + 1, first, group, style)
            return
        self.sheet.merge_range(HEADER_ROW, first, HEADER_ROW, last, group, style)
        self.sheet.write_row(HEADER_ROW + 1, first, headings, style)

    def body(self, lines: list[Row]) -> int:
        """Units, groups and the total; returns the row after the last."""
        table = [(line, self.styles.group if line.is_group else self.styles.body) for line in lines]
        if self.report.total != "none":
            place = 0 if self.report.total == "first" else len(table)
            table.insert(place, (Row("", "TỔNG CỘNG", total(lines)), self.styles.total))
        for row, (line, styles) in enumerate(table, FIRST_ROW):
            self.line(row, line, styles)
        return FIRST_ROW + len(table)

    def line(self, row: int, line: Row, styles: dict[str, Format]) -> None:
        """One line; where there is no figure the cell stays empty, which is not zero."""
        self.sheet.write(row, 0, line.number, styles["number"])
        self.sheet.write(row, 1, line.name, styles["name"])
        for index, column in enumerate(self.columns, FIRST_COLUMN):
            value = self.value(column, line.values)
            if value is None:
                self.sheet.write_blank(row, index, None, styles[column.kind])
            elif self.report.text_numbers:
                self.sheet.write_string(row, index, typed(value), styles[column.kind])
            else:
                self.sheet.write_number(row, index, value, styles[column.kind])
        self.sheet.write(row, self.remark_column, line.remark, styles["remark"])

    def value(self, column: Column, values: dict[str, int]) -> float | None:
        """What stands in a cell, in the sheet's unit of money; a rate of nothing is empty."""
        if not values:
            return None
        if column.kind == RATE:
            base = values["adults" if column.element == "citizens" else f"{column.element}_total"]
            return round(100 * values[f"{column.element}_recognised"] / base, 2) if base else None
        factor = 1_000_000 if column.kind == MONEY and self.report.money == DONG else 1
        return values[column.element] * factor

    def signatures(self, row: int) -> None:
        """Place, date and roles; never a person's name."""
        sent = sent_on(self.report.period)
        place = units()[self.report.province_id].short_name
        end, styles = self.page_end, self.styles
        dated = f"{place}, ngày {sent.day} tháng {sent.month} năm {sent.year}"
        self.sheet.merge_range(row, end - 9, row, end, dated, styles.italic)
        self.sheet.write(row + 1, 1, "Người lập biểu", styles.bold)
        self.sheet.merge_range(row + 1, end - 9, row + 1, end, "TM. BAN THƯỜNG VỤ", styles.bold)
        self.sheet.merge_range(row + 2, end - 9, row + 2, end, "CHỦ TỊCH", styles.bold)

    def set_up_page(self, last_row: int) -> None:
        """Widths, frozen headings, and A3 pages that repeat headings and names."""
        sheet = self.sheet
        for column, width in enumerate((NUMBER_WIDTH, NAME_WIDTH, *self.widths, REMARK_WIDTH)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
        sheet.set_landscape()
        sheet.set_paper(A3_PAPER)
        sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
        sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 2)
        sheet.repeat_columns(0, 1)
        sheet.print_area(0, 0, last_row, self.remark_column)
        sheet.set_footer(f"&L&8{MARK}&R&8Trang &P/&N")
        if not self.split:
            sheet.fit_to_pages(1, 0)
            return
        cut = self.fund_column - FIRST_COLUMN
        sheet.set_v_pagebreaks([self.fund_column])
        sheet.set_print_scale(min(self.scale_for(self.widths[:cut]), self.scale_for(self.widths[cut:])))


def typed(value: float) -> str:
    """A number as typed by hand: dots between thousands, a comma before decimals, a sign on rates."""
    if isinstance(value, float):
        return f"{value:.2f}%".replace(".", ",")
    return f"{value:,}".replace(",", ".")
