"""Columns about people, by their heading with what stands below it, or by their values alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.personal_values import (
    AFTER_NAME,
    DATE,
    GROUPED,
    LONGEST_VALUE,
    SHORTEST_NUMBER,
    SMALLEST_NUMBER,
    digits_of,
    is_birth_year,
    is_mobile_number,
    is_person_name,
    kind_of_value,
    name_starts,
    unit_names,
)
from khuyenhoc.intake.personal_words import classes_of, heading_kind, vocabulary
from khuyenhoc.intake.row_labels import is_footer, kind_of_label
from khuyenhoc.intake.text_repair import clean_text, tone_key
from khuyenhoc.intake.unit_names import take_apart

# Share of a column's values that must be of a kind, and how many at least: signatures and chance stay below.
_SHARE_UNDER_HEADING = 0.5
_SHARE = {"name": 0.5, "birth_date": 0.8}
_USUAL_SHARE = 0.6
_FEWEST = {"birth_date": 5}
_USUAL_FEWEST = 3
_SHARE_DISTINCT = 0.8
# Amounts of hundreds of millions have nine digits too, and more than a third of them begin like a number.
_SHARE_OF_PHONES = 0.8
_SHARE_ROUND = 0.4
# Identity numbers with odd years of birth are believed only when nearly all of several look like them.
_SHARE_ODD = 0.9
_FEWEST_ODD = 5
_YEARS_OF_BIRTH = 3
_ROWS_ABOVE = 8
# A longer column is judged by so many numbers, evenly spread, before all are looked at.
_LONG = 600
_MOST_CELLS = 4_000  # of a column; there are 3,321 communes
_SAMPLE = 100
_SHARE_OF_SAMPLE = 0.5
_FIRST_SERIAL, _LAST_SERIAL = 7_000, 50_000  # days as Excel counts them: 1919 to 2036
_OFFICE = re.compile(
    r"ubnd|ủy ban|trụ sở|nhà văn hóa|trung tâm|cơ quan|trường (?:th|mầm|mẫu|tiểu|trung)", re.I
)
_DAY_OR_YEAR = re.compile(r"\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,4}|(?:19|20)\d\d")
_LONG_NUMBER = re.compile(r"\D{0,4}(?:\d[\s().\-/;,+]*){7,26}")
_PICTURE = re.compile(r"https?://|\.(?:jpe?g|png|heic|webp|bmp)$", re.IGNORECASE)
_LONGEST_NOTHING = 20
_NOTHING = frozenset({"", "x", "k", "ko", "không", "không có", "chưa có", "chưa", "có", "n a", "o"})


class Found(NamedTuple):
    """A column about people, and the row of its heading or first value.

    Attributes:
        needs_company: only another column about people beside it makes it certain.
    """

    row: int
    column: int
    kind: str
    count: int
    needs_company: bool = False


def sample_step(sheet: Sheet) -> int:
    """Every how many rows a long sheet is looked at first; 1 for a short one."""
    return len(sheet.rows) // _SAMPLE if len(sheet.rows) > _LONG else 1


def cells_of(sheet: Sheet, column: int) -> list[CellValue]:
    """The values of a 1-based column from row 1 on."""
    return [row[column - 1] for row in sheet.rows]


def find_under_headings(sheet: Sheet, column: int, texts: Sequence[int]) -> Iterator[Found]:
    """The headings of a column that announce personal data and have it below them."""
    announced = [(row, heading_kind(str(sheet.rows[row][column - 1]))) for row in texts[:_MOST_CELLS]]
    starts = [(row, kind) for row, kind in announced if kind]
    cells = cells_of(sheet, column) if starts else []
    ends = [row for row, _ in [*starts, (len(cells), "")][1:]]
    for (row, kind), end in zip(starts, ends, strict=True):
        gap = next(
            (at for at in range(row + 1, end)[:_MOST_CELLS] if not any(map(is_filled, sheet.rows[at]))), end
        )
        evidence = vocabulary().kinds[kind]["evidence"]
        # What follows after an empty row may be another table, or the same one.
        for block in (cells[row + 1 : gap], cells[row + 1 : end][:_MOST_CELLS]):
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


def is_filled(value: CellValue) -> bool:
    """Whether a cell says anything: `-`, `x` and `không` say that there is nothing."""
    if type(value) is str:
        return len(value) > _LONGEST_NOTHING or tone_key(value) not in _NOTHING
    return value is not None


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


def are_round(values: Sequence[CellValue]) -> bool:
    """Whether numbers are amounts of money by their ends: people's numbers rarely end in 000."""
    numbers = [digits for value in values if (digits := digits_of(value)) and digits[0] != "0"]
    return sum(digits.endswith("000") for digits in numbers) > _SHARE_ROUND * len(numbers)


def find_by_values(
    sheet: Sheet, column: int, texts: Sequence[int], sample: Sequence[CellValue]
) -> Iterator[Found]:
    """What a column holds by the look of its values, whatever its heading."""
    starts = name_starts()
    rows: Sequence[int] = [
        row
        for row in texts[:_MOST_CELLS]
        if not (text := str(sheet.rows[row][column - 1]))[:1].isalpha()
        or "@" in text
        or (len(text) > SHORTEST_NUMBER and text[-2:].isdigit())
        or text.split(" ", 1)[0] in starts
    ]
    numbers = [value for value in sample if value is not None and type(value) is not str]
    large = [value for value in numbers if type(value) not in {int, float} or value >= SMALLEST_NUMBER]
    alike = Counter(filter(None, map(kind_of_value, large))).values()
    if alike and (sample_step(sheet) == 1 or max(alike) >= _SHARE_OF_SAMPLE * len(numbers)):
        rows = range(len(sheet.rows))[:_MOST_CELLS]
    elif len(rows) < _USUAL_FEWEST:
        return
    cells = cells_of(sheet, column)[: max(rows[-1] + 1, _MOST_CELLS)]
    found: dict[str, list[int]] = {}
    for row in rows:
        if kind := kind_of_value(cells[row]):
            found.setdefault(kind, []).append(row)
    for kind, marked in found.items():
        if kind == "name":
            marked = [row for row in marked if not _is_signature(cells, row)]
        if len(marked) < _FEWEST.get(kind, _USUAL_FEWEST):
            continue
        headings = _headings_above(sheet, marked[0] + 1, column)
        if not _is_exempt(kind, headings, cells[marked[0]]) and _is_list(kind, marked, cells):
            own = [row for row, _ in headings if row] or [marked[0] + 1]
            yield Found(own[-1] if kind == "name" else own[0], column, kind, len(marked))


def _is_list(kind: str, marked: Sequence[int], cells: Sequence[CellValue]) -> bool:
    """Whether the marked rows are a list of people, rather than a few amounts or codes among others."""
    values = [cells[row] for row in marked]
    first, last = marked[0], marked[-1]
    least = _SHARE.get(kind, _USUAL_SHARE)
    if any(map(_is_bare_number, values)):
        least = max(least, _SHARE_OF_PHONES if kind == "phone" else 0)
        # Chance puts amounts that look like numbers of people side by side: the whole run counts.
        while first > 0 and _is_bare_number(cells[first - 1]):
            first -= 1
        while last + 1 < len(cells) and _is_bare_number(cells[last + 1]):
            last += 1
    share = len(marked) / sum(map(is_filled, cells[first : last + 1]))
    if share < least:
        return False
    if kind == "name":
        # Villages and clans have two words far more often than people.
        return 2 * sum(len(str(value).split()) > 2 for value in values) >= len(values)
    if len(set(map(str, values))) < _SHARE_DISTINCT * len(values) or are_round(values):
        return False
    if kind == "identity":
        return _are_births_plausible(values, share)
    return kind != "birth_date" or _are_birthdays(values)


def _is_bare_number(value: CellValue) -> bool:
    """Whether a cell is empty or a number that does not begin with 0, as amounts are."""
    return value is None or digits_of(value)[:1] not in {"", "0"}


def _is_exempt(kind: str, headings: Sequence[tuple[int, str]], value: CellValue) -> bool:
    """Whether a column's headings explain its values: money, codes, places, or days of events."""
    classes = frozenset().union(*(classes_of(text)[0] for _, text in headings))
    if kind == "name":
        return "place" in classes and "person" not in classes
    if kind == "birth_date":
        return "event" in classes
    return kind in {"identity", "phone"} and _is_bare_number(value) and bool(classes & {"money", "number"})


def _is_signature(cells: Sequence[CellValue], row: int) -> bool:
    """Whether a name stands below `Người lập biểu` or `(Ký, họ tên)`."""
    above = next((cells[at] for at in range(row - 1, -1, -1) if cells[at] is not None), None)
    return type(above) is str and (is_footer(above) or "ký" in tone_key(above).split())


def _are_births_plausible(values: Sequence[CellValue], share: float) -> bool:
    """Whether identity numbers name years of birth that have been; four in ten amounts begin like one."""
    if not any(map(_is_bare_number, values)):
        return True
    numbers = [digits_of(value).zfill(12) for value in values]
    this_year = datetime.now(UTC).year % 100
    plausible = sum(number[3] in "01" or int(number[4:6]) <= this_year for number in numbers)
    is_odd_list = len(numbers) >= _FEWEST_ODD and share >= _SHARE_ODD
    return is_odd_list or share * plausible >= _USUAL_SHARE * len(numbers)


def _are_birthdays(values: Sequence[CellValue]) -> bool:
    """Whether days lie years apart and in no order, as the days of a series never do."""
    days = []
    for value in values:
        parts = DATE.fullmatch(value.strip()) if type(value) is str else None
        days.append(tuple(map(int, parts.groups()[::-1])) if parts else (value.year, value.month, value.day))
    rising = [earlier <= later for earlier, later in pairwise(days)]
    is_series = all(rising) or not any(rising)
    return max(days)[0] - min(days)[0] >= _YEARS_OF_BIRTH and not is_series


def _headings_above(sheet: Sheet, row: int, column: int) -> list[tuple[int, str]]:
    """Row and text of the headings over a value, the nearest first; row 0 for one over several columns."""
    found: list[tuple[int, str]] = []
    merged = [area for area in sheet.merged if area.first_column <= column <= area.last_column]
    for above in range(row - 1, max(0, row - _ROWS_ABOVE), -1):
        area = next((area for area in merged if area.first_row <= above <= area.last_row), None)
        value = sheet.value(area.first_row, area.first_column) if area else sheet.value(above, column)
        if type(value) is str and any(map(str.isalpha, value)):
            is_wide = area is not None and area.last_column > area.first_column
            entry = (0 if is_wide else area.first_row if area else above, value)
            found += [entry] if entry not in found else []
        elif value is None and (found or not any(map(is_filled, sheet.rows[above - 1]))):
            break
    return found
