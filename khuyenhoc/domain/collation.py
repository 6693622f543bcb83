"""Vietnamese order of names: a ă â b c d đ e ê …, and within a syllable ngang huyền hỏi ngã sắc nặng.

The order is that of `collate vi` in the queries, so that a table keeps its order when Python sorts it again.
Letters of the whole name are weighed first, tones where the letters agree, capitals last.
"""

import unicodedata
from functools import lru_cache

import pandas as pd

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_WEIGHT = {letter: place for place, letter in enumerate(_ALPHABET, start=1)}
# Before letters stand digits, before those spaces and signs.
_BEFORE_LETTERS = 0x110000

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=8192)
def vietnamese_key(name: str) -> SortKey:
    """What `sorted` needs to put names in Vietnamese order."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", name.casefold()):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_letter(plain))
        tones.append(tone)
    return tuple(letters), tuple(tones), name.swapcase()


def by_vietnamese_names(column: pd.Series) -> pd.Series:
    """A `key` for `sort_values`: columns of text by their Vietnamese order, others as they are."""
    if not pd.api.types.is_string_dtype(column):
        return column
    return column.map(vietnamese_key, na_action="ignore")


def _letter(plain: str) -> int:
    if plain in _WEIGHT:
        return _BEFORE_LETTERS + _WEIGHT[plain]
    return ord(plain[0]) + (_BEFORE_LETTERS // 2 if plain.isdigit() else 0)
