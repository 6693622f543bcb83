"""What old Vietnamese fonts and misread UTF-8 stored in place of the letters, undone."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from khuyenhoc.domain.reference import read_reference


@cache
def _latin_of() -> Mapping[int, str]:
    """Character -> its byte as a Latin-1 character, for what Windows-1252 and -1258 can hold beyond ASCII."""
    table: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        for codec in ("cp1252", "cp1258", "latin-1"):
            character = bytes([byte]).decode(codec, errors="ignore")
            if character:
                table.setdefault(ord(character), chr(byte))
    return table


def as_latin(text: str) -> str | None:
    """The text with each character as the byte it came from; None when one did not come from a byte."""
    return None if is_beyond_latin(text) else text.translate(_latin_of())


def is_beyond_latin(text: str) -> bool:
    """Whether a text has a character that did not come from a byte, so that nothing here can decode it."""
    return _beyond_latin().search(text) is not None


@cache
def _beyond_latin() -> re.Pattern[str]:
    return re.compile(f"[^\\x00-\\x7f{re.escape(''.join(map(chr, _latin_of())))}]")


@cache
def _tcvn3_table() -> Mapping[int, str]:
    return {int(row["code_point"][2:], 16): row["character"] for row in read_reference("tcvn3")}


@cache
def _vni_table() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = {}
    for row in read_reference("vni"):
        stored = "".join(chr(int(code[2:], 16)) for code in row["code_points"].split())
        table[stored] = row["character"]
        # Some keyboards put the small mark after a capital: `Aá` beside `AÁ`.
        table.setdefault(stored[0] + stored[1:].lower(), row["character"])
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def _decode_tcvn3(text: str) -> str | None:
    latin = as_latin(text)
    return None if latin is None else _finish_capitals(latin.translate(_tcvn3_table()))


def _decode_vni(text: str) -> str | None:
    latin = as_latin(text)
    if latin is None:
        return None
    pattern, table = _vni_table()
    return pattern.sub(lambda match: table[match[0]], latin)


def _decode_utf8(text: str) -> str | None:
    latin = as_latin(text)
    try:
        return None if latin is None else latin.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None


DECODERS: dict[str, Callable[[str], str | None]] = {
    "tcvn3": _decode_tcvn3,
    "vni": _decode_vni,
    "utf8": _decode_utf8,
}


def _finish_capitals(text: str) -> str:
    """Capitals for words typed in a capitals font (.VnTimeH), which stores marked capitals as small letters.

    `HộI KHUYếN HọC` becomes `HỘI KHUYẾN HỌC`. `Hà` may be either: it follows the words on both sides.
    """
    words = list(re.finditer(r"[^\W\d_]+", text))
    kinds = [_capitals_kind(word[0]) for word in words]
    if "capitals" not in kinds:
        return text
    before = _nearest_known(kinds)
    after = _nearest_known(kinds[::-1])[::-1]
    pieces, end = [], 0
    for word, left, right in zip(words, before, after, strict=True):
        pieces += [text[end : word.start()], word[0].upper() if left == right == "capitals" else word[0]]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _nearest_known(kinds: Sequence[str]) -> list[str]:
    """For each word its kind or, where that is unclear, the kind of the nearest clear word before it."""
    nearest, found = "capitals", []
    for kind in kinds:
        nearest = nearest if kind == "unclear" else kind
        found.append(nearest)
    return found


def _capitals_kind(word: str) -> str:
    """`capitals`, `small` or `unclear`, by its ASCII letters, whose case is stored as typed."""
    if any("a" <= letter <= "z" for letter in word):
        return "small"
    if any(letter.isupper() for letter in word[1:]):
        return "capitals"
    return "unclear"
