"""The words of headings: which concepts a text names, and which readings they allow.

They stand in `data/reference/headings.csv`, not here. Its rows are of these kinds:

- `words`: a concept and the wordings people use for it, parted by `|`. `filler` holds words without meaning.
- `element`: a data element and the concepts its heading must name, parted by ` + `; `allows` lists concepts
  that may stand beside them. Any other concept or unknown word in the heading speaks against the reading.
- `rate`: as `element`, for a column that gives the named element as a share.
- `ignored`: a figure that is understood and not kept, such as a change since last year.
- `role`: the order, code, note and unit columns; here `words` are whole headings.
- `measure`: units of measure, which may fill a row of their own below the headings.

`confidence` is how sure a reading is; where `beside` names a data element, `otherwise` is the confidence when
no other column of the table holds that element ("Tổng số" under "Gia đình học tập" means households only
beside "Được công nhận").
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.text_repair import fold, tone_key

# `1. Tổng số`, `I. Hội viên`, `a) Đăng ký`, `- Công nhận`.
_ENUMERATOR = re.compile(
    r"^\s*(?:(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*)\s*[.)/-]\s*(?=[^\W\d])|[a-zđ]\s*[.)]\s+|[-+*•–]\s*)"
)
# `(được công nhận/tổng số, tỷ lệ %)` tells how `30.412/41.250 (73,73%)` is written: no column of rates.
_WITH_SHARE = re.compile(r"(/\s*(?:tổng|TS)\b[^,;/]*)[,;]\s*(?:tỷ lệ|tỉ lệ|TL)\s*\(?%?\)?", re.IGNORECASE)


class Role(StrEnum):
    """What a column is for."""

    ORDER = "order"
    CODE = "code"
    UNIT = "unit"
    NOTE = "note"
    VALUE = "value"
    RATE = "rate"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """One way to read a heading: the concepts it must name, and those it may.

    Attributes:
        name: the data element; of an ignored column, what it holds.
        beside: data element of another column, without which `otherwise` is the confidence.
    """

    role: Role
    name: str
    requires: frozenset[str]
    allows: frozenset[str]
    beside: str
    confidence: float
    otherwise: float


@dataclass(frozen=True)
class Lexicon:
    """All words and readings.

    Attributes:
        phrases: words with marks -> the concepts they may name.
        folded_phrases: the same without marks.
        roles: whole headings of order, code and note columns.
        unit_words: words of which a unit column's heading holds one at least, the rest being `unit_fillers`.
        measures: units of measure, as a row below the headings gives them.
        longest: words of the longest phrase.
    """

    phrases: dict[tuple[str, ...], frozenset[str]]
    folded_phrases: dict[tuple[str, ...], frozenset[str]]
    readings: tuple[Reading, ...]
    roles: dict[str, Role]
    unit_words: frozenset[str]
    unit_fillers: frozenset[str]
    measures: frozenset[str]
    longest: int


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    phrases: dict[tuple[str, ...], set[str]] = {}
    folded: dict[tuple[str, ...], set[str]] = {}
    readings, roles = [], {}
    unit_words = unit_fillers = measures = frozenset[str]()
    for row in read_reference("headings"):
        wordings = row["words"].split("|")
        if row["kind"] == "words":
            for wording in wordings:
                phrases.setdefault(words_of(wording), set()).add(row["name"])
                folded.setdefault(tuple(fold(wording).split()), set()).add(row["name"])
        elif row["kind"] == "measure":
            measures = _keys(wordings)
        elif row["kind"] != "role":
            readings.append(_reading(row))
        elif row["name"] == Role.UNIT:
            unit_words = _keys(wordings)
            unit_fillers = _keys(row["allows"].split("|"))
        else:
            roles |= {key(wording): Role(row["name"]) for wording in wordings for key in (tone_key, fold)}
    return Lexicon(
        {words: frozenset(names) for words, names in phrases.items()},
        {words: frozenset(names) for words, names in folded.items()},
        tuple(readings),
        roles,
        unit_words,
        unit_fillers,
        measures,
        max(map(len, phrases)),
    )


def _keys(wordings: list[str]) -> frozenset[str]:
    """Keys with marks and without: a heading may be typed either way."""
    return frozenset(key(wording) for wording in wordings for key in (tone_key, fold))


def _reading(row: dict[str, str]) -> Reading:
    roles = {"element": Role.VALUE, "rate": Role.RATE, "ignored": Role.IGNORED}
    confidence = float(row["confidence"])
    return Reading(
        roles[row["kind"]],
        row["name"],
        frozenset(row["words"].split(" + ")),
        frozenset(filter(None, row["allows"].split("|"))),
        row["beside"],
        confidence,
        float(row["otherwise"] or confidence),
    )


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a heading as keys with marks; `%` is a word."""
    return tuple(tone_key(text.replace("%", " % ")).split())


@lru_cache(maxsize=4096)
def concepts_of(text: str, *, accented: bool) -> tuple[frozenset[str], ...]:
    """The concepts of a text, run by run: as few unknown words as can be, then as few runs.

    Args:
        text: one header text.
        accented: whether marks count; CĐHT and CDHT differ in nothing else.
    """
    lexicon = load_lexicon()
    text = _WITH_SHARE.sub(r"\1", _ENUMERATOR.sub("", text))
    words = words_of(text) if accented else tuple(fold(text.replace("%", " % ")).split())
    phrases = lexicon.phrases if accented else lexicon.folded_phrases
    # best[i]: (unknown words, runs, concepts of the runs) of the words from i on.
    best: list[tuple[int, int, tuple[frozenset[str], ...]]] = [(0, 0, ())]
    for start in range(len(words) - 1, -1, -1):
        known = words[start].isdigit()
        rest = best[0]
        options = [(rest[0] + (not known), rest[1] + 1, (frozenset({"filler"} if known else ()), *rest[2]))]
        for length in range(1, min(lexicon.longest, len(words) - start) + 1):
            concepts = phrases.get(words[start : start + length])
            if concepts:
                rest = best[length - 1]
                options.append((rest[0], rest[1] + 1, (concepts, *rest[2])))
        best.insert(0, min(options, key=lambda option: option[:2]))
    return best[0][2]


@lru_cache(maxsize=4096)
def find_role(text: str) -> Role | None:
    """The role of an order, code, note or unit heading; None for any other text."""
    lexicon = load_lexicon()
    key = tone_key(text)
    if key in lexicon.roles:
        return lexicon.roles[key]
    words = key.split()
    found = False
    while words:
        for length in range(min(3, len(words)), 0, -1):
            phrase = " ".join(words[:length])
            if phrase in lexicon.unit_words or phrase in lexicon.unit_fillers:
                found |= phrase in lexicon.unit_words
                del words[:length]
                break
        else:
            return None
    return Role.UNIT if found else None


def is_measure(text: str) -> bool:
    """Whether a text is a unit of measure and nothing else: `người`, `(hộ)`, `1.000đ`."""
    return tone_key(text) in load_lexicon().measures
