"""How a report form looks and prints: formats, widths of columns, where a printed page ends."""

from collections.abc import Sequence
from itertools import groupby
from math import floor

import xlsxwriter
from xlsxwriter.format import Format

from khuyenhoc import theme
from khuyenhoc.reports.form_columns import FormColumn

TEXT = {"font_name": "Times New Roman", "font_size": 11, "font_scheme": "", "valign": "vcenter"}
ORDER_WIDTH, NAME_WIDTH, _COUNT_WIDTH, _MONEY_WIDTH, NOTE_WIDTH = 5.0, 32.0, 9.5, 16.0, 24.0
A3_PAPER = 8
_A3_PRINTABLE_PIXELS = 1400
_SMALLEST_SCALE = 55


def column_width(column: FormColumn) -> float:
    """Width of a figure's column in characters."""
    return _MONEY_WIDTH if column.element.is_money else _COUNT_WIDTH


def _pixels(width: float) -> int:
    """Width on screen of a column so many characters wide."""
    return floor(width * 7) + 5


_NAMES_PIXELS = _pixels(ORDER_WIDTH) + _pixels(NAME_WIDTH)


def page_breaks(columns: tuple[FormColumn, ...], first_column: int) -> list[int]:
    """Columns before which a new printed page begins, so that all stay readable; groups stay whole."""
    room = floor(100 * _A3_PRINTABLE_PIXELS / _SMALLEST_SCALE) - _NAMES_PIXELS - _pixels(NOTE_WIDTH)
    breaks, used, place = [], 0, first_column
    for _, found in groupby(columns, key=lambda item: item.group):
        widths = [_pixels(column_width(column)) for column in found]
        if used and used + sum(widths) > room:
            breaks.append(place)
            used = 0
        used += sum(widths)
        place += len(widths)
    return breaks


def print_scale(columns: Sequence[FormColumn], *, has_notes: bool) -> int:
    """Print scale in percent at which columns fit on a page beside the names."""
    needed = _NAMES_PIXELS + sum(_pixels(column_width(column)) for column in columns)
    if has_notes:
        needed += _pixels(NOTE_WIDTH)
    return min(100, floor(100 * _A3_PRINTABLE_PIXELS / needed))


def form_formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    """The formats of a form; the tinted ones are open to typing."""
    line = TEXT | {"border": 1}
    tinted = line | {"bg_color": theme.SEQUENTIAL[0], "locked": False}
    middle = {"align": "center"}
    described: dict[str, dict[str, object]] = {
        "letterhead": TEXT | {"bold": True},
        "open_letterhead": TEXT | {"bold": True, "locked": False},
        "bold": TEXT | middle | {"bold": True},
        "right": TEXT | {"align": "right", "italic": True},
        "title": TEXT | middle | {"bold": True, "font_size": 15},
        "open_title": TEXT | middle | {"bold": True, "font_size": 15, "locked": False},
        "open_italic": TEXT | middle | {"italic": True, "locked": False},
        "header": line | middle | {"bold": True, "text_wrap": True},
        "numbering": line | middle | {"italic": True, "font_size": 9},
        "order": line | middle,
        "name": line,
        "open_name": tinted,
        "figure": tinted | {"num_format": "#,##0"},
        "note": tinted | {"text_wrap": True},
        "total": line | {"bold": True, "align": "right", "num_format": "#,##0"},
        "total_name": line | {"bold": True},
    }
    return {name: workbook.add_format(properties) for name, properties in described.items()}
