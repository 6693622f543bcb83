"""Which separator parts thousands in a column, and what a number's digits mean then."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from statistics import median


class Style(StrEnum):
    """Which separator parts thousands."""

    DOT = "dot"  # 1.234.567,8
    COMMA = "comma"  # 1,234,567.8
    UNCLEAR = "unclear"  # the column contradicts itself


NUMBER = re.compile(r"([+-]?)(\d+(?:[.,]\d+)*)")
# Thousands parted by spaces, or by apostrophes as Swiss software does.
_SPACED = re.compile(r"(?<=\d)[ '’](?=\d{3}(?!\d))")
UNIT_AFTER = re.compile(
    r"(?<=\d) ?\(?(?:người|hội viên|hv|hộ|gia đình|gđ|dòng họ|thôn|tổ|đơn vị|đv|suất|lượt|lớp|em|hs"
    r"|chi hội|ban|phần|trung tâm|tt)\)?$"
)
_FAR_BELOW = 20


def plain(text: str) -> str:
    """Number text in plain characters: full-width digits, special spaces and minus signs made ordinary."""
    text = unicodedata.normalize("NFKC", text).strip().strip("'’").lower()
    text = _SPACED.sub("", " ".join(text.split()))
    if text[:1] in "‐‑‒–—−" and text[1:2].isdigit():
        text = "-" + text[1:]
    return text


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
            vote = style_proved_by(number)
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
        (fractions if style_proved_by(number) else doubtful)[sign].append(float(number.replace(",", ".")))
    return any(
        fractions[sign] and doubtful[sign] and max(doubtful[sign]) * _FAR_BELOW < median(fractions[sign])
        for sign in ".,"
    )


def _numbers_in(text: str) -> list[str]:
    text = plain(text)
    if not text or not (text[0].isdigit() or text[0] in "+-"):
        return []
    return [match[2] for match in NUMBER.finditer(text)] if "/" in text or "%" in text else _one_number(text)


def _one_number(text: str) -> list[str]:
    match = NUMBER.fullmatch(UNIT_AFTER.sub("", text))
    return [match[2]] if match else []


@lru_cache(maxsize=65536)
def style_proved_by(number: str) -> Style | None:
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
    own = style_proved_by(number)
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
