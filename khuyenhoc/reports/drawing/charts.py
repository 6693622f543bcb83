"""Bars and lines as SVG."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from khuyenhoc import theme
from khuyenhoc.domain.screens import Bars, Line, Value, is_valley
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.drawing.svg import Box

_FULL_PERCENT = 100.0
# From so many values on, what they all are is not repeated.
_MANY = 6
_TALLEST_BAR = 140


def draw_bars(content: Bars, box: Box) -> Iterator[str]:
    """Horizontal bars with name and value in words; a target is a stroke across its bar."""
    legend = 52 if content.targets else 0
    height = min((box.height - legend) / max(len(content.categories), 1), _TALLEST_BAR)
    size = min(height * 0.66, 36)
    name_width = min(max(svg.text_width(name, size) for name in content.categories) + 20, box.width * 0.36)
    value_width = max(svg.text_width(text, size) for text in content.texts) + 24
    plot = Box(box.x + name_width, box.y, box.width - name_width - value_width, box.height - legend)
    end = _end(content)
    hatching, fill = svg.hatching((content, box))
    if content.estimated:
        yield hatching
    for place, (name, value, words) in enumerate(
        zip(content.categories, content.values, content.texts, strict=True)
    ):
        row = Box(plot.x, plot.y + place * height, plot.width, height)
        target = content.targets[place] if content.targets else None
        yield from _name(name, row, size, name_width - 20)
        yield from _bar(value, target, words, row, size, end, hatching=fill * (place in content.estimated))
    yield svg.line(plot.x, box.y, plot.x, box.y + height * len(content.categories), theme.INK_SOFT)
    if content.targets:
        y = box.y + height * len(content.categories) + 38
        yield svg.line(plot.x, y - 24, plot.x, y + 4, theme.TARGET, width=5)
        yield svg.text(content.target_name, plot.x + 14, y, 26, colour=theme.TARGET, weight=600)


def _end(content: Bars) -> float:
    """Value at the right end: the largest, or 100 where that is the natural end."""
    present = [value for value in (*content.values, *content.targets) if value is not None]
    end = max([*present, 1e-9])
    return max(end, _FULL_PERCENT) if "%" in content.number_format else end


def _name(name: str, row: Box, size: float, width: float) -> Iterator[str]:
    lines = svg.broken(name, size, width, 2 if row.height > 2.4 * size else 1)
    first = row.y + row.height / 2 + size * (0.36 - 0.6 * (len(lines) - 1))
    for place, words in enumerate(lines):
        yield svg.text(words, row.x - 14, first + 1.2 * size * place, size, colour=theme.INK, anchor="end")


def _bar(
    value: Value, target: Value, words: str, row: Box, size: float, end: float, *, hatching: str
) -> Iterator[str]:
    length = row.width * (value or 0) / end
    missed = value is not None and target is not None and value < target
    bar = Box(row.x, row.y + row.height * 0.16, length, row.height * 0.68)
    yield svg.rectangle(bar, theme.SEQUENTIAL[2] if missed else theme.SEQUENTIAL[3])
    if hatching:
        yield svg.rectangle(bar, hatching)
    x_of_value = row.x + length + 12
    if target is not None:
        x = row.x + row.width * target / end
        yield svg.line(x, row.y + row.height * 0.06, x, row.y + row.height * 0.94, theme.TARGET, width=5)
        if x_of_value - 8 < x < x_of_value + svg.text_width(words, size) + 8:
            x_of_value = x + 14
    baseline = row.y + row.height / 2 + size * 0.36
    yield svg.text(words, x_of_value, baseline, size, colour=theme.INK, weight=600, halo=theme.PAPER)


def draw_line(content: Line, box: Box) -> Iterator[str]:
    """A line with every value printed, targets across, and the day of the reform."""
    texts = short_texts(content.texts)
    room = max([svg.text_width(mark.label, 26) for mark in content.marks], default=0)
    margin = min(room / 2 + 24, 300) if content.marks else 30
    plot = Box(box.x + 50, box.y + 60, box.width - 50 - margin, box.height - 130)
    low, high = _range([*content.values, *(mark.value for mark in content.marks)])
    count = len(content.labels)

    def x_of(place: float) -> float:
        return plot.x + plot.width * (place + 0.5) / max(count, 1)

    def y_of(value: float) -> float:
        return plot.bottom - plot.height * (value - low) / (high - low)

    yield svg.line(plot.x, plot.bottom, plot.right, plot.bottom, theme.INK_SOFT)
    for mark in content.marks:
        yield svg.line(
            plot.x, y_of(mark.value), plot.right, y_of(mark.value), theme.TARGET, width=4, dash="14 8"
        )
        label = Box(plot.right + 10, y_of(mark.value) - 34, margin - 12, 0)
        yield svg.paragraph(mark.label, label, 26, colour=theme.TARGET, weight=600, most_lines=3)
    if content.breaks_after is not None:
        x = x_of(content.breaks_after + 0.5)
        yield svg.line(x, box.y + 34, x, plot.bottom, theme.INK_SOFT, width=3, dash="4 8")
        yield svg.text(content.break_label, x, box.y + 24, 26, colour=theme.INK_SOFT, anchor="middle")
    yield _path(content.values, x_of, y_of)
    step = _label_step(content, texts, plot.width / max(count, 1))
    for place, (label, value, words) in enumerate(zip(content.labels, content.values, texts, strict=True)):
        is_last = place == count - 1
        is_named = (count - 1 - place) % step == 0
        if value is not None:
            yield _point(x_of(place), y_of(value), is_estimate=place in content.estimated)
        if value is not None and is_named:
            size = 34 if is_last else 26
            yield svg.text(
                words,
                x_of(place),
                y_of(value) + (size + 16 if is_valley(content.values, place) else -22),
                size,
                colour=theme.SEQUENTIAL[4] if is_last else theme.INK,
                anchor="middle",
                weight=700 if is_last else 600,
                halo=theme.PAPER,
            )
        if is_named:
            first, _, last = label.rpartition(" ")
            yield svg.text(first, x_of(place), plot.bottom + 36, 24, colour=theme.INK, anchor="middle")
            yield svg.text(last, x_of(place), plot.bottom + 64, 24, colour=theme.INK_SOFT, anchor="middle")


def _point(x: float, y: float, *, is_estimate: bool) -> str:
    """A full point, or for an estimate a hollow one."""
    fill = theme.PAPER if is_estimate else theme.ACCENT
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{fill}" stroke="{theme.ACCENT}" stroke-width="3"/>'


def _path(values: Sequence[Value], x_of: object, y_of: object) -> str:
    """The line, with a gap where a value is missing."""
    steps, is_open = [], False
    for place, value in enumerate(values):
        if value is None:
            is_open = False
            continue
        steps.append(f"{'L' if is_open else 'M'}{x_of(place):.1f} {y_of(value):.1f}")
        is_open = True
    return f'<path d="{" ".join(steps)}" fill="none" stroke="{theme.ACCENT}" stroke-width="5"/>'


def short_texts(texts: Sequence[str]) -> list[str]:
    """Values without the word that all of them end in, where they are many: the measure stands above."""
    ends = {text.rpartition(" ")[2] for text in texts if text != "–"}
    if len(texts) < _MANY or len(ends) != 1 or any(" " not in text for text in texts if text != "–"):
        return list(texts)
    return [text.rpartition(" ")[0] or text for text in texts]


def _label_step(content: Line, texts: Sequence[str], room: float) -> int:
    """Every how many-th point is named, so that no two names touch; the last one always is."""
    widest = max(
        [
            *(svg.text_width(text, 26) for text in texts),
            *(svg.text_width(label.rpartition(" ")[0], 24) for label in content.labels),
        ],
        default=0,
    )
    return max(1, ceil((widest + 14) / max(room, 1)))


def _range(values: Sequence[Value]) -> tuple[float, float]:
    """Lower and upper end of the axis: rounded, from zero where zero is near."""
    present = [value for value in values if value is not None]
    if not present:
        return 0.0, 1.0
    low, high = min(present), max(present)
    if low >= 0 and low < 0.6 * high:
        low = 0.0
    spread = (high - low) or abs(high) or 1.0
    step = 10 ** floor(log10(spread))
    return floor((low - 0.02 * spread if low else 0.0) / step) * step, high + 0.14 * spread
