"""What a heading means: a data element, a rate, an order number, a note, or nothing that is known.

The words stand in `data/reference/headings.csv`, not here. Its rows are of these kinds:

- `words`: a concept and the wordings people use for it, parted by `|`. `filler` holds words without meaning.
- `element`: a data element and the concepts its heading must name, parted by ` + `; `allows` lists concepts that
  may stand beside them. Any other concept or unknown word in the heading speaks against the reading.
- `rate`: as `element`, for a column that gives the named element as a share.
- `ignored`: a figure that is understood and not kept, such as a change since last year.
- `role`: the order, code, note and unit columns; here `words` are whole headings.

`confidence` is how sure a reading is; where `beside` names a data element, `otherwise` is the confidence when no
other column of the table holds that element ("Tổng số" under "Gia đình học tập" means households only beside
"Được công nhận").
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.reference import read_reference
from khuyenhoc.intake.text_repair import fold, tone_key

CERTAIN = 0.75
POSSIBLE = 0.5

# Concepts that may stand above a heading without changing what it counts.
_CONTEXT = frozenset({"association", "members", "branch", "board", "fund", "total", "filler", "money"})
_BASIS = frozenset({"cumulative", "in_period"})


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
class Heading:
    """How a heading was understood.

    Attributes:
        name: the data element of a value or rate column; what an ignored column holds.
        confidence: 0 to 1; below `CERTAIN` a person is asked, below `POSSIBLE` it is unknown.
        basis: `cumulative` or `in_period` when the heading says so.
    """

    role: Role
    name: str | None = None
    confidence: float = 0.0
    basis: str | None = None

    @property
    def element(self) -> str | None:
        """The data element that the column's figures are stored under."""
        return self.name if self.role is Role.VALUE else None


UNKNOWN = Heading(Role.UNKNOWN)


@dataclass(frozen=True)
class _Reading:
    role: Role
    name: str
    requires: frozenset[str]
    allows: frozenset[str]
    beside: str
    confidence: float
    otherwise: float


@dataclass(frozen=True)
class _Span:
    """A run of words with one meaning; no concepts for a word that is not in the lexicon."""

    concepts: frozenset[str]
    is_leaf: bool


@dataclass(frozen=True)
class _Lexicon:
    phrases: dict[tuple[str, ...], frozenset[str]]
    folded_phrases: dict[tuple[str, ...], frozenset[str]]
    readings: tuple[_Reading, ...]
    roles: dict[str, Role]
    unit_words: frozenset[str]
    unit_fillers: frozenset[str]
    longest: int


@cache
def _lexicon() -> _Lexicon:
    phrases: dict[tuple[str, ...], set[str]] = {}
    folded: dict[tuple[str, ...], set[str]] = {}
    readings, roles = [], {}
    unit_words, unit_fillers = frozenset[str](), frozenset[str]()
    for row in read_reference("headings"):
        wordings = row["words"].split("|")
        if row["kind"] == "words":
            for wording in wordings:
                phrases.setdefault(_words(wording), set()).add(row["name"])
                folded.setdefault(tuple(fold(wording).split()), set()).add(row["name"])
        elif row["kind"] != "role":
            readings.append(_reading(row))
        elif row["name"] == Role.UNIT:
            unit_words = frozenset(map(tone_key, wordings))
            unit_fillers = frozenset(map(tone_key, row["allows"].split("|")))
        else:
            roles |= {key(wording): Role(row["name"]) for wording in wordings for key in (tone_key, fold)}
    return _Lexicon(
        {words: frozenset(names) for words, names in phrases.items()},
        {words: frozenset(names) for words, names in folded.items()},
        tuple(readings),
        roles,
        unit_words,
        unit_fillers,
        max(map(len, phrases)),
    )


def _reading(row: dict[str, str]) -> _Reading:
    roles = {"element": Role.VALUE, "rate": Role.RATE, "ignored": Role.IGNORED}
    confidence = float(row["confidence"])
    return _Reading(
        roles[row["kind"]],
        row["name"],
        frozenset(row["words"].split(" + ")),
        frozenset(filter(None, row["allows"].split("|"))),
        row["beside"],
        confidence,
        float(row["otherwise"] or confidence),
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(tone_key(text.replace("%", " % ")).split())


@lru_cache(maxsize=4096)
def _spans(text: str, *, accented: bool) -> tuple[frozenset[str], ...]:
    """The concepts of a text, run by run: as few unknown words as can be, then as few runs.

    Args:
        text: one header text.
        accented: whether marks count; CĐHT and CDHT differ in nothing else.
    """
    lexicon = _lexicon()
    words = _words(text) if accented else tuple(fold(text.replace("%", " % ")).split())
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


def mentions(text: str) -> int:
    """How many runs of words in a text belong to headings (filler does not count)."""
    if find_role(text):
        return 1
    return sum(bool(concepts - {"filler", "money"}) for concepts in _spans(text, accented=not text.isascii()))


def is_filler(text: str) -> bool:
    """Whether a text holds nothing but filler, such as `(người)` or `(triệu đồng)` below a heading."""
    weak = {"filler", "money", "count", "household"}
    return all(concepts & weak for concepts in _spans(text, accented=not text.isascii()))


@lru_cache(maxsize=4096)
def find_role(text: str) -> Role | None:
    """The role of an order, code, note or unit heading; None for any other text."""
    lexicon = _lexicon()
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


def understand(paths: Sequence[Sequence[str]], contexts: Sequence[str] = ()) -> list[Heading]:
    """The meaning of each column's heading, all columns of one table together.

    Args:
        paths: per column, the header texts from top to bottom.
        contexts: what may name the group when the header does not, the nearest first: sheet name, caption.
    """
    accented = any(not text.isascii() for path in paths for text in path)
    first = [_best(path, contexts, None, accented=accented) for path in paths]
    present = [heading.element for heading in first]
    return [
        _best(path, contexts, frozenset(present[:index] + present[index + 1 :]), accented=accented)
        for index, path in enumerate(paths)
    ]


def _best(
    path: Sequence[str], contexts: Sequence[str], present: frozenset | None, *, accented: bool
) -> Heading:
    """The best reading of one heading; `present` None counts every `beside` as fulfilled."""
    if not path:
        return UNKNOWN
    role = find_role(path[-1]) if len(set(path)) == 1 else None
    if role:
        return Heading(role, confidence=1.0)
    heading = _in_words(path, contexts, present, accented=accented)
    # One heading typed without marks among others with marks.
    if heading == UNKNOWN and accented and all(text.isascii() for text in path):
        heading = _in_words(path, contexts, present, accented=False)
    return heading


def _in_words(
    path: Sequence[str], contexts: Sequence[str], present: frozenset | None, *, accented: bool
) -> Heading:
    last = len(path) - 1
    spans = [
        _Span(concepts, level == last)
        for level, text in enumerate(path)
        for concepts in _spans(text, accented=accented)
    ]
    heading = _read(spans, present)
    for context in contexts:
        if heading.confidence >= POSSIBLE and heading.name:
            break
        # A caption may lend a group ("Gia đình học tập"), never the whole meaning.
        lent = _spans(context, accented=not context.isascii())
        group = [_Span(concepts, is_leaf=False) for concepts in lent if concepts - {"filler"}]
        found = _read([*group, *spans], present, own=spans)
        if found.role is not Role.UNKNOWN:
            heading = replace(found, confidence=found.confidence * 0.9)
    return heading


def _read(spans: Sequence[_Span], present: frozenset | None, own: Sequence[_Span] | None = None) -> Heading:
    concepts = frozenset().union(*(span.concepts for span in spans))
    is_rate = any("rate" in span.concepts for span in spans)
    basis = next((name for name in sorted(_BASIS) if name in concepts), None)
    own_concepts = frozenset().union(*(span.concepts for span in own)) if own is not None else concepts
    scored = []
    for reading in _lexicon().readings:
        if (reading.role is Role.RATE) is not is_rate or not reading.requires <= concepts:
            continue
        if own is not None and not reading.requires & own_concepts:
            continue
        confidence = _confidence(reading, spans, present)
        if confidence:
            scored.append((len(reading.requires), confidence, reading))
    if not scored:
        return Heading(Role.RATE, None, 0.8) if is_rate else UNKNOWN
    most = max(size for size, _, _ in scored)
    rivals = [(confidence, reading) for size, confidence, reading in scored if size == most]
    confidence, reading = max(rivals, key=lambda rival: rival[0])
    if any(rival.name != reading.name and other >= confidence for other, rival in rivals):
        return UNKNOWN
    if confidence < POSSIBLE:
        return UNKNOWN
    return Heading(reading.role, reading.name, confidence, basis)


def _confidence(reading: _Reading, spans: Sequence[_Span], present: frozenset | None) -> float:
    """How well a reading explains the spans; 0 when a concept contradicts it."""
    explained = reading.requires | reading.allows | _BASIS | {"filler", "rate"}
    element = data_elements().get(reading.name)
    if element is None or element.is_money:
        explained |= {"money"}
    unknown_words = 0
    for span in spans:
        if span.concepts & explained or (not span.is_leaf and span.concepts & _CONTEXT):
            continue
        if span.concepts:
            return 0.0
        unknown_words += span.is_leaf
    sure = not reading.beside or present is None or reading.beside in present
    confidence = reading.confidence if sure else reading.otherwise
    # One word nobody foresaw: a person is asked. Two: the column may be about anything.
    return confidence * (1.0, 0.65)[unknown_words] if unknown_words < 2 else 0.0
