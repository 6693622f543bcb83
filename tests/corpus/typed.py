"""How numbers get into cells: as numbers, or as text in all that keyboards and exports make of them.

A typing takes the data element and the amount in the column's unit, and gives the cell's content.
"""

from collections.abc import Callable

from tests.corpus.figures import MONEY

Cell = object
Typing = Callable[[str, float], Cell]

MEASURES = {
    **dict.fromkeys(("population", "adults", "members", "members_joined"), "người"),
    **dict.fromkeys(("families_total", "families_registered", "families_recognised"), "hộ"),
    **dict.fromkeys(("clans_total", "clans_registered", "clans_recognised"), "dòng họ"),
    **dict.fromkeys(("communities_total", "communities_registered", "communities_recognised"), "thôn"),
    **dict.fromkeys(("units_total", "units_registered", "units_recognised"), "đơn vị"),
    **dict.fromkeys(("citizens_registered", "citizens_recognised"), "người"),
    **dict.fromkeys(("scholarships", "hardship_grants", "adult_grants"), "suất"),
    "rewards": "lượt",
    "branches": "chi hội",
    "boards": "ban",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _tidy(amount: float) -> float:
    return int(amount) if float(amount).is_integer() else round(amount, 9)


def as_number(element: str, amount: float) -> Cell:
    """1234567, or 2.408 where the unit of money leaves decimals."""
    return _tidy(amount)


def _grouped(amount: float, thousands: str, decimal: str) -> str:
    whole, _, fraction = f"{_tidy(amount):,.9f}".partition(".")
    fraction = fraction.rstrip("0")
    text = whole.replace(",", thousands)
    return f"{text}{decimal}{fraction}" if fraction else text


def dots(element: str, amount: float) -> str:
    """`1.234.567,8`."""
    return _grouped(amount, ".", ",")


def commas(element: str, amount: float) -> str:
    """`1,234,567.8`."""
    return _grouped(amount, ",", ".")


def spaces(element: str, amount: float) -> str:
    """`1 234 567`."""
    return _grouped(amount, " ", ",")


def hard_spaces(element: str, amount: float) -> str:
    """`1 234 567` with no-break spaces."""
    return _grouped(amount, "\u00a0", ",")


def narrow_spaces(element: str, amount: float) -> str:
    """`1 234 567` with narrow no-break spaces."""
    return _grouped(amount, "\u202f", ",")


def bare_digits(element: str, amount: float) -> str:
    """`1234567` as text, with a space behind."""
    return _grouped(amount, "", ",") + " "


def full_width(element: str, amount: float) -> str:
    """`１．２３４`-like digits of an East Asian keyboard, with plain dots."""
    return dots(element, amount).translate(_FULL_WIDTH)


def with_unit(element: str, amount: float) -> str:
    """`12.714 người`; money without a unit of its own."""
    text = dots(element, amount)
    return f"{text} {MEASURES[element]}" if element in MEASURES else text


def with_million(element: str, amount: float) -> Cell:
    """`944 trđ` for money written in triệu, plain numbers for counts."""
    return f"{dots(element, amount)} trđ" if element in MONEY else _tidy(amount)


def with_dong(element: str, amount: float) -> Cell:
    """`331.500.000 đ` for money, plain numbers for counts."""
    return f"{dots(element, amount)} đ" if element in MONEY else _tidy(amount)


def compound(element: str, amount: float) -> Cell:
    """`2 tỷ 408 triệu đồng` for money in đồng that is whole millions."""
    if element not in MONEY:
        return _tidy(amount)
    billions, millions = divmod(int(amount) // 1_000_000, 1000)
    return (
        f"{billions} tỷ {millions} triệu đồng"
        if billions and millions
        else f"{billions or millions} {'tỷ' if billions else 'triệu'} đồng"
    )


def by_row(*typings: Typing) -> Typing:
    """Typings in turn, as when several people typed one sheet: the digits decide which."""

    def typed(element: str, amount: float) -> Cell:
        return typings[int(amount) % len(typings)](element, amount)

    return typed


def rate_number(part: int, whole: int) -> Cell:
    """78.58."""
    return round(part / whole * 100, 2) if whole else ""


def rate_text(part: int, whole: int) -> Cell:
    """`78,58%`."""
    return f"{part / whole * 100:.2f}%".replace(".", ",") if whole else ""


def rate_share(part: int, whole: int) -> Cell:
    """0.7858, shown by Excel as a percentage."""
    return round(part / whole, 4) if whole else ""


def rate_rough(part: int, whole: int) -> Cell:
    """`78,6 %`."""
    return f"{part / whole * 100:.1f} %".replace(".", ",") if whole else ""
