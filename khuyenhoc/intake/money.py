"""In what unit amounts are written, and how they become đồng.

Vietnamese reports state the unit once, in a caption, a title or a heading; statements may be in nghìn, triệu
or tỷ đồng when the figures are long (Decree 174/2016/NĐ-CP). Without any statement the size of the figures
decides, and a person is asked unless only one unit makes sense.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from khuyenhoc.intake.number_style import Style, parse_number, plain


@dataclass(frozen=True)
class MoneyUnit:
    """A unit of amounts: how many đồng, and its name."""

    factor: int
    name: str


DONG = MoneyUnit(1, "đồng")
NGHIN = MoneyUnit(1_000, "nghìn đồng")
TRIEU = MoneyUnit(1_000_000, "triệu đồng")
TY = MoneyUnit(1_000_000_000, "tỷ đồng")

_D = r"(?:đồng|dong|đ|vnđ|vnd)"
_SCALES = (
    (TY, rf"(?:tỷ|tỉ|ty|1\.?000\.?000\.?000)\s*{_D}"),
    (TRIEU, rf"(?:triệu|trieu|tr|1[. ]?000[. ]?000)[.\s]*{_D}"),
    (NGHIN, rf"(?:nghìn|ngàn|nghin|ngan|ng|n|1[. ]?000)[.\s]*{_D}"),
)
_ANYWHERE = tuple((unit, re.compile(rf"(?<![\w.,]){pattern}(?!\w)")) for unit, pattern in _SCALES)
# `đồng` alone is also a part of other words (cộng đồng, Đồng Nai): only where a unit is expected.
_SHORT = re.compile(
    rf"[\s(\[:,/-]*(?:(?P<ty>tỷ|tỉ)|(?P<trieu>triệu|trieu|tr)|(?P<nghin>nghìn|ngàn|nghin|ngan)|(?P<dong>{_D}))"
    r"(?:\s*/\s*\w+)?[\s)\].,;]*"
)
_CAPTION = re.compile(
    r"\(?\s*(?:đơn\s*vị(?:\s*tính)?|đvt|đv\s*tính|don\s*vi(?:\s*tinh)?|dvt)\b(?:\s*(?:số\s*)?(?:tiền|tien))?\s*[:\-–]?"
    r"\s*(?P<units>.*)",
    re.DOTALL,
)
_PART_AMOUNT = re.compile(r"([\d.,]+)\s*(tỷ|tỉ|triệu|trđ|tr|nghìn|ngàn|đồng|vnđ|vnd|đ)\b\.?")
_FACTORS = {"tỷ": TY, "tỉ": TY, "triệu": TRIEU, "trđ": TRIEU, "tr": TRIEU, "nghìn": NGHIN, "ngàn": NGHIN}

# As đồng, a unit's fund in a quarter is millions at least (published: 15,000 to 110,000 đồng a head); as
# nghìn đồng the same figures would be thousands of times the richest fund known.
_PLAINLY_DONG = 10_000_000
_HARDLY_DONG = 100_000
_ENOUGH_AMOUNTS = 6
# All local funds of the country held 4,000 tỷ đồng at the end of 2024: no unit holds half of that.
_MOST_EVER = 2_000_000_000_000


def is_money_caption(text: str) -> bool:
    """Whether a text states units of measure, such as `Đơn vị tính: triệu đồng`."""
    match = _CAPTION.match(text.lower())
    return match is not None and (":" in text or unit_in_caption(text) is not None)


def unit_in_caption(text: str) -> MoneyUnit | None:
    """The money unit that a caption or title states; None without one."""
    lowered = text.lower()
    for unit, pattern in _ANYWHERE:
        if pattern.search(lowered):
            return unit
    match = _CAPTION.match(lowered)
    places = re.split(r"[,;]", match["units"]) if match else re.findall(r"\(([^()]*)\)", lowered)
    return next(filter(None, map(_short_unit, places)), None)


def unit_in_heading(path: Sequence[str]) -> MoneyUnit | None:
    """The money unit that a column's heading states, the lowest text first: `Số tiền (triệu đồng)`."""
    for text in reversed(path):
        unit = unit_in_caption(text) or _short_unit(text.lower())
        if unit:
            return unit
    return None


def _short_unit(text: str) -> MoneyUnit | None:
    """The unit that is all a text says: `đồng`, `(tr.đ)`, `triệu`."""
    for unit, pattern in _ANYWHERE:
        if pattern.search(text):
            return unit
    match = _SHORT.fullmatch(text)
    if not match:
        return None
    return {"ty": TY, "trieu": TRIEU, "nghin": NGHIN, "dong": DONG}[match.lastgroup or "dong"]


def parse_amount(text: str, style: Style) -> float | None:
    """Đồng of an amount that names its own unit (`420 tỷ 936 triệu đồng`, `331.500.000 đ`), else None."""
    cleaned = plain(text)
    total, end, last = 0.0, 0, None
    for match in _PART_AMOUNT.finditer(cleaned):
        unit = _FACTORS.get(match[2], DONG)
        number = parse_number(match[1], style)
        between = cleaned[end : match.start()].strip()
        if number is None or between or (last and unit.factor >= last.factor):
            return None
        total += number[0] * unit.factor
        end, last = match.end(), unit
    rest = cleaned[end:].strip()
    return round(total, 2) if last and rest in {"", "đồng", "đ", "vnđ", "vnd"} else None


def is_below_belief(unit: MoneyUnit, amounts: Iterable[float]) -> bool:
    """Whether amounts in a unit would be less than the price of a few notebooks: the unit is a wrong one."""
    sizes = [amount for amount in amounts if amount > 0]
    return len(sizes) >= _ENOUGH_AMOUNTS and median(sizes) * unit.factor < _HARDLY_DONG


def is_beyond_belief(unit: MoneyUnit, amounts: Iterable[float]) -> bool:
    """Whether amounts in a unit would be more than any fund of a unit ever held, and are plain as đồng.

    Excel can show 2.325.000.000 as 2.325: the caption then names the unit of what is shown, not of the cell.
    """
    sizes = [amount for amount in amounts if amount > 0]
    return bool(sizes) and median(sizes) * unit.factor > _MOST_EVER and median(sizes) >= _PLAINLY_DONG / 10


def guess_unit(amounts: Iterable[float]) -> tuple[MoneyUnit, bool]:
    """The likeliest unit of amounts without a stated one, and whether no other makes sense."""
    sizes = [amount for amount in amounts if amount > 0]
    if not sizes:
        return DONG, True
    middle = median(sizes)
    if middle >= _PLAINLY_DONG:
        return DONG, True
    return (TRIEU, False) if middle < _HARDLY_DONG else (DONG, False)
