"""A logo that somebody hands in: what it is by its content, and as the picture that is kept.

Whatever comes in is drawn anew, so that nothing of the file itself goes out again.
"""

import io
import re

import typst
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from PIL import Image, UnidentifiedImageError

LARGEST_FILE = 1024 * 1024
_MOST_PIXELS = 4000
_FEWEST_PIXELS = 32
_KEPT_PIXELS = 600
_PICTURE_KINDS = ("PNG", "JPEG")
_DRAWN_INSIDE = re.compile(r"^(#|data:image/(png|jpe?g);)", re.IGNORECASE)
_ACTIVE_TAGS = frozenset(
    {
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "animate",
        "set",
        "a",
        "audio",
        "video",
    }
)
_REACHING_OUT = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


class LogoRefusedError(ValueError):
    """A file that cannot be a logo.

    Attributes:
        why: `large`, `kind`, `size` or `active`: text key below `letterhead.refused.`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def checked_logo(content: bytes) -> bytes:
    """A PNG picture of at most 600 pixels a side, made of a PNG, JPEG or SVG file.

    The name of the file and what its sender calls it do not count.

    Raises:
        LogoRefusedError: it is too large, of another kind, too small, or could do something by itself.
    """
    if len(content) > LARGEST_FILE:
        raise LogoRefusedError("large")
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return _redrawn(_drawn(content) if start.startswith((b"<?xml", b"<svg", b"<!--")) else content)


def _redrawn(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURE_KINDS) as picture:
            if max(picture.size) > _MOST_PIXELS or min(picture.size) < _FEWEST_PIXELS:
                raise LogoRefusedError("size")
            whole = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, LogoRefusedError):
            raise
        raise LogoRefusedError("kind") from error
    whole.thumbnail((_KEPT_PIXELS, _KEPT_PIXELS))
    buffer = io.BytesIO()
    whole.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _drawn(content: bytes) -> bytes:
    """An SVG drawing as pixels, once it is certain that it only draws."""
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise LogoRefusedError("active") from error
    except (ElementTree.ParseError, ValueError) as error:
        raise LogoRefusedError("kind") from error
    if _local(root.tag) != "svg":
        raise LogoRefusedError("kind")
    if any(_is_active(element) for element in root.iter()):
        raise LogoRefusedError("active")
    source = "#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), height: 300pt)"
    try:
        return typst.compile(
            source.encode(),
            format="png",
            ppi=144,
            sys_inputs={"svg": content.decode()},
            ignore_system_fonts=True,
        )
    except (typst.TypstError, UnicodeDecodeError) as error:
        raise LogoRefusedError("kind") from error


def _is_active(element: object) -> bool:
    tag = _local(element.tag) if isinstance(element.tag, str) else ""
    if tag in _ACTIVE_TAGS or (tag == "style" and _REACHING_OUT.search(element.text or "")):
        return True
    for name, value in element.attrib.items():
        attribute = _local(name)
        if attribute.startswith("on") or (attribute == "href" and not _DRAWN_INSIDE.match(value.strip())):
            return True
        if _REACHING_OUT.search(value):
            return True
    return False


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
