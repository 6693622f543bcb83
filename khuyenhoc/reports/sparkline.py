"""A small line as SVG, for print."""

from collections.abc import Sequence

_WIDTH, _HEIGHT, _EDGE = 150.0, 34.0, 4.0


def sparkline(values: Sequence[float], *, colour: str) -> str:
    """An SVG of values from the first to the last, the scale from zero; the last one marked.

    Args:
        values: at least one; none missing.
    """
    top = max(max(values), 0.0) or 1.0
    step = (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    points = [
        (_EDGE + place * step, _HEIGHT - _EDGE - max(value, 0.0) / top * (_HEIGHT - 2 * _EDGE))
        for place, value in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}">'
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/></svg>'
    )
