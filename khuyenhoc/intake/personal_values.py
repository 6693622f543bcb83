"""What a single value says about a person: a number, a name, an address, a day."""

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.reference import kept, read_reference
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.text_repair import clean_text, fold, tone_key

SMALLEST_NUMBER = 300_000_000
SHORTEST_NUMBER = 8
LONGEST_VALUE = 200  # a sentence, and no work for patterns that take the square of its length
_TITLES = "gia đình|gđ|hộ|ông bà|ông|bà|anh|chị|em|cháu|cô|chú|bác|thầy|đ/c|đồng chí"
_BEFORE_NAME = re.compile(rf"(?:\d{{1,3}}\s*[.)/-]\s*|[-+*•–]\s*)?(?:(?:{_TITLES})[.:]?\s+)*", re.IGNORECASE)
AFTER_NAME = re.compile(r"\s*(?:[(;:/\n]|\s[-–]\s|\s\+?\d).*", re.DOTALL)
_NUMBER_AT_END = re.compile(r"(?:\+84|0)\d?[\d\s.\-()]{8,}$")
_SEPARATORS = re.compile(r"[\s.\-()']+")
_LOCAL_PHONE = re.compile(r"(?:\+84|0084|0)[35789]\d{8}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DATE = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*((?:19|20)\d\d)")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
# 2024093001: a day and a serial number, as documents are numbered.
_DAY_CODE = re.compile(r"(?:199\d|20[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2,3}")


def kind_of_value(value: CellValue) -> str | None:
    """The kind of personal data that a value looks like by itself; None for most."""
    if type(value) is str:
        if len(value) > LONGEST_VALUE:
            return None
        if "@" in value:
            return "email" if _EMAIL.search(value) else None
        if value.isdigit() and len(value) < SHORTEST_NUMBER:
            return None
        text = value.strip()
        tail = _NUMBER_AT_END.search(text) if text[:1].isalpha() else None
        is_number = len(text) >= SHORTEST_NUMBER and (tail or not text[0].isalpha())
        kind = _kind_of_number(tail[0] if tail else text) if is_number else None
        return kind or ("name" if is_person_name(text) else None)
    if type(value) in {int, float}:
        return _kind_of_number(value) if value >= SMALLEST_NUMBER else None
    return "birth_date" if isinstance(value, date) and is_birth_year(value.year) else None


def _kind_of_number(value: str | float) -> str | None:
    if is_identity_number(value):
        return "identity"
    if is_mobile_number(value):
        return "phone"
    day = DATE.fullmatch(value) if type(value) is str else None
    return "birth_date" if day and is_birth_year(int(day[3])) else None


def is_identity_number(value: str | float) -> bool:
    """Whether a value can be a citizen's number: province 001 to 096, century and sex 0 to 3, eight digits.

    As every province code begins with 0, a spreadsheet drops one or two digits of the number.
    """
    digits = digits_of(value)
    if len(digits) != 12:
        if not 9 <= len(digits) < 12 or digits[0] == "0" or _DAY_CODE.fullmatch(digits):
            return False
        digits = digits.zfill(12)
    return 1 <= int(digits[:3]) <= 96 and digits[3] in "0123"


def is_mobile_number(value: str | float) -> bool:
    """Whether a value can be a mobile number; a number in a cell has lost its 0."""
    if type(value) is str and _LOCAL_PHONE.fullmatch(_SEPARATORS.sub("", re.split("[/;,]", value)[0])):
        return True
    digits = digits_of(value)
    return len(digits) == 9 and digits[0] in "35789"


def digits_of(value: CellValue) -> str:
    """The digits of a whole number; empty for others and for amounts with grouped thousands."""
    if type(value) is not str:
        return str(int(value)) if type(value) in {int, float} and value == value // 1 else ""
    bare = "" if GROUPED.fullmatch(value.strip()) else _SEPARATORS.sub("", value)
    return bare if bare.isascii() and bare.isdigit() else ""


def is_person_name(text: str) -> bool:
    """Whether a text is a Vietnamese person's name: a surname and one to four more capitalised words.

    Names of units such as `Nguyễn Huệ` are not, nor of clans (`Họ Nguyễn`) and schools.
    """
    first = text.split(" ", 1)[0]
    if first[:1].isalpha() and first not in name_starts():
        return False
    bare = clean_text(text)
    if first not in _surnames():
        bare = _BEFORE_NAME.sub("", bare, count=1)
    bare = AFTER_NAME.sub("", bare)
    words = bare.split()
    if not 2 <= len(words) <= 5 or words[0] not in _surnames():
        return False
    in_capitals = bare.isupper()
    return (
        all(word.isalpha() and word[0].isupper() for word in words)
        and all(in_capitals or len(word) == 1 or word[1:].islower() for word in words)
        and (fold(bare) if bare.isascii() else tone_key(bare)) not in unit_names()
    )


def is_birth_year(year: float) -> bool:
    """Whether somebody in a report can be born in a year."""
    return 1900 <= year <= datetime.now(UTC).year


@cache
def _surnames() -> frozenset[str]:
    """Surnames as they may be typed: with marks or without, capitalised or in capitals."""
    names = [row["surname"] for row in read_reference("surnames")]
    names += [fold(name).title() for name in names]
    return frozenset([*names, *map(str.upper, names)])


@cache
def name_starts() -> frozenset[str]:
    """First words of texts that may be names: surnames, and titles in any case."""
    titles = {title.split()[0] for title in _TITLES.split("|")}
    forms = {form for title in titles for form in (title, title.capitalize(), title.title(), title.upper())}
    composed = _surnames() | forms
    return composed | {unicodedata.normalize("NFD", form) for form in composed}


@kept
def unit_names() -> frozenset[str]:
    """Names of all units as they are typed, and the keys of those named after people, as Nguyễn Huệ is."""
    names = {unit.short_name for unit in all_units().values()}
    alike = [name for name in names if name.split()[0] in _surnames()]
    keys = [key(name) for name in alike for key in (tone_key, fold)]
    return frozenset([*names, *map(str.upper, names), *keys])
