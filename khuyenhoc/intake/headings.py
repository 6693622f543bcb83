"""What a heading means: a data element, a rate, an order number, a note, or nothing that is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.intake.lexicon import Reading, Role, concepts_of, find_role, load_lexicon, words_of
from khuyenhoc.intake.limits import check_time

CERTAIN = 0.75
POSSIBLE = 0.5

# Concepts that may stand above a heading without changing what it counts.
_CONTEXT = frozenset({"association", "members", "growth", "fund", "total", "filler", "money"})
# What is counted in many ways: clans, and boards of clans, and what clans gave. Such a word means all there
# are only where nothing above says otherwise.
_NOUNS = frozenset({"household", "clan", "village", "unit", "citizen", "enterprise", "other", "total"})
# What a group of columns is about.
_SUBJECTS = frozenset(
    {"families", "clans", "communities", "units", "citizens", "fund", "scholarship", "reward", "hardship"}
    | {"adult_learner", "centre", "literacy", "members", "association", "branch", "board"}
)
_BASIS = frozenset({"cumulative", "in_period"})
_BARLESS = frozenset({"gdht", "dvht", "tthtcd"})
_OTHER_TIMES = frozenset({"comparison", "plan", "change"})


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
class _Span:
    """A run of words with one meaning; no concepts for a word that is not in the lexicon."""

    concepts: frozenset[str]
    is_leaf: bool


def mentions(text: str) -> int:
    """How many runs of words in a text belong to headings (filler does not count)."""
    if find_role(text) or text in data_elements():
        return 1
    spans = concepts_of(text, accented=not text.isascii())
    return sum(bool(concepts - {"filler", "money"}) for concepts in spans)


def is_filler(text: str) -> bool:
    """Whether a text holds nothing but filler, such as `(người)` or `(triệu đồng)` below a heading."""
    weak = {"filler", "money", "count", "household"}
    return all(concepts & weak for concepts in concepts_of(text, accented=not text.isascii()))


def understand(paths: Sequence[Sequence[str]], contexts: Sequence[str] = ()) -> list[Heading]:
    """The meaning of each column's heading, all columns of one table together.

    Args:
        paths: per column, the header texts from top to bottom.
        contexts: what may name the group when the header does not, the nearest first: sheet name, caption.
    """
    texts = {text for path in paths for text in path}
    interpreter = _Interpreter(
        tuple(contexts),
        accented=any(not text.isascii() for text in texts),
        drops_bar=any(word in _BARLESS for text in texts for word in words_of(text)),
    )
    present = [interpreter.best(path, None).element for path in paths]
    return [
        interpreter.best(path, frozenset(present[:index] + present[index + 1 :]))
        for index, path in enumerate(paths)
    ]


@dataclass(frozen=True)
class _Interpreter:
    """Reads the headings of one table.

    Attributes:
        accented: whether the header is typed with marks.
        drops_bar: whether GĐHT is typed GDHT, so that CDHT may stand for CĐHT and tells nothing.
    """

    contexts: tuple[str, ...]
    accented: bool
    drops_bar: bool

    def best(self, path: Sequence[str], present: frozenset | None) -> Heading:
        """The best reading of one heading; `present` None counts every `beside` as fulfilled."""
        check_time()
        if not path:
            return UNKNOWN
        # Our own forms carry the element's name in a row of the header.
        named = next((text for text in reversed(path) if text in data_elements()), None)
        if named:
            return Heading(Role.VALUE, named, 1.0)
        # Below a group such as "Đơn vị học tập" the word "Đơn vị" is no heading of names.
        role = find_role(path[-1])
        if role and not any(mentions(text) for text in path[:-1] if text != path[-1]):
            return Heading(role, confidence=1.0)
        heading = self._inwords_of(path, present, accented=self.accented)
        # One heading typed without marks among others with marks.
        if heading == UNKNOWN and self.accented and all(text.isascii() for text in path):
            heading = self._inwords_of(path, present, accented=False)
        return heading

    def _inwords_of(self, path: Sequence[str], present: frozenset | None, *, accented: bool) -> Heading:
        levels = _without_umbrellas(
            [
                concepts_of(text, accented=accented and not (self.drops_bar and text.isascii()))
                for text in path
            ]
        )
        own = [_Span(concepts, level is levels[-1]) for level in levels for concepts in level]
        heading = _read(own, own, present)
        for context in self.contexts:
            if heading.confidence >= POSSIBLE and heading.name:
                break
            # A caption may lend a group ("Gia đình học tập"), never the whole meaning.
            lent = concepts_of(context, accented=not context.isascii())
            group = [_Span(concepts, is_leaf=False) for concepts in lent if concepts - {"filler"}]
            found = _read([*group, *own], own, present)
            if found.role is not Role.UNKNOWN:
                heading = replace(found, confidence=found.confidence * 0.9)
        return heading


def _without_umbrellas(levels: list[tuple[frozenset[str], ...]]) -> list[tuple[frozenset[str], ...]]:
    """The levels of a heading but those that gather groups: `Khen thưởng, học bổng / Học bổng / Suất`."""
    subjects = [frozenset().union(*level) & _SUBJECTS for level in levels]
    nearest = next((position for position in range(len(levels) - 1, -1, -1) if subjects[position]), 0)
    return [
        level
        for position, level in enumerate(levels)
        if position >= nearest or not subjects[nearest] < subjects[position]
    ]


def _read(spans: Sequence[_Span], own: Sequence[_Span], present: frozenset | None) -> Heading:
    """The reading that explains most; none when two explain as much and differ.

    Args:
        spans: the heading with what the context lends it.
        own: the heading alone; a reading must rest on some of it.
        present: data elements of the other columns, None for all.
    """
    concepts = frozenset().union(*(span.concepts for span in spans))
    own_concepts = frozenset().union(*(span.concepts for span in own))
    is_rate = "rate" in concepts
    scored = [
        (len(reading.requires), confidence, reading)
        for reading in load_lexicon().readings
        if (reading.role is Role.RATE) is is_rate
        and reading.requires <= concepts
        and (reading.requires | {"rate"}) & own_concepts
        and (confidence := _confidence(reading, spans, present))
    ]
    if not scored:
        if not is_rate:
            return UNKNOWN
        # A share of a plan or of last year's figure is not ours to check.
        is_other = bool(concepts & _OTHER_TIMES)
        return Heading(Role.IGNORED, "change", 0.8) if is_other else Heading(Role.RATE, None, 0.8)
    most = max(size for size, _, _ in scored)
    rivals = [(confidence, reading) for size, confidence, reading in scored if size == most]
    confidence, reading = max(rivals, key=lambda rival: rival[0])
    if any(rival.name != reading.name and other >= confidence for other, rival in rivals):
        return UNKNOWN
    basis = next((name for name in sorted(_BASIS) if name in concepts), None)
    return Heading(reading.role, reading.name, confidence, basis) if confidence >= POSSIBLE else UNKNOWN


def _confidence(reading: Reading, spans: Sequence[_Span], present: frozenset | None) -> float:
    """How well a reading explains the spans; 0 when a concept contradicts it."""
    element = data_elements().get(reading.name)
    explained = reading.requires | reading.allows | _BASIS | {"filler", "rate"}
    if element is None or element.is_money:
        explained |= {"money"}
    if reading.role is Role.RATE:
        explained |= {"relative"}
    # A stock is as of the end of the period; only of the fund are there two.
    if element is not None and element.kind == "stock" and not element.is_money:
        explained |= {"end"}
    context = frozenset({"total", "filler", "money"}) if reading.requires <= _NOUNS else _CONTEXT
    unknown_words = 0
    for span in spans:
        if span.concepts & explained or (not span.is_leaf and span.concepts & context):
            continue
        if span.concepts:
            return 0.0
        unknown_words += span.is_leaf
    sure = not reading.beside or present is None or reading.beside in present
    confidence = reading.confidence if sure else reading.otherwise
    # One word nobody foresaw: a person is asked. Two: the column may be about anything.
    return confidence * (1.0, 0.65)[unknown_words] if unknown_words < 2 else 0.0
