"""Text as people typed it, in one form of Unicode, whatever font or system it was typed with.

Three things happen to Vietnamese on its way into a spreadsheet. Before Unicode, fonts such as .VnTime (TCVN3)
and VNI-Times drew other letters in the place of Latin-1 ones, and those letters are still stored: `§¬n vÞ`,
`Ñôn vò`. A program reads UTF-8 as if it were Windows-1252: `ÄÆ¡n vá»‹`. Or letters and marks are stored
apart. All are undone here, the first two only where the words become Vietnamese and were not before.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.old_encodings import DECODERS, is_beyond_latin
from khuyenhoc.intake.syllables import is_syllable, one_spelling

Rows = Sequence[Sequence[CellValue]]

# A word is a run without spaces, digits and ASCII punctuation: old fonts put letters on other symbols.
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~]+")
_PUNCTUATION = "“”‘’„‚–—…«»•·°²³§©®™×÷"
_NOT_A_KEY = re.compile(r"[^\w%]+|_+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
# The letter eth and two more look like đ; keyboards and old converters put them in its place.
_LOOKALIKES = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_LOOKALIKE = re.compile("[ÐðƉɖ]")
_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]|\ufffd")

# How sure the repair must be: see `find_encoding`.
_FEW_WORDS = 3
_SHARE_READABLE = 0.7
_SHARE_GAINED = 0.3
_WORDS_IN_GOOD_SHEET = 5
_TEXTS_LOOKED_AT = 5_000
_WORDS_TO_JUDGE = 20

# A national sheet names some 3,000 units and a few dozen headings.
_KEYS_KEPT = 20_000


def clean_text(text: str) -> str:
    """The text in NFC without invisible characters, every kind of space a plain one; idempotent.

    Line breaks stay, since they part the lines of a heading. The letters Ð and ð become Đ and đ.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and not _LOOKALIKE.search(text):
        return text
    lines = re.sub("\r\n?|[\v\f\u2028\u2029]", "\n", text).translate(_LOOKALIKES)
    kept = []
    for character in lines:
        category = unicodedata.category(character)
        if category == "Zs" or character == "\t":
            kept.append(" ")
        elif character == "\n" or category not in {"Cc", "Cf", "Cs"}:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=_KEYS_KEPT)
def tone_key(text: str) -> str:
    """A key under which spellings of the same words are equal, marks included: compare key with key.

    Lower case, NFC, one place for the tone mark (`hòa`, `hoà`), `i` for a final `y` after a consonant (`kỹ`,
    `kĩ`), no apostrophes, any other punctuation and spaces one space; `%` stays, as it tells columns apart.
    """
    return " ".join(map(one_spelling, _key_words(text)))


@lru_cache(maxsize=_KEYS_KEPT)
def fold(text: str) -> str:
    """A key without marks: `Quỹ  Đức-Hòa` and `QUY DUC HOA` both give `quy duc hoa`; otherwise as `tone_key`.

    Tones part many units and headings (`Sơn`, `Sôn`), so it is for search and second guesses.
    """
    decomposed = unicodedata.normalize("NFD", " ".join(_key_words(text)).lower())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).replace("đ", "d")


def _key_words(text: str) -> list[str]:
    return [word for word in _NOT_A_KEY.split(_APOSTROPHES.sub("", clean_text(text))) if word]


class RepairedText(NamedTuple):
    """A sheet's rows with clean text.

    Attributes:
        rows: same shape as given; only text differs.
        encoding: `tcvn3`, `vni` or `utf8` when text was turned into Unicode, else None.
    """

    rows: tuple[tuple[CellValue, ...], ...]
    encoding: str | None


def texts_of(rows: Rows) -> set[str]:
    """The different texts of a sheet: of 200,000 cells a few thousand."""
    return {value for row in rows for value in row if type(value) is str}


def repair_sheet_text(
    rows: Rows, *, assumed: str | None = None, texts: Set[str] | None = None
) -> RepairedText:
    """Clean every text of a sheet, turning TCVN3, VNI and misread UTF-8 into Unicode where they are found.

    Args:
        rows: the cells of one sheet.
        assumed: the encoding found elsewhere in the workbook, for a sheet with too few words to tell.
        texts: the sheet's different texts, where they are known.
    """
    texts = texts_of(rows) if texts is None else texts
    encoding = find_encoding(texts, assumed=assumed)
    repaired = _decoded_texts(texts, encoding) if encoding else {}
    changed: dict[str, str | None] = {}
    for text in texts:
        clean = clean_text(repaired.get(text, text))
        if clean != text:
            changed[text] = clean or None
    if not changed:
        return RepairedText(tuple(row if type(row) is tuple else tuple(row) for row in rows), None)
    clean_rows = tuple(
        tuple(changed.get(value, value) if type(value) is str else value for value in row) for row in rows
    )
    return RepairedText(clean_rows, encoding if repaired else None)


def find_encoding(texts: Iterable[str], *, assumed: str | None = None) -> str | None:
    """The encoding whose undoing makes Vietnamese of these texts; None when they are good as they are.

    It is believed when most words become readable and a third of them were not before, or, in a sheet of good
    Unicode with some old cells pasted in, when five words do. A few foreign names pass neither test.
    """
    marked = [text for text in texts if not text.isascii()][:_TEXTS_LOOKED_AT]
    cleaned = [clean_text(text) for text in marked]
    if not _may_gain(cleaned):
        return None
    before = [_count_readable(_marked_words(text)) for text in cleaned]
    # A text whose words are all Vietnamese as they stand has none to gain.
    hopeful = [
        (text, old) for text, (_, old) in zip(marked, before, strict=True) if old < _count_marked(text)
    ]
    # No decoding changes these.
    fixed = sum(count for text, (count, _) in zip(marked, before, strict=True) if is_beyond_latin(text))
    best, best_gain = None, 0
    for name in [assumed] if assumed else DECODERS:
        gain = sum(max(0, _readable(decode(text, name) or "") - old) for text, old in hopeful)
        if gain <= best_gain or (gain < _WORDS_IN_GOOD_SHEET and gain < _SHARE_GAINED * fixed):
            continue
        after = [
            _count_readable(_marked_words(decoded)) if (decoded := decode(text, name)) else same
            for text, same in zip(marked, before, strict=True)
        ]
        words = sum(count for count, _ in after)
        readable = sum(max(old, new) for (_, old), (_, new) in zip(before, after, strict=True))
        is_mostly = gain >= _SHARE_GAINED * words and readable >= _SHARE_READABLE * words
        is_enough = gain >= (1 if assumed else min(_FEW_WORDS, words))
        if is_enough and (is_mostly or gain >= _WORDS_IN_GOOD_SHEET):
            best, best_gain = name, gain
    return best


def _may_gain(texts: Iterable[str]) -> bool:
    """Whether texts have a word with marks that is not Vietnamese as it stands."""
    words = {word for word in set(_WORD.findall("\n".join(texts))) if not word.isascii()}
    return not all(is_syllable(word.strip(_PUNCTUATION)) for word in words)


def decode(text: str, encoding: str) -> str | None:
    """The text with one old encoding undone; None where it cannot be in that encoding.

    Args:
        text: letters as an old font stored them, seen as Windows-1252 or Windows-1258.
        encoding: `tcvn3`, `vni` or `utf8` (UTF-8 that was read as Windows-1252).
    """
    return DECODERS[encoding](text)


def readable_share(text: str) -> float:
    """Share of the words with marks that are Vietnamese syllables; 1.0 for a text without marks."""
    words = _marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def find_lost_letters(rows: Rows, texts: Set[str] | None = None) -> tuple[int, int, str] | None:
    """Where letters have become question marks: 1-based row, column and the word; None when all are there.

    One `?` between letters may be a slip of typing; three different words cannot.

    Args:
        rows: the cells of one sheet.
        texts: the sheet's different texts, where they are known.
    """
    found: dict[str, tuple[int, int]] = {}
    texts = texts_of(rows) if texts is None else texts
    suspects = {text for text in texts if "?" in text or "\ufffd" in text}
    for row_number, row in enumerate(rows if suspects else (), 1):
        for column, value in enumerate(row, 1):
            if type(value) is str and value in suspects:
                for word in value.split():
                    if _LOST_LETTER.search(word):
                        found.setdefault(word, (row_number, column))
    certain = [word for word in found if "\ufffd" in word]
    if not certain and len(found) < _FEW_WORDS:
        return None
    word = certain[0] if certain else next(iter(found))
    return (*found[word], word)


def find_unreadable_text(rows: Rows, texts: Set[str] | None = None) -> str | None:
    """A word in no known encoding, when most of a sheet's words are; None for a sheet that can be read.

    Names of other languages are rare enough among twenty words not to reach one half.

    Args:
        rows: the cells of one sheet.
        texts: the sheet's different texts, where they are known.
    """
    words = _different_marked_words(texts_of(rows) if texts is None else texts)
    unreadable = sorted(word for word in words if not is_syllable(word))
    return unreadable[0] if len(words) >= _WORDS_TO_JUDGE and 2 * len(unreadable) > len(words) else None


def _decoded_texts(texts: Iterable[str], encoding: str) -> dict[str, str]:
    """Text -> decoded text, for those texts of a sheet that are in the encoding."""
    options, doubtful = {}, {}
    verdicts: Counter[str] = Counter()
    for text in texts:
        decoded = None if text.isascii() else decode(text, encoding)
        if decoded is None or decoded == text:
            verdicts["good"] += bool(_marked_words(text))
            continue
        before, after = _readable(clean_text(text)), _readable(decoded)
        if after > before:
            options[text] = decoded
            verdicts["old"] += 1
        elif after == before:
            doubtful[text] = decoded
        else:
            verdicts["good"] += 1
    # `sè` is a word in Unicode and, as `số`, in TCVN3: the rest of the sheet decides.
    if verdicts["old"] > verdicts["good"]:
        return options | doubtful
    return {
        text: decoded
        for text, decoded in options.items()
        if _readable(decoded) == len(_marked_words(decoded))
    }


def _marked_words(text: str) -> list[str]:
    """The words with letters beyond ASCII, stripped of punctuation."""
    return _stripped(_WORD.findall(text))


def _different_marked_words(texts: Iterable[str]) -> set[str]:
    """The different marked words of texts: of 30,000 words of a national sheet some 1,500."""
    return set(_stripped(set(_WORD.findall("\n".join(texts)))))


def _stripped(words: Iterable[str]) -> list[str]:
    stripped = (word.strip(_PUNCTUATION) for word in words if not word.isascii())
    return [word for word in stripped if word and not word.isascii()]


def _count_marked(text: str) -> int:
    return sum(not word.isascii() for word in _WORD.findall(text))


def _count_readable(words: Sequence[str]) -> tuple[int, int]:
    """How many words there are, and how many are Vietnamese syllables."""
    return len(words), sum(map(is_syllable, words))


def _readable(text: str) -> int:
    """How many words with marks are Vietnamese syllables."""
    return sum(map(is_syllable, _marked_words(text)))
