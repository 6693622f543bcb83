"""The first screen, and the screen of who reported, as SVG."""

import base64
from collections.abc import Callable, Iterator
from itertools import accumulate

from khuyenhoc import theme
from khuyenhoc.domain.screens import Cover, Groups, Screen
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.svg import Box

# Draws the association's logo in a box.
PlaceLogo = Callable[[Box], str]

_DARK = theme.SEQUENTIAL[4]
_MARGIN = 64.0
_LOGO = 110.0
# So many names stand one under the other.
_LISTED = 6
_SIZES = (44, 40, 36, 32, 28, 25, 22)
# Width of the first group, which lists no names.
_FIRST = 0.24


def draw_cover(
    screen: Screen, content: Cover, logo: PlaceLogo | None, stamp: str, width: float, height: float
) -> Iterator[str]:
    """A dark panel with the title, and the leading figures beside it."""
    panel = Box(0, 0, width * 0.62, height)
    inner = panel.width - 2 * _MARGIN
    yield svg.rectangle(Box(0, 0, width, height), theme.SEQUENTIAL[0])
    yield svg.rectangle(panel, _DARK)
    left = _MARGIN
    if logo is not None:
        yield svg.rectangle(Box(_MARGIN - 10, 46, _LOGO + 20, _LOGO + 20), theme.PAPER, radius=12)
        yield logo(Box(_MARGIN, 56, _LOGO, _LOGO))
        left += _LOGO + 34
    yield svg.paragraph(
        content.association,
        Box(left, 66, panel.right - _MARGIN - left, 0),
        34,
        colour=theme.PAPER,
        weight=600,
    )
    size = next(size for size in (72, 64, 56, 48, 42) if size == 42 or _fits(screen.title, size, inner))
    lines = svg.broken(screen.title, size, inner)
    top = height / 2 - 0.6 * size * len(lines)
    yield svg.rectangle(Box(_MARGIN, top - 34, 120, 10), theme.SEQUENTIAL[2])
    yield svg.paragraph(screen.title, Box(_MARGIN, top, inner, 0), size, colour=theme.PAPER, weight=700)
    words = " · ".join(part for part in (stamp, screen.subtitle) if part)
    y = height - 96
    yield svg.paragraph(
        words, Box(_MARGIN, y - 40, inner, 0), 26, colour=theme.PAPER, weight=600, most_lines=2
    )
    yield svg.paragraph(
        screen.source, Box(_MARGIN, y + 22, inner, 0), 20, colour=theme.SEQUENTIAL[1], most_lines=2
    )
    yield from _figures(content, Box(panel.right + 56, 40, width - panel.right - 96, height - 80))


def _fits(title: str, size: float, width: float) -> bool:
    return len(svg.broken(title, size, width)) <= 4


def _figures(content: Cover, box: Box) -> Iterator[str]:
    step = box.height / max(len(content.figures), 1)
    for place, (value, words) in enumerate(content.figures):
        top = box.y + place * step
        size = min(104.0, step * 0.4, 104 * box.width / max(svg.text_width(value, 104), 1))
        lines = svg.broken(words, 30, box.width, 2)
        y = top + (step - size - 44 - 40 * len(lines)) / 2
        if place:
            yield svg.line(box.x, top, box.right, top, theme.SEQUENTIAL[1], width=3)
        yield svg.text(value, box.x, y + size * 0.9, size, colour=_DARK, weight=700)
        yield svg.paragraph(
            words, Box(box.x, y + size + 20, box.width, 0), 30, colour=theme.INK, most_lines=2
        )


def picture(content: bytes, box: Box) -> str:
    """A PNG or JPEG picture, as large as a box holds it."""
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(content).decode()
    return (
        f'<image x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'href="data:image/{kind};base64,{data}" preserveAspectRatio="xMidYMid meet"/>'
    )


def draw_groups(content: Groups, box: Box) -> Iterator[str]:
    """One bar with a part for each state, and under it how many units and which."""
    total = max(sum(count for count, *_ in content.groups), 1)
    ends = list(accumulate((count for count, *_ in content.groups), initial=0))
    for start, (count, _, _, colour) in zip(ends, content.groups, strict=False):
        part = Box(box.x + box.width * start / total, box.y + 6, box.width * count / total, 56)
        yield svg.rectangle(part, colour, stroke=theme.PAPER)
    yield svg.rectangle(Box(box.x, box.y + 6, box.width, 56), "none", stroke=theme.INK_SOFT)
    columns = list(group_columns(content, box.width))
    size = _size_of_names(content, columns, box.height - 300)
    for (left, width), (count, name, names, colour) in zip(columns, content.groups, strict=True):
        x, top = box.x + left, box.y + 116
        yield svg.rectangle(Box(x, top, 12, 150), colour, stroke=theme.INK_SOFT)
        yield svg.text(str(count), x + 34, top + 84, 104, colour=theme.INK, weight=700)
        yield svg.paragraph(
            name, Box(x + 34, top + 104, width - 34, 0), 34, colour=theme.INK_SOFT, weight=600
        )
        for row, line in enumerate(name_lines(names, size, width - 54)):
            y = top + 184 + size * (1 + 1.4 * row)
            yield svg.text(line, x + 34, y, size, colour=theme.INK)


def group_columns(content: Groups, width: float) -> Iterator[tuple[float, float]]:
    """Left edge and width of each group: the first is narrow, the others by what they list."""
    others = [max(len(names), 60) ** 0.5 for _, _, names, _ in content.groups[1:]]
    left, first = 0.0, _FIRST * width
    yield left, first
    left = first
    for share in others:
        each = (width - first) * share / sum(others)
        yield left, each
        left += each


def name_lines(names: str, size: float, width: float) -> list[str]:
    """A few names one under the other, many of them in a row."""
    return [line for each in listed(names) for line in svg.broken(each, size, width)]


def listed(names: str) -> list[str]:
    """A few names each by itself, many of them together."""
    each = names.split(", ")
    return each if len(each) <= _LISTED else [names]


def _size_of_names(content: Groups, columns: list[tuple[float, float]], height: float) -> float:
    """The largest size at which every list has room."""

    def is_held(size: float) -> bool:
        return all(
            len(name_lines(names, size, width - 54)) * 1.4 * size <= height
            for (_, width), (_, _, names, _) in zip(columns, content.groups, strict=True)
        )

    return next((size for size in _SIZES if is_held(size)), _SIZES[-1])
