"""Chapters as they are written: a small part of Markdown, read into blocks.

What there is: one `#` title, `##` and `###` headings, paragraphs, numbered and dashed lists of one level,
tables, pictures on a line of their own, fenced commands, and within a line `**bold**`, `` `code` `` and
links. A label that stands on the screen is written `**“Lưu báo cáo”**`, in typographic quotes: the tests look
it up in the catalogue.
"""

import re
from dataclasses import dataclass

LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)\s]+)\)$")
_ITEM = re.compile(r"^(-|\d+\.)\s+(.*)$")
_RULE_OF_TABLE = re.compile(r"^\|[\s:|-]+\|$")
_INLINE = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`|<(https?://[^>]+)>")


class NotUnderstoodError(ValueError):
    """A line is written in a way that this reader does not know."""


@dataclass(frozen=True)
class Span:
    """A piece of a line.

    Attributes:
        style: `plain`, `bold` or `code`.
    """

    words: str
    style: str = "plain"


@dataclass(frozen=True)
class Block:
    """A part of a chapter.

    Attributes:
        kind: `heading2`, `heading3`, `paragraph`, `numbers`, `dashes`, `table`, `picture`, `command`.
        lines: of a list its items, of a table its rows with cells, else one line; each cell is made of spans.
        file: of a picture, its name as written; its one line is the description.
        source: the Markdown it was read from.
    """

    kind: str
    lines: tuple[tuple[tuple[Span, ...], ...], ...]
    source: str
    file: str = ""


def title_of(text: str) -> str:
    """The title: the first line, after `# `.

    Raises:
        NotUnderstoodError: the text does not begin with one.
    """
    first = text.splitlines()[0] if text else ""
    if not first.startswith("# "):
        raise NotUnderstoodError(first)
    return first[2:].strip()


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks under the title."""
    pieces = re.split(r"\n\s*\n", _body(text))
    return tuple(_block(piece.rstrip()) for piece in pieces if piece.strip())


def spans_of(line: str) -> tuple[Span, ...]:
    """A line in pieces of one style each; a link gives its words."""
    line = LINK.sub(r"\1", line)
    spans, end = [], 0
    for match in _INLINE.finditer(line):
        if match.start() > end:
            spans.append(Span(line[end : match.start()]))
        bold, code, address = match.groups()
        spans.append(Span(bold, "bold") if bold else Span(code or address, "code"))
        end = match.end()
    if end < len(line):
        spans.append(Span(line[end:]))
    return tuple(spans)


def _body(text: str) -> str:
    return "\n".join(text.splitlines()[1:])


def _block(piece: str) -> Block:
    lines = piece.strip("\n").splitlines()
    first = lines[0].strip()
    picture = _PICTURE.match(first)
    if picture and len(lines) == 1:
        return Block("picture", ((spans_of(picture[1]),),), piece, file=picture[2])
    for level in (3, 2):
        if first.startswith("#" * level + " ") and len(lines) == 1:
            return Block(f"heading{level}", ((spans_of(first[level + 1 :]),),), piece)
    if first.startswith("```"):
        return Block("command", (((Span("\n".join(line.strip() for line in lines[1:-1]), "code"),),),), piece)
    if first.startswith("|"):
        rows = [line for line in lines if not _RULE_OF_TABLE.match(line.strip())]
        return Block("table", tuple(_cells(row) for row in rows), piece)
    if _ITEM.match(first):
        kind = "dashes" if first.startswith("-") else "numbers"
        return Block(kind, tuple((spans_of(item),) for item in _items(lines)), piece)
    if first.startswith(("#", "!", ">")):
        raise NotUnderstoodError(first)
    return Block("paragraph", ((spans_of(" ".join(line.strip() for line in lines)),),), piece)


def _cells(row: str) -> tuple[tuple[Span, ...], ...]:
    return tuple(spans_of(cell.strip()) for cell in row.strip().strip("|").split("|"))


def _items(lines: list[str]) -> list[str]:
    """The items of a list; a line without a mark goes on with the item before."""
    items: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append(match[2].strip())
        else:
            items[-1] += " " + line.strip()
    return items
