"""Logos: told by their content, drawn anew, and nothing active passes."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from khuyenhoc.reports.logo import LogoRefusedError, checked_logo

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {SPACES} viewBox="0 0 90 60">'


def picture(kind: str, size: tuple[int, int], **more: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#0B5CAD").save(buffer, kind, **more)
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(content))
    assert made.format == "PNG"
    return made


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png_of_bounded_size(kind: str) -> None:
    assert opened(checked_logo(picture(kind, (1800, 900)))).size == (600, 300)
    assert opened(checked_logo(picture(kind, (200, 100)))).size == (200, 100)


def test_what_was_written_into_the_file_does_not_come_along() -> None:
    remark = PngInfo()
    remark.add_text("Author", "someone")
    made = checked_logo(picture("PNG", (100, 100), pnginfo=remark))
    assert b"someone" not in made


def test_a_drawing_is_drawn() -> None:
    made = opened(checked_logo(f'{SVG}<rect width="90" height="60" fill="#b3261e"/></svg>'.encode()))
    assert made.size == (600, 400)
    assert made.getpixel((300, 200))[:3] == (0xB3, 0x26, 0x1E)


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        '<rect width="9" height="9" onload="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<style>@import 'x.css';</style>",
        '<rect style="fill:url(https://example.org/#a)"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    ],
)
def test_a_drawing_that_does_something_is_refused(active: str) -> None:
    with pytest.raises(LogoRefusedError) as refused:
        checked_logo(f"{SVG}{active}</svg>".encode())
    assert refused.value.why == "active"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"x" * (1024 * 1024 + 1), "large"),
        (b"GIF89a" + b"\0" * 40, "kind"),
        (b"%PDF-1.7", "kind"),
        (b"", "kind"),
        (b"<svg", "kind"),
        (b"<?xml version='1.0'?><html/>", "kind"),
        (b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "active"),
        (picture("PNG", (20, 20)), "size"),
        (picture("PNG", (200, 200))[:300], "kind"),
    ],
)
def test_what_is_no_logo_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(LogoRefusedError) as refused:
        checked_logo(content)
    assert refused.value.why == why
