"""A figure for those who read with effort, or from the back of a hall: every word larger, and room for it."""

import plotly.graph_objects as go

from khuyenhoc import theme

FACTOR = 1.25


def enlarge(figure: go.Figure) -> go.Figure:
    """The same figure with type, margins and height a quarter larger; what is drawn stays as it is."""
    told = figure.to_plotly_json()
    for trace in told["data"]:
        _enlarge_fonts(trace)
    layout = told["layout"]
    layout.pop("template", None)
    _enlarge_fonts(layout)
    for part in ("height", "margin"):
        if part in layout:
            layout[part] = _larger(layout[part])
    larger = go.Figure(told)
    larger.update_layout(template=theme.TEMPLATE)
    size = theme.FONT_SIZE * FACTOR
    if figure.layout.font.size is None:
        larger.update_layout(font_size=size)
    if figure.layout.hoverlabel.font.size is None:
        larger.update_layout(hoverlabel_font_size=size)
    if figure.layout.legend.font.size is None:
        larger.update_layout(legend_font_size=size)
    return larger


def _enlarge_fonts(part: object) -> None:
    """Multiply each `size` in a font, wherever it stands; marks have sizes too, which stay."""
    if isinstance(part, list | tuple):
        for item in part:
            _enlarge_fonts(item)
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        if key.endswith("font") and isinstance(value, dict) and "size" in value:
            value["size"] = _larger(value["size"])
        elif isinstance(value, dict | list | tuple):
            _enlarge_fonts(value)


def _larger(size: object) -> object:
    if isinstance(size, dict):
        return {side: _larger(width) for side, width in size.items()}
    if isinstance(size, list | tuple):
        return [_larger(one) for one in size]
    return size * FACTOR if isinstance(size, int | float) and not isinstance(size, bool) else size
