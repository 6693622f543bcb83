"""An official report before it is Word or PDF.

The form is that of Decree 30/2020/NĐ-CP, annex I: issuing body, motto, number, place and date, kind and
abstract, content, signatory, recipients.
"""

import re
from dataclasses import dataclass

# A figure, with the sign of an estimate or of a change before it; or the dash of one that is missing.
_FIGURE = re.compile(r"[≈+−-]?\s*[\d.,]+([%\s(]|$)|–$")


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 is `I.`, 2 is `1.`, 3 is `a)`; the words carry the number."""

    level: int
    words: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    words: str


@dataclass(frozen=True)
class Space:
    """A place left for the officer's own words.

    Attributes:
        hint: what belongs here, in brackets.
    """

    hint: str


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        rows: texts, as they are printed.
        is_wide: set across the page, as an annex.
        has_total: whether the last row sums up the others.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_wide: bool = False
    has_total: bool = False

    @property
    def word_columns(self) -> tuple[int, ...]:
        """Places of the columns without a figure; they are set from the left, figures at the right."""
        return tuple(
            place
            for place, column in enumerate(zip(*self.rows, strict=True))
            if not any(_FIGURE.match(cell) for cell in column)
        )

    @property
    def shares(self) -> tuple[float, ...]:
        """Widths of columns to each other: by the longest text in each, within bounds."""
        columns = zip(self.headings, *self.rows, strict=True)
        return tuple(min(max(*map(len, column), 4), 34) ** 0.75 for column in columns)


@dataclass(frozen=True)
class Picture:
    """A figure.

    Attributes:
        png: the picture, with its title and source burnt in.
        description: for those who cannot see it.
    """

    png: bytes
    description: str


Block = Heading | Paragraph | Space | Grid | Picture


@dataclass(frozen=True)
class OfficialReport:
    """A report.

    Attributes:
        superior: the body above the one that issues, in capitals.
        issuer: the body that issues, in capitals.
        number: e.g. `Số:      /BC-HKH`.
        place_and_date: e.g. `Khánh Hòa, ngày    tháng    năm 2026`.
        kind: e.g. `BÁO CÁO`.
        abstract: what it is about.
        warning: printed above everything, where figures are made up; else empty.
        logo: a PNG or JPEG picture above the body that issues; None without one.
        signatory: lines of the signature block: authority, office.
        recipients: heading and lines of `Nơi nhận`.
    """

    superior: str
    issuer: str
    number: str
    place_and_date: str
    kind: str
    abstract: str
    blocks: tuple[Block, ...]
    signatory: tuple[str, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Grid, ...] = ()
    warning: str = ""
    logo: bytes | None = None
    motto: tuple[str, str] = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
