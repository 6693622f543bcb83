"""Columns about people by the look of their values, whatever their heading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from khuyenhoc.intake.cells import CellValue, Sheet
from khuyenhoc.intake.personal_columns import MOST_CELLS, Found, are_round, cells_of, is_filled, sample_step
from khuyenhoc.intake.personal_values import (
    DATE,
    SHORTEST_NUMBER,
    SMALLEST_NUMBER,
    digits_of,
    kind_of_value,
    name_starts,
)
from khuyenhoc.intake.personal_words import classes_of
from khuyenhoc.intake.row_labels import is_footer
from khuyenhoc.intake.text_repair import tone_key

_SHARE = {"name": 0.5, "birth_date": 0.8}
_USUAL_SHARE = 0.6
_FEWEST = {"birth_date": 5}
_USUAL_FEWEST = 3
_SHARE_DISTINCT = 0.8
# Amounts of hundreds of millions have nine digits too, and more than a third of them begin like a number.
_SHARE_OF_PHONES = 0.8
# Identity numbers with odd years of birth are believed only when nearly all of several look like them.
_SHARE_ODD = 0.9
_FEWEST_ODD = 5
_YEARS_OF_BIRTH = 3
_ROWS_ABOVE = 8
_SHARE_OF_SAMPLE = 0.5


def find_by_values(
    sheet: Sheet, column: int, texts: Sequence[int], sample: Sequence[CellValue]
) -> Iterator[Found]:
    """What a column holds by the look of its values, whatever its heading."""
    starts = name_starts()
    rows: Sequence[int] = [
        row
        for row in texts[:MOST_CELLS]
        if not (text := str(sheet.rows[row][column - 1]))[:1].isalpha()
        or "@" in text
        or (len(text) > SHORTEST_NUMBER and text[-2:].isdigit())
        or text.split(" ", 1)[0] in starts
    ]
    numbers = [value for value in sample if value is not None and type(value) is not str]
    large = [value for value in numbers if type(value) not in {int, float} or value >= SMALLEST_NUMBER]
    alike = Counter(filter(None, map(kind_of_value, large))).values()
    if alike and (sample_step(sheet) == 1 or max(alike) >= _SHARE_OF_SAMPLE * len(numbers)):
        rows = range(len(sheet.rows))[:MOST_CELLS]
    elif len(rows) < _USUAL_FEWEST:
        return
    cells = cells_of(sheet, column)[: max(rows[-1] + 1, MOST_CELLS)]
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
