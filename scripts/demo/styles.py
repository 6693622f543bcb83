"""The cell formats of a report."""

from collections.abc import Callable

import xlsxwriter
from xlsxwriter.format import Format

from demo.columns import COUNT, MONEY, RATE

FONT = "Times New Roman"
FONT_SIZE = 11


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Register every format once."""
        base = {"font_name": FONT, "font_size": FONT_SIZE, "font_scheme": "", "valign": "vcenter"}
        line = base | {"border": 1}

        def add(**extra: object) -> Format:
            return book.add_format(base | extra)

        def cell(**extra: object) -> Format:
            return book.add_format(line | extra)

        self.bold = add(bold=True, align="center")
        self.mark = add(bold=True, font_color="#C00000", text_wrap=True)
        self.title = add(bold=True, align="center", font_size=15)
        self.italic = add(italic=True, align="center")
        self.unit = add(italic=True, align="right")
        self.header = cell(bold=True, align="center", text_wrap=True, bg_color="#DDEBF7")
        self.numbering = cell(italic=True, align="center", font_size=9)
        self.body = self.kinds(cell)
        self.total = self.kinds(cell, bold=True, bg_color="#FFF2CC")
        self.group = self.kinds(cell, bold=True, italic=True, bg_color="#F2F2F2")

    @staticmethod
    def kinds(cell: Callable[..., Format], **extra: object) -> dict[str, Format]:
        """Formats of one row style by what a cell holds."""
        return {
            "number": cell(align="center", **extra),
            "name": cell(align="left", **extra),
            COUNT: cell(align="right", num_format="#,##0", **extra),
            MONEY: cell(align="right", num_format="#,##0", **extra),
            RATE: cell(align="right", num_format="0.00", **extra),
            "remark": cell(align="left", text_wrap=True, **extra),
        }
