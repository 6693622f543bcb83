"""The XML parts of a workbook, fed to a parser piece by piece; parts with a DTD are refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from khuyenhoc.intake.refusals import DAMAGED_FILE, SUSPICIOUS_FILE, refused


class Parts(Protocol):
    """The unpacked side of a workbook."""

    def __contains__(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes:
        """A small part as a whole."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces."""


def parse_xml(
    chunks: Iterable[bytes],
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed a part to an XML parser, piece by piece; parts with a DTD have been refused before.

    Raises:
        Refused: the part is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", 1)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise refused(DAMAGED_FILE, detail=f"XML: {error}") from error


def _refuse_dtd(*_: object) -> None:
    raise refused(SUSPICIOUS_FILE, detail="DTD")


def local_name(tag: str) -> str:
    """A tag without its prefix."""
    return tag[tag.find(":") + 1 :]


def title_of(parts: Parts, name: str) -> str:
    """The document's title, from its properties part; empty if there is none."""
    if name not in parts:
        return ""
    found: list[str] = []
    inside: list[str] = []
    parse_xml(
        [parts.read(name)],
        start=lambda tag, _: inside.append(local_name(tag)),
        end=lambda _: inside.pop(),
        text=lambda data: found.append(data) if inside and inside[-1] == "title" else None,
    )
    return "".join(found).strip()
