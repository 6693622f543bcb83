"""Numbers, money, dates and periods as people write them.

Vietnamese: a dot after thousands, a comma before decimals (Law on Accounting; domain practice);
English: the other way round.
"""

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n.catalogue import Language, Translator

# Python rounds a half to the even digit, and most halves lie a hair below: 8.25 to 8.2, 8.35 to 8.3.
_HALVES_UP = 1 + 2**-51
# From here on that hair could be seen.
_EXACT_FROM = 1e12
_ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}
# From what amount on (none is rounded up to a thousand of the unit below), the unit, its text, its decimals.
_MONEY_STEPS = (
    (999_950_000, 1e9, "money.billion", 1),
    (999_999.5, 1e6, "money.million", 1),
    (0, 1, "money.dong", 0),
)


def format_number(value: float | None, language: Language, decimals: int = 0) -> str:
    """`1.234.567,8` or `1,234,567.8`, halves up as in Excel and PowerPoint; an en dash if missing."""
    if value is None or not math.isfinite(value):
        return "–"
    text = f"{value * _HALVES_UP if abs(value) < _EXACT_FROM else value:,.{decimals}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def format_money(value: float | None, t: Translator, *, is_short: bool = False) -> str:
    """Amount of đồng in the unit that reads best: `22,0 tỷ đồng`, `350,5 triệu đồng`, `900 đồng`.

    Short, for narrow columns: `22,0 tỷ`, `350,5 triệu`, `900 đ`.
    """
    if value is None or math.isnan(value):
        return "–"
    _, step, key, decimals = next(entry for entry in _MONEY_STEPS if abs(value) >= entry[0])
    amount = format_number(value / step, t.language, decimals)
    return t(f"{key}_short" if is_short else key, amount=amount)


def format_money_ticks(values: Sequence[float], t: Translator) -> list[str]:
    """Round amounts along an axis, all in the unit of the largest: `0`, `2,5 tỷ`, `5,0 tỷ`."""
    largest = max(map(abs, values), default=0)
    _, step, key, _ = next(entry for entry in _MONEY_STEPS if largest >= entry[0])
    decimals = next(
        (places for places in (0, 1) if all(_is_whole(value / step * 10**places) for value in values)), 2
    )
    return [
        t(f"{key}_short", amount=format_number(value / step, t.language, decimals)) if value else "0"
        for value in values
    ]


def _is_whole(value: float) -> bool:
    return math.isclose(value, round(value), abs_tol=1e-6)


def format_value(value: float | None, unit: str, t: Translator, *, is_short: bool = False) -> str:
    """A value of an indicator with its unit: `82,1%`, `22,0 tỷ đồng`, `11.300 đồng/người`, `335.074`.

    Short, where a heading says of what it is: `22,0 tỷ`, `11.300 đ`.
    """
    if value is None or math.isnan(value):
        return "–"
    if is_short and unit.startswith("VND"):
        return format_money(value, t, is_short=True)
    if unit == "VND":
        return format_money(value, t)
    if unit in {"VND/person", "VND/award"}:
        return t(f"money.{unit.replace('VND/', 'per_')}", amount=format_number(value, t.language))
    if unit == "%":
        return f"{format_number(value, t.language, 1)}%"
    return format_number(value, t.language, 1 if unit == "per 1000" else 0)


# Before every value that is an estimate, in all languages (`lens.estimate_mark`).
ESTIMATE_SIGN = "≈"


def marked(text: str, method: object, t: Translator) -> str:
    """A value's text, with the sign of an estimate where `method` says that it is one."""
    return t("lens.estimate_mark", value=text) if method == "estimate" else text


def format_change(change: float | None, unit: str, t: Translator) -> str:
    """A difference with its sign, none where it rounds to zero; of rates, in points: `+2,1 điểm %`."""
    if change is None or math.isnan(change):
        return "–"
    is_rate = unit == "%"
    amount = format_number(abs(change), t.language, 1) if is_rate else format_value(abs(change), unit, t)
    is_seen = any(digit in "123456789" for digit in amount)
    signed = ("+" if change > 0 else "−") * is_seen + amount
    return t("change.points", amount=signed) if is_rate else signed


def format_gap(gap: float, unit: str, t: Translator) -> str:
    """The size of what is missing, never nothing: `7,0 điểm %`, `dưới 0,1 điểm %`."""
    size = format_change(abs(gap), unit, t).lstrip("+")
    if any(digit in "123456789" for digit in size):
        return size
    return t("change.less_than", amount=size[::-1].replace("0", "1", 1)[::-1])


def format_date(day: date) -> str:
    """`05/03/2026`, in both languages as Vietnamese offices write it."""
    return f"{day:%d/%m/%Y}"


def format_period(period: Period, t: Translator) -> str:
    """`Quý III/2025`, `6 tháng đầu năm 2025`, `9 tháng năm 2025`, `Năm 2025`."""
    return t(f"period.{period.kind}", year=period.year, roman=_ROMAN.get(period.kind, ""))


def format_period_inline(period: Period, t: Translator) -> str:
    """The same within a sentence: `quý III/2025`."""
    text = format_period(period, t)
    return text[0].lower() + text[1:]


def format_period_short(period: Period, t: Translator) -> str:
    """`Quý III<br>2025`: for axes."""
    return t(f"period_short.{period.kind}", year=period.year, roman=_ROMAN.get(period.kind, ""))


def in_viet_nam(moment: datetime) -> datetime:
    """A moment of the store (UTC without a zone) by the clock of Viet Nam, which has no summer time."""
    return moment + timedelta(hours=7)


def format_day(moment: datetime) -> str:
    """The day of a moment of the store by the clock of Viet Nam: `05/03/2026`."""
    return format_date(in_viet_nam(moment))


def format_moment(moment: datetime) -> str:
    """A moment of the store by the clock of Viet Nam: `05/03/2026 14:30`."""
    return f"{in_viet_nam(moment):%d/%m/%Y %H:%M}"
