"""A unit's name as reports write it, taken apart: `P. Hàm Rồng`, `HỘI KHUYẾN HỌC HUYỆN DIÊN KHÁNH`, `Q.1`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from khuyenhoc.intake.text_repair import fold, tone_key

_TYPE_FORMS = {
    "Phường": ("phường", "phuong", "p", "f", "ph"),
    "Xã": ("xã", "xa", "x"),
    "Thị trấn": ("thị trấn", "thi tran", "tt", "ttr"),
    "Đặc khu": ("đặc khu", "dac khu", "đk"),
    "Thành phố": ("thành phố", "thanh pho", "tp", "t p"),
    "Thị xã": ("thị xã", "thi xa", "tx", "t x"),
    "Huyện": ("huyện", "huyen", "h", "huyện đảo", "huyen dao", "h đảo"),
    "Quận": ("quận", "quan", "q"),
}
_FORMS = sorted(
    ((tone_key(form), name) for name, forms in _TYPE_FORMS.items() for form in forms),
    key=lambda pair: -len(pair[0]),
)
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,3}|[ivxIVX]{1,5}|[a-zđ])\s*[.)/\-]\s+(?=\D)|^\s*\d{1,3}\s*[.)]\s*(?=[^\W\d])|^\s*[-+*•]\s*"
)
_BODY = re.compile(
    r"^(?:hội khuyến học|hội kh|hkh|ubnd|ủy ban nhân dân|hoi khuyen hoc)\s+(?:các\s+)?", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# `Long Mỹ (TX)`: the type behind the name, where two units share the name.
_TYPE_BEHIND = re.compile(r"^(.*\S)\s*[(\[]\s*([^()\[\]\d]{1,10})\s*[)\]]\s*$")
_SHORT_TYPES = {form for form, _ in _FORMS}
_GLUED = re.compile(r"^([a-zđ]{1,2})(\d{1,2})$")


@dataclass(frozen=True)
class ReportedName:
    """A unit's name as reported, taken apart.

    Attributes:
        type: canonical type, None for a bare name.
        key: the name without its type, as a key with marks.
        folded: the same without marks.
        is_plain: whether the name was typed without any marks.
    """

    type: str | None
    key: str
    folded: str
    is_plain: bool


@lru_cache(maxsize=8192)
def take_apart(text: str) -> tuple[ReportedName, ...]:
    """The ways to read a reported name: its first word as a type where it can be one, and as it stands."""
    behind = _TYPE_BEHIND.search(text)
    if behind and tone_key(behind[2]) in _SHORT_TYPES:
        text = f"{behind[2]} {behind[1]}"
    stripped = _BODY.sub("", _NUMBERING.sub("", _BRACKETS.sub(" ", text)))
    key = _GLUED.sub(r"\1 \2", tone_key(stripped))
    names = []
    for form, type_name in _FORMS:
        if key.startswith(f"{form} ") or (form == key):
            bare = key[len(form) + 1 :]
            # `Quận 1` has no name but its number, so the type belongs to it.
            if bare:
                names.append(name_of(type_name, bare))
            break
    return (*names, name_of(None, key))


def is_bare(text: str) -> bool:
    """Whether a name is given without its type."""
    return all(name.type is None for name in take_apart(text))


# Spellings of one name that the rules of spelling do not join.
_OTHER_SPELLINGS = {
    "buôn mê thuột": "buôn ma thuột",
    "ban mê thuột": "buôn ma thuột",
    "ban ma thuột": "buôn ma thuột",
    "plei ku": "pleiku",
    "bắc cạn": "bắc kạn",
}
_OTHER_WORDS = {"đăk": "đắk", "đắc": "đắk", "dăk": "đắk"}


def name_of(type_name: str | None, key: str) -> ReportedName:
    """A name from its type and its key with marks; numbers lose leading zeros."""
    words = (
        word.lstrip("0") or "0" if word.isdigit() else _OTHER_WORDS.get(word, word) for word in key.split()
    )
    key = " ".join(words)
    key = _OTHER_SPELLINGS.get(key, key)
    return ReportedName(type_name, key, fold(key), key.isascii())
