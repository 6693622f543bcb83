"""What a heading says about people, in the words of `data/reference/personal_headings.csv`.

The file has one row a kind, the gravest first:

- `match`: `part` when unknown words may stand beside the phrase, `whole` when only known ones may. Rows of
  `class` are no kinds: they name what speaks against one (`unless`), or only fill a heading.
- `evidence`: which values below such a heading are about people.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.personal_values import LONGEST_VALUE, kind_of_value
from khuyenhoc.intake.text_repair import clean_text, fold, tone_key

_MOST_HEADING_WORDS = 20
_LONGEST_PHRASE = 6
_MOST_HEADING_DIGITS = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Vocabulary:
    """The words of headings.

    Attributes:
        kinds: name -> row of the reference file, the gravest first.
        phrases: key function -> words of a phrase -> the kinds and classes it names.
        signals: first words of the phrases that name kinds; most texts hold none of them.
    """

    kinds: Mapping[str, Mapping[str, str]]
    phrases: Mapping[object, Mapping[tuple[str, ...], frozenset[str]]]
    signals: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The reference file, read once."""
    rows = read_reference("personal_headings")
    kinds = {row["kind"]: row for row in rows if row["match"] != "class"}
    phrases: dict[object, dict[tuple[str, ...], frozenset[str]]] = {tone_key: {}, fold: {}}
    signals: set[str] = set()
    for row in rows:
        for phrase in row["words"].split("|"):
            for key, table in phrases.items():
                words = tuple(key(phrase).split())
                table[words] = table.get(words, frozenset()) | {row["kind"]}
                if row["kind"] in kinds:
                    signals |= {words[0], phrase.split()[0].lower()}
    return Vocabulary(kinds, phrases, frozenset(signals))


def heading_kind(text: str) -> str | None:
    """The kind of personal data that a heading announces; None for any other text."""
    # Thousands of cells hold a plain name or code: they must be passed quickly.
    if text.isdigit() or len(text) > LONGEST_VALUE:
        return None
    words = text.lower().split() if text.replace(" ", "").isalpha() else _WORD.findall(text.lower())
    if vocabulary().signals.isdisjoint(words) or len(words) > _MOST_HEADING_WORDS:
        return None
    return _announced(clean_text(text))


@lru_cache(maxsize=4096)
def _announced(text: str) -> str | None:
    # A label beside its value (`Điện thoại:`) or the value itself is no heading of a column.
    if ":" in text or sum(map(str.isdigit, text)) > _MOST_HEADING_DIGITS or kind_of_value(text):
        return None
    for key in (tone_key, fold):
        classes, has_unknown = classes_of(text, key)
        if "person" in classes:
            classes -= {"office", "place"}
        if "none" in classes:
            return None
        for name, kind in vocabulary().kinds.items():
            # Short words without their marks are too many: `Đông Anh` is no `ảnh`.
            is_clear = kind["match"] == "part" or (not has_unknown and (key is tone_key or text.isascii()))
            if name in classes and is_clear and classes.isdisjoint(kind["unless"].split("|")):
                return name
    return None


def classes_of(text: str, key: object = None) -> tuple[frozenset[str], bool]:
    """Kinds and classes that a text names, the longest phrases first, and whether words remain."""
    key = key or (fold if text.isascii() else tone_key)
    table = vocabulary().phrases[key]
    words = key(text.replace("%", " % ")).split()
    found: frozenset[str] = frozenset()
    has_unknown = False
    while words:
        for length in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            if names := table.get(tuple(words[:length])):
                break
        found |= names or frozenset()
        has_unknown |= not names
        del words[:length]
    return found, has_unknown
