"""What a cell of figures says: a number, nothing, "none", "does not apply", or something that is no number.

Vietnamese text writes 1.234.567,8 (Law on Accounting 88/2015/QH13, article 11), Excel in English 1,234,567.8.
One cell such as `1.234` cannot tell; its column, then its sheet, then the law decide.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.text_repair import fold


class State(StrEnum):
    """What a cell turned out to hold."""

    VALUE = "value"
    NONE = "none"  # `-`, "không": nothing to report
    RATIO = "ratio"  # `3.046/3.725 (81,77%)`
    PERCENT = "percent"  # `60,15%`
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    TEXT = "text"


class Style(StrEnum):
    """Which separator parts thousands."""

    DOT = "dot"  # 1.234.567,8
    COMMA = "comma"  # 1,234,567.8
    UNCLEAR = "unclear"  # the column contradicts itself


class Reading(NamedTuple):
    """One cell, read.

    Attributes:
        value: the number; of a ratio, its first part; of a percentage, in points.
        decimals: digits after the decimal sign as written.
        whole: second part of a ratio.
        rate: the percentage printed beside a ratio, in points, and its decimals.
    """

    state: State
    value: float | None = None
    decimals: int = 0
    whole: float | None = None
    rate: tuple[float, int] | None = None


MISSING = Reading(State.MISSING)
NONE_REPORTED = Reading(State.NONE, 0)
TEXT = Reading(State.TEXT)

_NUMBER = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*)")
_RATIO = re.compile(r"([\d.,]+) ?/ ?([\d.,]+)(?: ?\(? ?(?:=|đạt|tỷ lệ|tỉ lệ)? ?([\d.,]+) ?% ?\)?)?")
# Thousands parted by spaces, or by apostrophes as Swiss software does.
_SPACED = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))")
_UNIT_AFTER = re.compile(
    r"(?<=\d) ?\(?(?:người|hội viên|hv|hộ|gia đình|gđ|dòng họ|thôn|tổ|đơn vị|đv|suất|lượt|lớp|em|hs"
    r"|chi hội|ban|phần|trung tâm|tt)\)?$"
)
_FIGURE = re.compile(
    r"[-+(]?\d[\d.,\s/%()=]*(?:(?:tỷ|tỉ|triệu|nghìn|ngàn|trđ|đồng|đ|vnđ)[\s.]*(?:\d[\d.,]*)?\s*)*"
    r"(?:đạt [\d.,]+ ?%\)?)?"
)
_FAR_BELOW = 20
_DASHES = re.compile(r"[-‐‑‒–—―−_]+")
_DOTS = re.compile(r"[.…]+")
_ZERO_WORDS = frozenset({"khong", "khong co", "ko", "0"})
_MISSING_WORDS = frozenset(
    {
        *(
            "chua co",
            "chua co so lieu",
            "chua bao cao",
            "chua nop",
            "chua nop bao cao",
            "chua thong ke",
            "chua",
        ),
        *(
            "chua tong hop",
            "khong co so lieu",
            "khong bao cao",
            "n a",
            "na",
            "chua co bao cao",
            "dang thong ke",
        ),
    }
)
_NOT_APPLICABLE_WORDS = frozenset({"x", "khong ap dung"})


def plain(text: str) -> str:
    """Number text in plain characters: full-width digits, special spaces and minus signs made ordinary."""
    text = unicodedata.normalize("NFKC", text).strip().strip("'’").lower()
    text = _SPACED.sub("", " ".join(text.split()))
    if text[:1] in "‐‑‒–—−" and text[1:2].isdigit():
        text = "-" + text[1:]
    return text


def is_figure_text(text: str) -> bool:
    """Whether a text is a number, a rate, a ratio or an amount, with or without its unit: `36.698 hộ`."""
    if not text[:1].isdigit() and text[:1] not in "-+−–(１２３４５６７８９０":
        return False
    return bool(_FIGURE.fullmatch(_UNIT_AFTER.sub("", plain(text))))


def column_style(texts: Iterable[str], inherited: Style | None, *, integers_only: bool) -> tuple[Style, bool]:
    """The separator style of a column and whether its own texts prove it.

    Args:
        texts: the column's texts; those that are no numbers are passed over.
        inherited: the style of the sheet's other columns, where one is known.
        integers_only: whether the column can hold whole numbers only (counts, amounts in đồng), so that
            any single separator before three digits parts thousands.

    Returns:
        The style, and True when the texts of the column decide it.
    """
    votes, undecided = set[Style](), set[str]()
    singles: list[str] = []
    for text in texts:
        for number in _numbers_in(text):
            vote = _vote(number)
            # `12,5` among counts is a slip in one cell, not the column's style.
            if not integers_only and number.count(".") + number.count(",") == 1:
                singles.append(number)
            if vote and (not integers_only or number.count(".") + number.count(",") > 1):
                votes.add(vote)
            elif vote:
                continue
            elif "." in number or "," in number:
                undecided.add("." if "." in number else ",")
    if len(votes) == 2 or _mean_two_things(singles):
        return Style.UNCLEAR, True
    if votes:
        return votes.pop(), True
    if integers_only and len(undecided) == 1:
        return (Style.DOT if undecided == {"."} else Style.COMMA), True
    return inherited or Style.DOT, False


def _mean_two_things(numbers: Iterable[str]) -> bool:
    """Whether `944.5` and `1.227` share a column: as a fraction the second is far below the first."""
    fractions: dict[str, list[float]] = {".": [], ",": []}
    doubtful: dict[str, list[float]] = {".": [], ",": []}
    for number in numbers:
        sign = "." if "." in number else ","
        (fractions if _vote(number) else doubtful)[sign].append(float(number.replace(",", ".")))
    return any(
        fractions[sign] and doubtful[sign] and max(doubtful[sign]) * _FAR_BELOW < median(fractions[sign])
        for sign in ".,"
    )


def _numbers_in(text: str) -> list[str]:
    text = plain(text)
    if not text or not (text[0].isdigit() or text[0] in "+-"):
        return []
    return [match[2] for match in _NUMBER.finditer(text)] if "/" in text or "%" in text else _one_number(text)


def _one_number(text: str) -> list[str]:
    match = _NUMBER.fullmatch(_UNIT_AFTER.sub("", text))
    return [match[2]] if match else []


@lru_cache(maxsize=65536)
def _vote(number: str) -> Style | None:
    """The style that one number proves; None when it fits both."""
    dots, commas = number.count("."), number.count(",")
    if dots and commas:
        return Style.DOT if number.rfind(",") > number.rfind(".") else Style.COMMA
    if not dots and not commas:
        return None
    sign = "." if dots else ","
    parts = number.split(sign)
    parts_thousands = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if len(parts) > 2:
        if not parts_thousands:
            return None
        return Style.DOT if dots else Style.COMMA
    if parts_thousands and parts[0].strip("0"):
        return None
    return Style.COMMA if dots else Style.DOT


def parse_number(number: str, style: Style) -> tuple[float, int] | None:
    """A number of digits and separators, and its count of decimals; None when it is not well formed.

    Args:
        number: `1.234.567,8`, without sign, spaces or unit.
        style: which separator parts thousands; `UNCLEAR` reads only what can be read in one way.
    """
    own = _vote(number)
    if own is None and style is Style.UNCLEAR and ("." in number or "," in number):
        return None
    chosen = own or (Style.DOT if style is Style.UNCLEAR else style)
    thousands, decimal = (".", ",") if chosen is Style.DOT else (",", ".")
    whole, sign, fraction = number.partition(decimal)
    groups = whole.split(thousands)
    if thousands in fraction or decimal in fraction or (sign and not fraction):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    digits = "".join(groups)
    return (float(f"{digits}.{fraction}"), len(fraction)) if fraction else (int(digits), 0)


def read_cell(value: CellValue, style: Style) -> Reading:
    """What one cell of figures holds.

    Only digits with separators make a number: `NaN`, `inf`, `1_000` and `1e5` are text here.

    Args:
        value: the cell; numbers are taken as they are.
        style: how the column's texts are written.
    """
    if value is None:
        return MISSING
    kind = type(value)
    if kind is int:
        return Reading(State.VALUE, value)
    if kind is float:
        return _from_float(value)
    if kind is str:
        return read_text(value, style)
    # A date here is mostly `3/4` that Excel took for 3 April: no number can be told from it.
    return TEXT


def _from_float(value: float) -> Reading:
    if value != value or value in {float("inf"), float("-inf")}:
        return TEXT
    # Excel keeps 15 digits: what lies beyond is the dust of binary fractions.
    tidy = float(f"{value:.15g}")
    if tidy.is_integer():
        return Reading(State.VALUE, int(tidy))
    return Reading(State.VALUE, tidy, len(f"{tidy:f}".rstrip("0").partition(".")[2]))


@lru_cache(maxsize=65536)
def read_text(text: str, style: Style) -> Reading:
    """As `read_cell`, for text."""
    cleaned = plain(text)
    if not cleaned or _DOTS.fullmatch(cleaned):
        return MISSING
    if _DASHES.fullmatch(cleaned):
        return NONE_REPORTED
    if cleaned[0].isdigit() or cleaned[0] in "+-":
        return _read_digits(cleaned, style)
    words = fold(cleaned)
    if words in _ZERO_WORDS:
        return NONE_REPORTED
    if words in _MISSING_WORDS:
        return MISSING
    return Reading(State.NOT_APPLICABLE) if words in _NOT_APPLICABLE_WORDS else TEXT


def says_none(text: str) -> bool:
    """Whether a text says in words that there is none: `không`, `không có`."""
    return fold(plain(text)) in _ZERO_WORDS


def _read_digits(text: str, style: Style) -> Reading:
    ratio = _RATIO.fullmatch(text)
    if ratio:
        return _read_ratio(ratio, style)
    is_percent = text.endswith("%")
    match = _NUMBER.fullmatch(_UNIT_AFTER.sub("", text.removesuffix("%").strip()))
    if not match:
        return TEXT
    parsed = parse_number(match[2], style)
    if parsed is None:
        unclear = style is Style.UNCLEAR and _vote(match[2]) is None and len(re.split("[.,]", match[2])) == 2
        return Reading(State.AMBIGUOUS) if unclear else TEXT
    value, decimals = parsed
    return Reading(
        State.PERCENT if is_percent else State.VALUE, -value if match[1] == "-" else value, decimals
    )


def _read_ratio(match: re.Match[str], style: Style) -> Reading:
    parsed = [parse_number(part, style) if part else None for part in match.groups()]
    part, whole, rate = parsed
    if part is None or whole is None or (match[3] and rate is None):
        return TEXT
    return Reading(State.RATIO, part[0], part[1], whole[0], rate)


def read_rate(value: CellValue) -> Reading:
    """A printed rate, `78,58` or `60,15%`; a single separator is always the decimal sign here.

    Returns:
        `PERCENT` for text with a percent sign, `VALUE` for a bare number (points, or a share of 1).
    """
    if type(value) is not str:
        return read_cell(value, Style.DOT)
    text = plain(value)
    number = text.removesuffix("%").strip()
    if not re.fullmatch(r"\d+(?:[.,]\d+)?", number):
        return read_text(value, Style.DOT)
    decimals = len(re.split("[.,]", number)[1]) if not number.isdigit() else 0
    state = State.PERCENT if text.endswith("%") else State.VALUE
    return Reading(state, float(number.replace(",", ".")), decimals)
