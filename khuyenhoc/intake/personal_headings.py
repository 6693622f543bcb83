"""Columns about people by their heading and what stands below it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.personal_columns import MOST_CELLS, Found, are_round, cells_of, is_filled
from khuyenhoc.intake.personal_values import (
    AFTER_NAME,
    GROUPED,
    LONGEST_VALUE,
    is_birth_year,
    is_mobile_number,
    is_person_name,
    unit_names,
)
from khuyenhoc.intake.personal_words import classes_of, heading_kind, vocabulary
from khuyenhoc.intake.row_labels import is_footer, kind_of_label
from khuyenhoc.intake.text_repair import clean_text, tone_key
from khuyenhoc.intake.unit_names import take_apart

# Share of a column's values that must be of a kind, and how many at least: signatures and chance stay below.
_SHARE_UNDER_HEADING = 0.5
_FIRST_SERIAL, _LAST_SERIAL = 7_000, 50_000  # days as Excel counts them: 1919 to 2036
_OFFICE = re.compile(
    r"ubnd|ủy ban|trụ sở|nhà văn hóa|trung tâm|cơ quan|trường (?:th|mầm|mẫu|tiểu|trung)", re.I
)
_DAY_OR_YEAR = re.compile(r"\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,4}|(?:19|20)\d\d")
_LONG_NUMBER = re.compile(r"\D{0,4}(?:\d[\s().\-/;,+]*){7,26}")
_PICTURE = re.compile(r"https?://|\.(?:jpe?g|png|heic|webp|bmp)$", re.IGNORECASE)


def find_under_headings(sheet: Sheet, column: int, texts: Sequence[int]) -> Iterator[Found]:
    """The headings of a column that announce personal data and have it below them."""
    announced = [(row, heading_kind(str(sheet.rows[row][column - 1]))) for row in texts[:MOST_CELLS]]
    starts = [(row, kind) for row, kind in announced if kind]
    cells = cells_of(sheet, column) if starts else []
    ends = [row for row, _ in [*starts, (len(cells), "")][1:]]
    for (row, kind), end in zip(starts, ends, strict=True):
        gap = next(
            (at for at in range(row + 1, end)[:MOST_CELLS] if not any(map(is_filled, sheet.rows[at]))), end
        )
        evidence = vocabulary().kinds[kind]["evidence"]
        # What follows after an empty row may be another table, or the same one.
        for block in (cells[row + 1 : gap], cells[row + 1 : end][:MOST_CELLS]):
            fitting = _fitting(evidence, [value for value in block if is_filled(value)])
            if fitting:
                is_list = len(fitting) > 1 and (evidence != "trait" or len(set(fitting)) < len(fitting))
                yield Found(row + 1, column, kind, len(fitting), needs_company=not is_list)
                break


def _fitting(evidence: str, values: Sequence[CellValue]) -> list[CellValue]:
    """The values that are what the heading announces; none when most are something else."""
    fits = [_fits(evidence, value) for value in values]
    if not any(fits) or sum(fits) < _SHARE_UNDER_HEADING * len(fits):
        return []
    fitting = [value for value, is_fit in zip(values, fits, strict=True) if is_fit]
    if evidence in {"digits", "phone", "date", "year"}:
        # Numbers below another heading are that heading's: `Điện thoại:` in a line above a table.
        between = values[: fits.index(True)]
        if are_round(fitting) or any(type(text) is str and _is_other_heading(text) for text in between):
            return []
    return fitting


def _fits(evidence: str, value: CellValue) -> bool:
    """Whether a value is about a person, given that its heading says so."""
    text = value.strip()[:LONGEST_VALUE] if type(value) is str else ""
    size = value if type(value) in {int, float} else 0
    match evidence:
        case "digits":
            return size >= 10_000_000 or _is_long_number(text)
        case "phone":
            is_landline = str(size)[:1] == "2" and 2e8 <= size < 3e9
            return is_landline or (size > 0 and is_mobile_number(size)) or _is_long_number(text)
        case "code":
            return any(map(str.isdigit, str(value)))
        case "date" | "year":
            is_serial = evidence == "date" and _FIRST_SERIAL <= size <= _LAST_SERIAL
            is_day = isinstance(value, date) or bool(_DAY_OR_YEAR.search(text))
            return is_day or is_serial or is_birth_year(size)
        case "name":
            return _may_be_name(text)
        case "email":
            return "@" in text
        case "picture":
            return bool(_PICTURE.search(text))
        case "address":
            return any(map(str.isalpha, text)) and not (_names_units_only(text) or _OFFICE.search(text))
    return text[:1].isalpha()


def _is_long_number(text: str) -> bool:
    return bool(_LONG_NUMBER.fullmatch(text)) and not GROUPED.fullmatch(text)


def _is_other_heading(text: str) -> bool:
    classes, has_unknown = classes_of(text)
    return text.strip()[0].isalpha() and (has_unknown or not classes <= {"filler", *vocabulary().kinds})


def _may_be_name(text: str) -> bool:
    """Whether a text under a heading of names can be one: any short run of capitalised words."""
    if is_person_name(text) or is_person_name(text.title()):
        return True
    words = re.sub(r"[.'’]", " ", AFTER_NAME.sub("", clean_text(text))).split()
    if not 1 <= len(words) <= 4 or not all(word.isalpha() and word[0].isupper() for word in words):
        return False
    if len(words) > 1 and text.isupper():
        return False
    is_label = _names_units_only(text) or is_footer(text) or kind_of_label(text, "")
    return not is_label and unit_names().isdisjoint((text, tone_key(text))) and classes_of(text)[1]


def _names_units_only(text: str) -> bool:
    """Whether a text names units and no house: `Xã Vạn Thọ, huyện Vạn Ninh`."""
    return all(take_apart(part)[0].type for part in text.split(",")) and not any(map(str.isdigit, text))
