"""Texts that were stored in an old font or with letters and marks apart, beside what was read of them."""

import unicodedata
from collections.abc import Sequence

from khuyenhoc.intake.cells import CellValue, TextRepair, column_letters

MOST_SHOWN = 8
# Titles, headings and the first units say enough; a large sheet need not be walked through for them.
ROWS_LOOKED_AT = 200

Rows = Sequence[Sequence[CellValue]]


def find_repairs(sheet: str, before: Rows, after: Rows, encoding: str | None) -> tuple[TextRepair, ...]:
    """The first different texts of a sheet that were repaired, at most eight.

    Args:
        sheet: its name.
        before: the cells as stored.
        after: the same cells as read.
        encoding: the old encoding that was found, if one; else only letters with marks apart are looked for.
    """
    found: dict[str, TextRepair] = {}
    for row, (old_row, new_row) in enumerate(zip(before, after, strict=False), start=1):
        if row > ROWS_LOOKED_AT or len(found) == MOST_SHOWN:
            break
        if old_row == new_row:
            continue
        for column, (old, new) in enumerate(zip(old_row, new_row, strict=False), start=1):
            if type(old) is not str or type(new) is not str or old == new or old in found:
                continue
            kind = _kind(old, new, encoding)
            if kind and len(found) < MOST_SHOWN:
                found[old] = TextRepair(f"{sheet}!{column_letters(column)}{row}", old, new, kind)
    return tuple(found.values())


def _kind(old: str, new: str, encoding: str | None) -> str | None:
    composed = unicodedata.normalize("NFC", old)
    if encoding and " ".join(composed.split()) != " ".join(new.split()):
        return encoding
    return "nfd" if composed != old else None
