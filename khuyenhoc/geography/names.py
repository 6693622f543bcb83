"""Names of administrative units, reduced to keys that spelling variants share."""

import re
import unicodedata
from typing import NamedTuple

from khuyenhoc.domain.letters import without_marks

STATE_FARM = "Nông trường"

KINDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")

_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BRACKETED_KIND = re.compile(r"^(?P<proper>.+?)\s*\((?P<kind>[^)]+)\)$")
_STATE_FARM = re.compile(r"^(?:Thị trấn\s+)?(?:N\.?T\.?|Nông trường)\s+(?P<proper>\S.*)$", re.IGNORECASE)


class UnitName(NamedTuple):
    """A name taken apart: the kind of unit ("" when the name does not say) and the proper name."""

    kind: str
    proper: str


def split_name(name: str) -> UnitName:
    """Separate the kind of unit from the proper name.

    A former state farm ("NT Lệ Ninh", "Thị trấn Nông trường Lệ Ninh") is a kind of its own, because
    a commune of the same proper name often lies beside it.

    Args:
        name: as written in a register or in the source of the polygons, in any Unicode form.

    Returns:
        The kind, spelled as in `KINDS`, and the proper name, both in NFC.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    farm = _STATE_FARM.match(text)
    if farm:
        return UnitName(STATE_FARM, farm["proper"])
    bracketed = _BRACKETED_KIND.match(text)
    if bracketed:
        return UnitName(bracketed["kind"].strip(), bracketed["proper"])
    for kind in KINDS:
        if text.casefold().startswith(f"{kind.casefold()} "):
            return UnitName(kind, text[len(kind) + 1 :])
    return UnitName("", text)


def accent_key(proper: str) -> str:
    """Key that keeps accents but not where the tone mark stands ("Hoà" = "Hòa"), case, spaces or marks.

    Args:
        proper: a proper name without its kind.

    Returns:
        The key; equal keys mean the same spelling.
    """
    syllables = re.split(r"[\s\-]+", unicodedata.normalize("NFD", proper.casefold()))
    return unicodedata.normalize("NFC", "".join(map(_syllable_key, syllables)))


def folded_key(proper: str) -> str:
    """Key without any accents, with y = i ("Quy Nhơn" = "Qui Nhơn").

    Args:
        proper: a proper name without its kind, or a key folded elsewhere.

    Returns:
        ASCII letters and digits only; different names can share a folded key.
    """
    letters = "".join(filter(str.isalnum, without_marks(proper)))
    return _without_leading_zeros(letters.replace("y", "i"))


def _syllable_key(syllable: str) -> str:
    tones = "".join(character for character in syllable if character in _TONE_MARKS)
    letters = "".join(
        character
        for character in syllable
        if character not in _TONE_MARKS and (character.isalnum() or unicodedata.combining(character))
    )
    return _without_leading_zeros(letters) + tones


def _without_leading_zeros(text: str) -> str:
    return str(int(text)) if text.isascii() and text.isdigit() else text
