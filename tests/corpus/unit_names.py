"""The units of a province, and the ways in which people type their names."""

import re
import unicodedata
from collections.abc import Callable

from khuyenhoc.domain.org_units import OrgUnit, children
from khuyenhoc.domain.periods import Period

Naming = Callable[[OrgUnit, str], str]

_SHORT = {
    "Thành phố": "TP.",
    "Thị xã": "TX.",
    "Huyện": "H.",
    "Quận": "Q.",
    "Phường": "P.",
    "Xã": "X.",
    "Đặc khu": "ĐK.",
}
_TONES = "".join(chr(code) for code in (0x300, 0x301, 0x303, 0x309, 0x323))
_NEW_TONE = re.compile(rf"(o(?=.[ae])|u(?=.y))([{_TONES}])([aey])(?!\w)", re.IGNORECASE)
_Y_AFTER_CONSONANT = re.compile(rf"(?<=[bcdđghklmnprstvx])(y)([{_TONES}]?)(?!\w)", re.IGNORECASE)


def units_of(province_id: str, count: int | None = None) -> tuple[OrgUnit, ...]:
    """The province's reporting units in code order, or the first of them."""
    return children(province_id)[:count]


def official(unit: OrgUnit, period: str) -> str:
    """`Thành phố Nha Trang`, as it is called at the period's end."""
    return unit.name_on(Period.parse(period).end)


def _type_and_name(unit: OrgUnit, period: str) -> tuple[str, str]:
    name = official(unit, period)
    kind = next(kind for kind in _SHORT if name.startswith(kind))
    return kind, name.removeprefix(kind).strip()


def upper(unit: OrgUnit, period: str) -> str:
    """`THÀNH PHỐ NHA TRANG`."""
    return official(unit, period).upper()


def dotted(unit: OrgUnit, period: str) -> str:
    """`TP. Nha Trang`."""
    kind, name = _type_and_name(unit, period)
    return f"{_SHORT[kind]} {name}"


def glued(unit: OrgUnit, period: str) -> str:
    """`TP.Nha Trang`."""
    return dotted(unit, period).replace(". ", ".")


def undotted(unit: OrgUnit, period: str) -> str:
    """`TP Nha Trang`."""
    return dotted(unit, period).replace(". ", " ")


def lower_type(unit: OrgUnit, period: str) -> str:
    """`xã Vĩnh Hải`."""
    name = official(unit, period)
    return name[0].lower() + name[1:]


def bare(unit: OrgUnit, period: str) -> str:
    """`Nha Trang`; the type stays where the name is a number or two units of the province share it."""
    kind, name = _type_and_name(unit, period)
    same = [other for other in children(unit.parent_id) if other.short_name == unit.short_name]
    return name if len(same) == 1 and not name.isdigit() else f"{kind} {name}"


def bare_upper(unit: OrgUnit, period: str) -> str:
    """`NHA TRANG`."""
    return bare(unit, period).upper()


def type_behind(unit: OrgUnit, period: str) -> str:
    """`Nha Trang (TP)`."""
    kind, name = _type_and_name(unit, period)
    return f"{name} ({_SHORT[kind].rstrip('.')})"


def association(unit: OrgUnit, period: str) -> str:
    """`Hội Khuyến học thành phố Nha Trang`."""
    return f"Hội Khuyến học {lower_type(unit, period)}"


def association_short(unit: OrgUnit, period: str) -> str:
    """`HKH thành phố Nha Trang`."""
    return f"HKH {lower_type(unit, period)}"


def old_tone(text: str) -> str:
    """`Khánh Hoà`, `Thuỷ Nguyên`: the mark on the second vowel, as older keyboards put it."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _NEW_TONE.sub(r"\1\3\2", decomposed))


def with_old_tone(unit: OrgUnit, period: str) -> str:
    """`Thị xã Ninh Hoà`."""
    return old_tone(official(unit, period))


def with_i(unit: OrgUnit, period: str) -> str:
    """`Huyện Kì Sơn` for Kỳ Sơn."""
    decomposed = unicodedata.normalize("NFD", official(unit, period))
    swapped = _Y_AFTER_CONSONANT.sub(lambda match: ("I" if match[1] == "Y" else "i") + match[2], decomposed)
    return unicodedata.normalize("NFC", swapped)


def decomposed_marks(unit: OrgUnit, period: str) -> str:
    """Letters and marks stored apart, as a Mac writes file names and some exports write text."""
    return unicodedata.normalize("NFD", official(unit, period))


def without_marks(text: str) -> str:
    """`Khanh Hoa`."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def plain_ascii(unit: OrgUnit, period: str) -> str:
    """`Thanh pho Nha Trang`."""
    return without_marks(official(unit, period))


def padded(unit: OrgUnit, period: str) -> str:
    """Spaces before and behind, and two between."""
    return f"  {official(unit, period).replace(' ', '  ', 1)}   "


def hard_spaces(unit: OrgUnit, period: str) -> str:
    """No-break spaces, as text pasted from the web has."""
    return official(unit, period).replace(" ", "\u00a0") + "\u00a0"


def invisible(unit: OrgUnit, period: str) -> str:
    """Zero-width spaces, a byte order mark and a right-to-left mark inside the name."""
    first, _, rest = official(unit, period).partition(" ")
    return f"\ufeff{first}\u200b \u200f{rest}\u200d"


def broken_line(unit: OrgUnit, period: str) -> str:
    """A line break between type and name, typed with Alt+Enter."""
    kind, name = _type_and_name(unit, period)
    return f"{kind}\n{name}"


def numbered(unit: OrgUnit, period: str) -> str:
    """`3. Huyện Cam Lâm`: the order number inside the name."""
    return f"{children(unit.parent_id).index(unit) + 1}. {official(unit, period)}"


def in_turn(*namings: Naming) -> Naming:
    """A naming that goes through others unit by unit, as in lists typed by many hands."""

    def name(unit: OrgUnit, period: str) -> str:
        return namings[children(unit.parent_id).index(unit) % len(namings)](unit, period)

    return name
