"""What a cell of figures says: a number, nothing, "none", "does not apply", or something that is no number.

Vietnamese text writes 1.234.567,8 (Law on Accounting 88/2015/QH13, article 11), Excel in English 1,234,567.8.
One cell such as `1.234` cannot tell; its column, then its sheet, then the law decide.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.number_style import NUMBER, UNIT_AFTER, Style, parse_number, plain, style_proved_by
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

_RATIO = re.compile(r"([\d.,]+) ?/ ?([\d.,]+)(?: ?\(? ?(?:=|đạt|tỷ lệ|tỉ lệ)? ?([\d.,]+) ?% ?\)?)?")
_FIGURE = re.compile(
    r"[-+(]?\d[\d.,\s/%()=]*(?:(?:tỷ|tỉ|triệu|nghìn|ngàn|trđ|đồng|đ|vnđ)[\s.]*(?:\d[\d.,]*)?\s*)*"
    r"(?:đạt [\d.,]+ ?%\)?)?"
)
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


def is_figure_text(text: str) -> bool:
    """Whether a text is a number, a rate, a ratio or an amount, with or without its unit: `36.698 hộ`."""
    if not text[:1].isdigit() and text[:1] not in "-+−–(１２３４５６７８９０":
        return False
    return bool(_FIGURE.fullmatch(UNIT_AFTER.sub("", plain(text))))


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
    match = NUMBER.fullmatch(UNIT_AFTER.sub("", text.removesuffix("%").strip()))
    if not match:
        return TEXT
    parsed = parse_number(match[2], style)
    if parsed is None:
        unclear = (
            style is Style.UNCLEAR
            and style_proved_by(match[2]) is None
            and len(re.split("[.,]", match[2])) == 2
        )
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
