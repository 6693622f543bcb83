"""The plot of cost against the size of the store, as SVG: both axes logarithmic, a line for each question."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, log10

from khuyenhoc import theme

_WIDTH, _HEIGHT = 860, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 150, 50, 60
_COLOURS = (theme.ACCENT, theme.TARGET, theme.INK, theme.INK_SOFT)
# Colour is never the only sign.
_DASHES = ("", "8 4", "2 4", "12 4 2 4")
_LINE_HEIGHT = 18


def draw_growth(growth: Sequence[Mapping]) -> str:
    """The plot.

    Args:
        growth: as `bench --json` prints it.
    """
    points = sorted(growth, key=lambda point: point["observations"])
    lines = {
        name: [(point["observations"], max(point["medians"][name], 0.1)) for point in points]
        for name in points[0]["medians"]
    }
    across = _Axis([x for line in lines.values() for x, _ in line], _LEFT, _WIDTH - _RIGHT)
    upwards = _Axis([y for line in lines.values() for _, y in line], _HEIGHT - _BOTTOM, _TOP)
    body = [
        *_grid(across, upwards),
        *(_line(number, line, across, upwards) for number, line in enumerate(lines.values())),
        *_names(lines, upwards),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13" fill="{theme.INK}" role="img">\n'
        "<title>Processor time of questions against the size of the store</title>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>\n'
        f'<text x="{_LEFT}" y="26" font-size="16">Processor time of a question, milliseconds</text>\n'
        + "\n".join(body)
        + f'\n<text x="{_LEFT}" y="{_HEIGHT - 14}">observations in the store</text>\n</svg>\n'
    )


class _Axis:
    """A logarithmic axis over whole powers of ten."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.lowest, self.highest = floor(log10(min(values))), ceil(log10(max(values)))
        self.highest = max(self.highest, self.lowest + 1)
        self._start, self._end = start, end

    def place(self, value: float) -> float:
        share = (log10(value) - self.lowest) / (self.highest - self.lowest)
        return round(self._start + share * (self._end - self._start), 1)

    def ticks(self) -> Iterator[float]:
        yield from (10.0**power for power in range(self.lowest, self.highest + 1))


def _grid(across: _Axis, upwards: _Axis) -> Iterator[str]:
    low, high, left, right = _HEIGHT - _BOTTOM, _TOP, _LEFT, _WIDTH - _RIGHT
    for value in across.ticks():
        x = across.place(value)
        yield f'<path d="M{x} {low}V{high}" stroke="{theme.GRID}"/>'
        yield f'<text x="{x}" y="{low + 18}" text-anchor="middle">{value:,.0f}</text>'
    for value in upwards.ticks():
        y = upwards.place(value)
        yield f'<path d="M{left} {y}H{right}" stroke="{theme.GRID}"/>'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{value:g}</text>'


def _line(number: int, line: Sequence[tuple[float, float]], across: _Axis, upwards: _Axis) -> str:
    colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
    places = [(across.place(x), upwards.place(y)) for x, y in line]
    path = " ".join(f"{x},{y}" for x, y in places)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in places)
    style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    return f'<polyline points="{path}" {style}/>{dots}'


def _names(lines: Mapping[str, Sequence[tuple[float, float]]], upwards: _Axis) -> Iterator[str]:
    """The name of each line at its end, moved apart where ends are close."""
    taken = -float("inf")
    ends = sorted((upwards.place(line[-1][1]), name) for name, line in lines.items())
    numbers = {name: number for number, name in enumerate(lines)}
    for end, name in ends:
        taken = max(end + 4, taken + _LINE_HEIGHT)
        colour = _COLOURS[numbers[name] % len(_COLOURS)]
        yield f'<text x="{_WIDTH - _RIGHT + 10}" y="{taken}" fill="{colour}">{name.replace("_", " ")}</text>'
