"""Which period a report is for, from its title, else the sheet's name, else the file's name.

Two labels that disagree, or none at all, are never settled here: a person is asked. A figure "lũy kế" at the
end of a quarter runs from 1 January, so it is the half-year's, the nine months' or the year's; cumulative
figures are never added to a quarter's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from khuyenhoc.domain.periods import Period

_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "một": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "tu": 4,
    "bốn": 4,
    "bon": 4,
}
_CUMULATIVE_KIND = {"Q1": "Q1", "Q2": "H1", "Q3": "9M", "Q4": "Y"}
_AS_OF_KIND = {(3, 31): "Q1", (6, 30): "H1", (9, 30): "9M", (12, 31): "Y"}

_YEAR = r"(?P<year>20\d\d)"
_JOIN = r"[\s/,.\-–—()]*(?:năm|nam|của)?[\s/,.\-–—]*"
_QUARTER = r"(?P<quarter>iv|iii|ii|i|[1-4]|một|hai|ba|tư|bốn|mot|bon)"
_LABELS = (
    # 6 tháng đầu năm 2024, 6T/2024, sáu tháng năm 2024
    (
        "H1",
        re.compile(
            rf"(?<!\w)(?:0?6|sáu|sau)\s*(?:tháng|thang|t)(?![a-zà-ỹ])(?:\s*(?:đầu|dau))?(?:{_JOIN}{_YEAR})?"
        ),
    ),
    (
        "9M",
        re.compile(
            rf"(?<!\w)(?:0?9|chín|chin)\s*(?:tháng|thang|t)(?![a-zà-ỹ])(?:\s*(?:đầu|dau))?(?:{_JOIN}{_YEAR})?"
        ),
    ),
    ("Y", re.compile(rf"(?<!\w)12\s*(?:tháng|thang|t)(?![a-zà-ỹ])(?:{_JOIN}{_YEAR})?")),
    # quý III/2025, quý 3 năm 2025, Q3-2025, 2025-Q3, 2025_q3
    ("Q", re.compile(rf"(?<!\w)(?:quý|quí|quy)[\s.]*{_QUARTER}(?![a-zà-ỹ\d])(?:{_JOIN}{_YEAR}(?!\d))?")),
    (
        "Q",
        re.compile(rf"(?<![a-zà-ỹ])q[\s.]?(?P<quarter>iv|iii|ii|i|[1-4])(?![a-zà-ỹ\d]){_JOIN}{_YEAR}(?!\d)"),
    ),
    (
        "Q",
        re.compile(rf"(?<!\d){_YEAR}[\s.\-]*(?:q|quý|quy)[\s.]?(?P<quarter>iv|iii|ii|i|[1-4])(?![a-zà-ỹ\d])"),
    ),
    ("Y", re.compile(rf"(?<!\w)năm\s*{_YEAR}(?!\d)")),
)
# Without marks `nam` is also the end of Hà Nam, Quảng Nam and Việt Nam.
_PLAIN_YEAR = ("Y", re.compile(rf"(?<!\w)(?<!ha )(?<!quang )(?<!viet )nam\s*{_YEAR}(?!\d)"))
# Spans that nobody reports for: a month, the second half-year, two quarters at once.
_UNUSABLE = re.compile(
    rf"(?<!\w)(?:(?:tháng|thang)\s*\d{{1,2}}[\s/,.\-]*(?:năm|nam)?[\s/]*20\d\d"
    rf"|(?:6|sáu|sau)\s*(?:tháng|thang)\s*(?:cuối|cuoi)(?:{_JOIN}20\d\d)?"
    r"|(?:quý|quí|quy)\s*(?:iv|iii|ii|i|[1-4])\s*(?:,|\+|&|và|va|-|–|đến|den)\s*(?:quý|quí|quy)?\s*(?:iv|iii|ii|i|[1-4])"
    rf"(?![a-zà-ỹ\d])(?:{_JOIN}20\d\d)?)"
)
_SCHOOL_YEAR = re.compile(r"năm\s+học\s*(20\d\d)?\s*[-–/]?\s*(20\d\d|\d\d(?!\d))?")
_DATE = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(20\d\d)"
_RANGE = re.compile(rf"{_DATE}\s*(?:đến|den|tới|-|–|—)+\s*(?:hết\s*)?(?:ngày\s*)?{_DATE}")
_AS_OF = re.compile(rf"(?:đến|den|tới)\s*(?:hết\s*)?(?:ngày\s*)?{_DATE}")
_ANY_DATE = re.compile(
    rf"{_DATE}|(?:ngày|ngay)[\s.…/\d]*(?:(?:tháng|thang)[\s.…\d]*(?:năm|nam)[\s.…]*(?:20\d\d)?|20\d\d)"
)
_DOCUMENT = re.compile(
    r"(?:số|thông tư|nghị định|quyết định|nghị quyết|tt|nđ|qđ)[\s.]*\d+/20\d\d|\d+/20\d\d(?=/)"
)
_TERM = re.compile(r"nhiệm\s*kỳ\s*20\d\d\s*[-–]\s*20\d\d")
_NEXT_STEPS = re.compile(
    r"(?:và|,|;|[-–])?\s*(?:phương hướng|nhiệm vụ|chương trình công tác|kế hoạch|so với|so sánh|cùng kỳ"
    r"|giai đoạn)"
)
_CUMULATIVE = re.compile(r"lũy\s*kế|luỹ\s*kế|cộng\s*dồn|luy\s*ke")
_BARE_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True)
class Mention:
    """A place that names a period, or a part of one.

    Attributes:
        kind: `Q1` ... `Y`, or None when only a date or a year is given.
        text: the words themselves.
        cell: address, empty for the file's name.
    """

    kind: str | None
    year: int | None
    text: str
    cell: str


@dataclass(frozen=True)
class PeriodEvidence:
    """What one source (the captions, a sheet's name, the file's name) says of the period.

    Attributes:
        periods: complete periods with the place that names each.
        kinds: labels without a year.
        years: years seen in the source but for a letter's date: a fourth quarter is reported in January.
        as_of: last day of the figures, where stated.
        is_cumulative: whether flows are said to run from 1 January.
        school_year: the words of a school year.
        unusable: words of a span that is no reporting period (a month, the second half-year).
    """

    periods: tuple[tuple[Period, Mention], ...] = ()
    kinds: tuple[Mention, ...] = ()
    years: frozenset[int] = frozenset()
    as_of: tuple[tuple[date, Mention], ...] = ()
    is_cumulative: bool = False
    school_year: Mention | None = None
    unusable: Mention | None = None


def read_evidence(texts: Iterable[tuple[str, str]], *, is_name: bool = False) -> PeriodEvidence:
    """What texts with their addresses say of the period.

    Args:
        texts: text and address, from the top down.
        is_name: the name of a sheet or file, where dates are when it was saved and years stand alone.
    """
    parts = [_read_text(" ".join(text.split()), cell, is_name=is_name) for text, cell in texts]
    return PeriodEvidence(
        tuple(pair for part in parts for pair in part.periods),
        tuple(kind for part in parts for kind in part.kinds),
        frozenset().union(*(part.years for part in parts)),
        tuple(pair for part in parts for pair in part.as_of),
        any(part.is_cumulative for part in parts),
        next((part.school_year for part in parts if part.school_year), None),
        next((part.unusable for part in parts if part.unusable), None),
    )


def _read_text(text: str, cell: str, *, is_name: bool) -> PeriodEvidence:
    lowered = text.lower().replace("_", " ")
    is_cumulative = bool(_CUMULATIVE.search(lowered))
    school = _SCHOOL_YEAR.search(lowered)
    rest = _DOCUMENT.sub(" ", _TERM.sub(" ", _SCHOOL_YEAR.sub(" ", lowered)))
    # "Sơ kết quý III và nhiệm vụ quý IV năm 2025": what comes next is not reported on, but it gives the year.
    main = _NEXT_STEPS.split(rest, maxsplit=1)[0]
    ranges = [] if is_name else list(_read_ranges(main, cell))
    as_of = [] if is_name else list(_read_as_of(main, cell))
    dateless = _ANY_DATE.sub(" ", main)
    unusable = _UNUSABLE.search(dateless)
    mentions = list(_read_labels(_UNUSABLE.sub(" ", dateless), cell))
    complete = [
        (Period(mention.year, mention.kind), mention) for mention in mentions if mention.year and mention.kind
    ]
    # "từ 01/01 đến 30/9" under "quý III" says that the figures are cumulative.
    if complete and ranges:
        is_cumulative |= any(period.kind in {"H1", "9M", "Y"} for period, _ in ranges)
        ranges = [pair for pair in ranges if pair[0].end != complete[0][0].end]
    return PeriodEvidence(
        tuple((period, _as_typed(mention, text)) for period, mention in complete + ranges),
        tuple(_as_typed(mention, text) for mention in mentions if mention.kind and not mention.year),
        frozenset(
            int(year) for year in _BARE_YEAR.findall(dateless) or _BARE_YEAR.findall(_ANY_DATE.sub(" ", rest))
        )
        | {day.year for day, _ in as_of},
        tuple(as_of),
        is_cumulative,
        _as_typed(Mention(None, None, school[0].strip(), cell), text) if school else None,
        _as_typed(Mention(None, None, unusable[0].strip(), cell), text) if unusable else None,
    )


def _as_typed(mention: Mention, text: str) -> Mention:
    """The mention in the capitals of the text it was found in."""
    place = text.lower().replace("_", " ").find(mention.text)
    return replace(mention, text=text[place : place + len(mention.text)]) if place >= 0 else mention


def _read_labels(text: str, cell: str) -> Iterator[Mention]:
    """Labels from the first to the last; each stretch of text is read once, the longest way."""
    for kind, pattern in (*_LABELS, _PLAIN_YEAR) if text.isascii() else _LABELS:
        kept = []
        end = 0
        for match in pattern.finditer(text):
            groups = match.groupdict()
            year = int(groups["year"]) if groups.get("year") else None
            label = f"Q{_QUARTERS[groups['quarter']]}" if kind == "Q" else kind
            yield Mention(label, year, match[0].strip(" /,.-–—("), cell)
            kept += [text[end : match.start()], " " * len(match[0])]
            end = match.end()
        text = "".join([*kept, text[end:]])


def _read_ranges(text: str, cell: str) -> Iterator[tuple[Period, Mention]]:
    for match in _RANGE.finditer(text):
        first, last = _day(*match.groups()[:3]), _day(*match.groups()[3:])
        period = _span(first, last) if first and last else None
        if period:
            yield period, Mention(period.kind, period.year, match[0], cell)


def _read_as_of(text: str, cell: str) -> Iterator[tuple[date, Mention]]:
    for match in _AS_OF.finditer(text):
        day = _day(*match.groups())
        if day:
            yield day, Mention(None, day.year, match[0], cell)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _span(first: date, last: date) -> Period | None:
    """The period from one day to another; None when it is none that is reported."""
    kinds = ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "Y")
    spans = (Period(last.year, kind) for kind in kinds)
    return next((period for period in spans if (period.start, period.end) == (first, last)), None)


def settle(
    evidence: PeriodEvidence, years: frozenset[int] = frozenset()
) -> tuple[tuple[Period, Mention], ...]:
    """The different periods that one source names; a label without a year takes the only year there is.

    Args:
        evidence: what the source says.
        years: years seen in other sources, used when this one names none.
    """
    found = list(evidence.periods)
    said = {period.year for period, mention in found if period.kind == "Y"}
    all_years = said or evidence.years or years
    if len(all_years) == 1:
        year = next(iter(all_years))
        found += [(Period(year, mention.kind), mention) for mention in evidence.kinds if mention.kind]
    elif evidence.kinds:
        return ()
    narrower = {(period.year, period.kind) for period, _ in found}
    found = [
        (period, mention)
        for period, mention in found
        # "Quý III" in one line and "năm 2025" in the next make one label.
        if not (period.kind == "Y" and any(year == period.year and kind != "Y" for year, kind in narrower))
    ]
    if not found:
        found = [
            (Period(day.year, _AS_OF_KIND[day.month, day.day]), mention)
            for day, mention in evidence.as_of
            if (day.month, day.day) in _AS_OF_KIND
        ]
    distinct: dict[Period, Mention] = {}
    for period, mention in found:
        distinct.setdefault(period, mention)
    return tuple(distinct.items())


def as_cumulative(period: Period) -> Period:
    """The period from 1 January to the same last day: `2025-Q3` gives `2025-9M`."""
    return Period(period.year, _CUMULATIVE_KIND.get(period.kind, period.kind))


def contradicting_day(period: Period, days: Sequence[tuple[date, Mention]]) -> Mention | None:
    """A stated last day of the figures that is over a month before or after the period's end."""
    return next((mention for day, mention in days if abs(day - period.end) > timedelta(days=31)), None)
