"""Columns about people rather than counts: a file that has one is turned away, and nothing of it is kept.

A column is told by its heading together with what stands below it, or by its values alone. Neither word nor
number is enough by itself: `Dân tộc` also heads counts, and an amount in đồng can look like an identity
number. The words stand in `data/reference/personal_headings.csv`, one row a kind, the gravest first:

- `match`: `part` when unknown words may stand beside the phrase, `whole` when only known ones may. Rows of
  `class` are no kinds: they name what speaks against one (`unless`), or only fill a heading.
- `evidence`: which values below such a heading are about people.

Findings hold a column, a kind and a count, never a value.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from khuyenhoc.domain.findings import Finding, Rule, Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.cells import CellValue, Sheet, Workbook, column_letters
from khuyenhoc.intake.row_labels import is_footer, kind_of_label
from khuyenhoc.intake.text_repair import clean_text, fold, tone_key
from khuyenhoc.intake.unit_names import take_apart

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
_MOST_HEADING_WORDS = 20
_LONGEST_PHRASE = 6
_MOST_HEADING_DIGITS = 5
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
# Below these rows, a row with so many numbers for each text is no row of headings.
_TOP_ROWS = 100
_MANY_NUMBERS = 4
_SMALLEST_NUMBER = 300_000_000
_SHORTEST_NUMBER = 8
_LONGEST_VALUE = 200  # a sentence, and no work for patterns that take the square of its length
_FIRST_SERIAL, _LAST_SERIAL = 7_000, 50_000  # days as Excel counts them: 1919 to 2036

_WORD = re.compile(r"\w+")
_TITLES = "gia đình|gđ|hộ|ông bà|ông|bà|anh|chị|em|cháu|cô|chú|bác|thầy|đ/c|đồng chí"
_BEFORE_NAME = re.compile(rf"(?:\d{{1,3}}\s*[.)/-]\s*|[-+*•–]\s*)?(?:(?:{_TITLES})[.:]?\s+)*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[(;:/\n]|\s[-–]\s|\s\+?\d).*", re.DOTALL)
_NUMBER_AT_END = re.compile(r"(?:\+84|0)\d?[\d\s.\-()]{8,}$")
_OFFICE = re.compile(
    r"ubnd|ủy ban|trụ sở|nhà văn hóa|trung tâm|cơ quan|trường (?:th|mầm|mẫu|tiểu|trung)", re.I
)
_SEPARATORS = re.compile(r"[\s.\-()']+")
_LOCAL_PHONE = re.compile(r"(?:\+84|0084|0)[35789]\d{8}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*((?:19|20)\d\d)")
_DAY_OR_YEAR = re.compile(r"\d{1,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,4}|(?:19|20)\d\d")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_LONG_NUMBER = re.compile(r"\D{0,4}(?:\d[\s().\-/;,+]*){7,26}")
# 2024093001: a day and a serial number, as documents are numbered.
_DAY_CODE = re.compile(r"(?:199\d|20[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,3}")
_PICTURE = re.compile(r"https?://|\.(?:jpe?g|png|heic|webp|bmp)$", re.IGNORECASE)
_LONGEST_NOTHING = 20
_NOTHING = frozenset({"", "x", "k", "ko", "không", "không có", "chưa có", "chưa", "có", "n a", "o"})


class _Found(NamedTuple):
    """A column about people, and the row of its heading or first value.

    Attributes:
        needs_company: only another column about people beside it makes it certain.
    """

    row: int
    column: int
    kind: str
    count: int
    needs_company: bool = False


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


def _finding(sheet: Sheet, number: int, found: _Found) -> Finding:
    """The error for a column; a sheet that bears a person's name is called by its number."""
    kind = _vocabulary().kinds[found.kind]
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


def _columns_about_people(sheet: Sheet) -> list[_Found]:
    """The columns of a sheet that are about people, each with its gravest kind."""
    found: list[_Found] = []
    samples = zip(*sheet.rows[:: _step(sheet)], strict=True)
    for column, (texts, sample) in enumerate(zip(_find_texts(sheet), samples, strict=True), 1):
        found += _under_headings(sheet, column, texts.may_head)
        found += _by_values(sheet, column, texts.rows, sample)
    order = list(_vocabulary().kinds)
    beside: dict[int, set[str]] = {}
    for one in found:
        beside.setdefault(one.row, set()).add(one.kind)
    gravest: dict[int, _Found] = {}
    for one in sorted(found, key=lambda one: (one.column, order.index(one.kind))):
        if not one.needs_company or len(beside[one.row]) > 1:
            gravest.setdefault(one.column, one)
    return list(gravest.values())


def _step(sheet: Sheet) -> int:
    return len(sheet.rows) // _SAMPLE if len(sheet.rows) > _LONG else 1


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


def _cells(sheet: Sheet, column: int) -> list[CellValue]:
    return [row[column - 1] for row in sheet.rows]


# --- Words -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Vocabulary:
    """The words of headings.

    Attributes:
        kinds: name -> row of the reference file, the gravest first.
        phrases: key function -> words of a phrase -> the kinds and classes it names.
        signals: first words of the phrases that name kinds; most texts hold none of them.
    """

    kinds: Mapping[str, Mapping[str, str]]
    phrases: Mapping[object, Mapping[tuple[str, ...], frozenset[str]]]
    signals: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    rows = read_reference("personal_headings")
    kinds = {row["kind"]: row for row in rows if row["match"] != "class"}
    phrases: dict[object, dict[tuple[str, ...], frozenset[str]]] = {tone_key: {}, fold: {}}
    signals: set[str] = set()
    for row in rows:
        for phrase in row["words"].split("|"):
            for key, table in phrases.items():
                words = tuple(key(phrase).split())
                table[words] = table.get(words, frozenset()) | {row["kind"]}
                if row["kind"] in kinds:
                    signals |= {words[0], phrase.split()[0].lower()}
    return _Vocabulary(kinds, phrases, frozenset(signals))


def heading_kind(text: str) -> str | None:
    """The kind of personal data that a heading announces; None for any other text."""
    # Thousands of cells hold a plain name or code: they must be passed quickly.
    if text.isdigit() or len(text) > _LONGEST_VALUE:
        return None
    words = text.lower().split() if text.replace(" ", "").isalpha() else _WORD.findall(text.lower())
    if _vocabulary().signals.isdisjoint(words) or len(words) > _MOST_HEADING_WORDS:
        return None
    return _announced(clean_text(text))


@lru_cache(maxsize=4096)
def _announced(text: str) -> str | None:
    # A label beside its value (`Điện thoại:`) or the value itself is no heading of a column.
    if ":" in text or sum(map(str.isdigit, text)) > _MOST_HEADING_DIGITS or kind_of_value(text):
        return None
    for key in (tone_key, fold):
        classes, has_unknown = _classes(text, key)
        if "person" in classes:
            classes -= {"office", "place"}
        if "none" in classes:
            return None
        for name, kind in _vocabulary().kinds.items():
            # Short words without their marks are too many: `Đông Anh` is no `ảnh`.
            is_clear = kind["match"] == "part" or (not has_unknown and (key is tone_key or text.isascii()))
            if name in classes and is_clear and classes.isdisjoint(kind["unless"].split("|")):
                return name
    return None


def _classes(text: str, key: object = None) -> tuple[frozenset[str], bool]:
    """Kinds and classes that a text names, the longest phrases first, and whether words remain."""
    key = key or (fold if text.isascii() else tone_key)
    table = _vocabulary().phrases[key]
    words = key(text.replace("%", " % ")).split()
    found: frozenset[str] = frozenset()
    has_unknown = False
    while words:
        for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            if names := table.get(tuple(words[:length])):
                break
        found |= names or frozenset()
        has_unknown |= not names
        del words[:length]
    return found, has_unknown


@cache
def _surnames() -> frozenset[str]:
    """Surnames as they may be typed: with marks or without, capitalised or in capitals."""
    names = [row["surname"] for row in read_reference("surnames")]
    names += [fold(name).title() for name in names]
    return frozenset([*names, *map(str.upper, names)])


@cache
def _name_starts() -> frozenset[str]:
    """First words of texts that may be names: surnames, and titles in any case."""
    titles = {title.split()[0] for title in _TITLES.split("|")}
    forms = {form for title in titles for form in (title, title.capitalize(), title.title(), title.upper())}
    composed = _surnames() | forms
    return composed | {unicodedata.normalize("NFD", form) for form in composed}


@cache
def _unit_names() -> frozenset[str]:
    """Names of all units as they are typed, and the keys of those named after people, as Nguyễn Huệ is."""
    names = {unit.short_name for unit in all_units().values()}
    alike = [name for name in names if name.split()[0] in _surnames()]
    keys = [key(name) for name in alike for key in (tone_key, fold)]
    return frozenset([*names, *map(str.upper, names), *keys])


# --- Values ----------------------------------------------------------------------------------------------


def kind_of_value(value: CellValue) -> str | None:
    """The kind of personal data that a value looks like by itself; None for most."""
    if type(value) is str:
        if len(value) > _LONGEST_VALUE:
            return None
        if "@" in value:
            return "email" if _EMAIL.search(value) else None
        if value.isdigit() and len(value) < _SHORTEST_NUMBER:
            return None
        text = value.strip()
        tail = _NUMBER_AT_END.search(text) if text[:1].isalpha() else None
        is_number = len(text) >= _SHORTEST_NUMBER and (tail or not text[0].isalpha())
        kind = _kind_of_number(tail[0] if tail else text) if is_number else None
        return kind or ("name" if is_person_name(text) else None)
    if type(value) in {int, float}:
        return _kind_of_number(value) if value >= _SMALLEST_NUMBER else None
    return "birth_date" if isinstance(value, date) and _is_birth_year(value.year) else None


def _kind_of_number(value: str | float) -> str | None:
    if is_identity_number(value):
        return "identity"
    if is_mobile_number(value):
        return "phone"
    day = _DATE.fullmatch(value) if type(value) is str else None
    return "birth_date" if day and _is_birth_year(int(day[3])) else None


def is_identity_number(value: str | float) -> bool:
    """Whether a value can be a citizen's number: province 001 to 096, century and sex 0 to 3, eight digits.

    As every province code begins with 0, a spreadsheet drops one or two digits of the number.
    """
    digits = _digits(value)
    if len(digits) != 12:
        if not 9 <= len(digits) < 12 or digits[0] == "0" or _DAY_CODE.fullmatch(digits):
            return False
        digits = digits.zfill(12)
    return 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"


def is_mobile_number(value: str | float) -> bool:
    """Whether a value can be a mobile number; a number in a cell has lost its 0."""
    if type(value) is str and _LOCAL_PHONE.fullmatch(_SEPARATORS.sub("", re.split("[/;,]", value)[0])):
        return True
    digits = _digits(value)
    return len(digits) == 9 and digits[0] in "35789"


def _digits(value: CellValue) -> str:
    """The digits of a whole number; empty for others and for amounts with grouped thousands."""
    if type(value) is not str:
        return str(int(value)) if type(value) in {int, float} and value == value // 1 else ""
    bare = "" if _GROUPED.fullmatch(value.strip()) else _SEPARATORS.sub("", value)
    return bare if bare.isascii() and bare.isdigit() else ""


def is_person_name(text: str) -> bool:
    """Whether a text is a Vietnamese person's name: a surname and one to four more capitalised words.

    Names of units such as `Nguyễn Huệ` are not, nor of clans (`Họ Nguyễn`) and schools.
    """
    first = text.split(" ", 1)[0]
    if first[:1].isalpha() and first not in _name_starts():
        return False
    bare = clean_text(text)
    if first not in _surnames():
        bare = _BEFORE_NAME.sub("", bare, count=1)
    bare = _AFTER_NAME.sub("", bare)
    words = bare.split()
    if not 2 <= len(words) <= 5 or words[0] not in _surnames():
        return False
    in_capitals = bare.isupper()
    return (
        all(word.isalpha() and word[0].isupper() for word in words)
        and all(in_capitals or len(word) == 1 or word[1:].islower() for word in words)
        and (fold(bare) if bare.isascii() else tone_key(bare)) not in _unit_names()
    )


def _is_birth_year(year: float) -> bool:
    return 1900 <= year <= datetime.now(UTC).year


# --- Columns by heading ----------------------------------------------------------------------------------


def _under_headings(sheet: Sheet, column: int, texts: Sequence[int]) -> Iterator[_Found]:
    """The headings of a column that announce personal data and have it below them."""
    announced = [(row, heading_kind(str(sheet.rows[row][column - 1]))) for row in texts[:_MOST_CELLS]]
    starts = [(row, kind) for row, kind in announced if kind]
    cells = _cells(sheet, column) if starts else []
    ends = [row for row, _ in [*starts, (len(cells), "")][1:]]
    for (row, kind), end in zip(starts, ends, strict=True):
        gap = next(
            (at for at in range(row + 1, end)[:_MOST_CELLS] if not any(map(_is_filled, sheet.rows[at]))), end
        )
        evidence = _vocabulary().kinds[kind]["evidence"]
        # What follows after an empty row may be another table, or the same one.
        for block in (cells[row + 1 : gap], cells[row + 1 : end][:_MOST_CELLS]):
            fitting = _fitting(evidence, [value for value in block if _is_filled(value)])
            if fitting:
                is_list = len(fitting) > 1 and (evidence != "trait" or len(set(fitting)) < len(fitting))
                yield _Found(row + 1, column, kind, len(fitting), needs_company=not is_list)
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
        if _are_round(fitting) or any(type(text) is str and _is_other_heading(text) for text in between):
            return []
    return fitting


def _fits(evidence: str, value: CellValue) -> bool:
    """Whether a value is about a person, given that its heading says so."""
    text = value.strip()[:_LONGEST_VALUE] if type(value) is str else ""
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
            return is_day or is_serial or _is_birth_year(size)
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
    return bool(_LONG_NUMBER.fullmatch(text)) and not _GROUPED.fullmatch(text)


def _is_filled(value: CellValue) -> bool:
    """Whether a cell says anything: `-`, `x` and `không` say that there is nothing."""
    if type(value) is str:
        return len(value) > _LONGEST_NOTHING or tone_key(value) not in _NOTHING
    return value is not None


def _is_other_heading(text: str) -> bool:
    classes, has_unknown = _classes(text)
    return text.strip()[0].isalpha() and (has_unknown or not classes <= {"filler", *_vocabulary().kinds})


def _may_be_name(text: str) -> bool:
    """Whether a text under a heading of names can be one: any short run of capitalised words."""
    if is_person_name(text) or is_person_name(text.title()):
        return True
    words = re.sub(r"[.'’]", " ", _AFTER_NAME.sub("", clean_text(text))).split()
    if not 1 <= len(words) <= 4 or not all(word.isalpha() and word[0].isupper() for word in words):
        return False
    if len(words) > 1 and text.isupper():
        return False
    is_label = _names_units_only(text) or is_footer(text) or kind_of_label(text, "")
    return not is_label and _unit_names().isdisjoint((text, tone_key(text))) and _classes(text)[1]


def _names_units_only(text: str) -> bool:
    """Whether a text names units and no house: `Xã Vạn Thọ, huyện Vạn Ninh`."""
    return all(take_apart(part)[0].type for part in text.split(",")) and not any(map(str.isdigit, text))


def _are_round(values: Sequence[CellValue]) -> bool:
    """Whether numbers are amounts of money by their ends: people's numbers rarely end in 000."""
    numbers = [digits for value in values if (digits := _digits(value)) and digits[0] != "0"]
    return sum(digits.endswith("000") for digits in numbers) > _SHARE_ROUND * len(numbers)


# --- Columns by values -----------------------------------------------------------------------------------


def _by_values(
    sheet: Sheet, column: int, texts: Sequence[int], sample: Sequence[CellValue]
) -> Iterator[_Found]:
    """What a column holds by the look of its values, whatever its heading."""
    starts = _name_starts()
    rows: Sequence[int] = [
        row
        for row in texts[:_MOST_CELLS]
        if not (text := str(sheet.rows[row][column - 1]))[:1].isalpha()
        or "@" in text
        or (len(text) > _SHORTEST_NUMBER and text[-2:].isdigit())
        or text.split(" ", 1)[0] in starts
    ]
    numbers = [value for value in sample if value is not None and type(value) is not str]
    large = [value for value in numbers if type(value) not in {int, float} or value >= _SMALLEST_NUMBER]
    alike = Counter(filter(None, map(kind_of_value, large))).values()
    if alike and (_step(sheet) == 1 or max(alike) >= _SHARE_OF_SAMPLE * len(numbers)):
        rows = range(len(sheet.rows))[:_MOST_CELLS]
    elif len(rows) < _USUAL_FEWEST:
        return
    cells = _cells(sheet, column)[: max(rows[-1] + 1, _MOST_CELLS)]
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
            yield _Found(own[-1] if kind == "name" else own[0], column, kind, len(marked))


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
    share = len(marked) / sum(map(_is_filled, cells[first : last + 1]))
    if share < least:
        return False
    if kind == "name":
        # Villages and clans have two words far more often than people.
        return 2 * sum(len(str(value).split()) > 2 for value in values) >= len(values)
    if len(set(map(str, values))) < _SHARE_DISTINCT * len(values) or _are_round(values):
        return False
    if kind == "identity":
        return _are_births_plausible(values, share)
    return kind != "birth_date" or _are_birthdays(values)


def _is_bare_number(value: CellValue) -> bool:
    """Whether a cell is empty or a number that does not begin with 0, as amounts are."""
    return value is None or _digits(value)[:1] not in {"", "0"}


def _is_exempt(kind: str, headings: Sequence[tuple[int, str]], value: CellValue) -> bool:
    """Whether a column's headings explain its values: money, codes, places, or days of events."""
    classes = frozenset().union(*(_classes(text)[0] for _, text in headings))
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
    numbers = [_digits(value).zfill(12) for value in values]
    this_year = datetime.now(UTC).year % 100
    plausible = sum(number[3] in "01" or int(number[4:6]) <= this_year for number in numbers)
    is_odd_list = len(numbers) >= _FEWEST_ODD and share >= _SHARE_ODD
    return is_odd_list or share * plausible >= _USUAL_SHARE * len(numbers)


def _are_birthdays(values: Sequence[CellValue]) -> bool:
    """Whether days lie years apart and in no order, as the days of a series never do."""
    days = []
    for value in values:
        parts = _DATE.fullmatch(value.strip()) if type(value) is str else None
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
        elif value is None and (found or not any(map(_is_filled, sheet.rows[above - 1]))):
            break
    return found
