"""Native charts: their values stand in a sheet behind them and can be edited."""

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.point import Point
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Bars, Line, is_valley
from khuyenhoc.reports.drawing import svg
from khuyenhoc.reports.slides.texts import FONT, Area, box, hatch, rgb

_FULL_PERCENT = 100
_POINTS = 72
# Room to the right of the longest bar for its value, as a share of the axis.
_HEADROOM = 1.13
_TALLEST_BAR = 1.0


def add_bars(slide: Slide, content: Bars, area: Area) -> None:
    """Horizontal bars; a target is a stroke across its bar, drawn where the chart's axis has it."""
    count = max(len(content.categories), 1)
    legend = 0.45 if content.targets else 0.0
    height = min(area.height - legend, count * _TALLEST_BAR)
    whole = Area(area.left, area.top, area.width, height)
    data = CategoryChartData(number_format=content.number_format)
    data.categories = content.categories
    data.add_series(content.value_name, content.values)
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *whole.in_units(), data).chart
    size = 18 if count <= 8 else 13
    _dress(chart, size, has_legend=False)
    end = _end(content) * _HEADROOM
    names = max(svg.text_width(name, size) for name in content.categories) / _POINTS + 0.25
    names = min(names, 0.38 * area.width)
    plot = Area(whole.left + names, whole.top, whole.width - names, whole.height)
    _fix_plot(chart, names / whole.width, 0.0, plot.width / whole.width, 1.0)
    _dress_bars(chart, content, size, plot.width)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(theme.INK_SOFT)
    axis = chart.value_axis
    axis.visible, axis.has_major_gridlines = False, False
    axis.minimum_scale, axis.maximum_scale = 0, end
    _add_targets(slide, content, plot, end)


def _end(content: Bars) -> float:
    """Value at the right end of the plot: the largest, or 100 where that is the natural end."""
    present = [value for value in (*content.values, *content.targets) if value is not None]
    end = max([*present, 1e-9])
    return max(end, _FULL_PERCENT) if "%" in content.number_format else end


def _dress_bars(chart: Chart, content: Bars, size: float, width: float) -> None:
    plot = chart.plots[0]
    plot.gap_width = 40
    series = plot.series[0]
    _colour(series.format, theme.SEQUENTIAL[3])
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = content.number_format
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(size), True
    for place, (value, target) in enumerate(
        zip(content.values, content.targets or (None,) * len(content.values), strict=True)
    ):
        # What misses its target is lighter; the stroke of the target says so too.
        colour = theme.SEQUENTIAL[3 if value is None or target is None or value >= target else 2]
        if place in content.estimated:
            hatch(series.points[place].format.fill, colour)
            _mark(series.points[place], content.number_format, size, XL_LABEL_POSITION.OUTSIDE_END)
        elif colour != theme.SEQUENTIAL[3]:
            _colour(series.points[place].format, colour)
        words = 1.3 * svg.text_width(content.texts[place], size) / _POINTS / width * _end(content)
        if value is not None and target is not None and value < target < value + words:
            inside = series.points[place].data_label
            inside.position = XL_LABEL_POSITION.INSIDE_END
            inside.font.size, inside.font.bold = Pt(size), True
            inside.font.color.rgb = rgb(theme.INK)


def _add_targets(slide: Slide, content: Bars, plot: Area, end: float) -> None:
    if not content.targets:
        return
    step = plot.height / len(content.categories)
    for place, target in enumerate(content.targets):
        if target is not None:
            x = plot.left + plot.width * target / end
            _stroke(slide, x, plot.top + step * (place + 0.06), plot.top + step * (place + 0.94))
    below = plot.top + plot.height + 0.1
    _stroke(slide, plot.left + 0.03, below + 0.02, below + 0.32)
    words = Area(plot.left + 0.15, below, plot.width - 0.15, 0.34)
    box(slide, words, content.target_name, size=16, colour=theme.TARGET, bold=True)


def _stroke(slide: Slide, x: float, top: float, bottom: float) -> None:
    line = slide.shapes.add_connector(1, Inches(x), Inches(top), Inches(x), Inches(bottom))
    line.line.color.rgb = rgb(theme.TARGET)
    line.line.width = Pt(3)


def add_line(slide: Slide, content: Line, area: Area) -> None:
    """A line with its values printed; each target is a series of its own."""
    data = CategoryChartData(number_format=content.number_format)
    data.categories = content.labels
    data.add_series(content.value_name, content.values)
    for mark in content.marks:
        data.add_series(mark.label, [mark.value] * len(content.labels))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *area.in_units(), data).chart
    _dress(chart, 14, has_legend=bool(content.marks))
    first, *targets = chart.plots[0].series
    _dress_line(first, content, 13 if len(content.labels) > 8 else 16)
    for series in targets:
        series.smooth = False
        series.format.line.color.rgb = rgb(theme.TARGET)
        series.format.line.width = Pt(2.25)
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE
    # The values are printed, so that the axis has nothing to add.
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    low, high = _range(content)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = low, high
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = rgb(theme.INK_SOFT)


def _dress_line(series: object, content: Line, size: float) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(theme.ACCENT)
    series.format.line.width = Pt(3.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    _colour(series.marker.format, theme.ACCENT)
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = content.number_format
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.font.size, labels.font.bold = Pt(size), True
    last = len(content.values) - 1
    for place, value in enumerate(content.values):
        if value is None:
            continue
        below = is_valley(content.values, place)
        position = XL_LABEL_POSITION.BELOW if below else XL_LABEL_POSITION.ABOVE
        if place in content.estimated:
            _colour(series.points[place].marker.format, theme.PAPER)
            _mark(series.points[place], content.number_format, size, position)
        elif below or place == last:
            label = series.points[place].data_label
            label.position = position
            label.font.size, label.font.bold = Pt(size + 5 if place == last else size), True
            label.font.color.rgb = rgb(theme.SEQUENTIAL[4] if place == last else theme.INK)


def _range(content: Line) -> tuple[float, float]:
    """Ends of the hidden axis: from zero unless the values are far from it, with room for labels."""
    present = [
        value for value in (*content.values, *(mark.value for mark in content.marks)) if value is not None
    ] or [0.0, 1.0]
    low, high = min(present), max(present)
    spread = (high - low) or abs(high) or 1.0
    start = 0.0 if 0 <= low < 0.6 * high else low - 0.25 * spread
    return start, high + 0.18 * spread


def _mark(point: Point, number_format: str, size: float, position: XL_LABEL_POSITION) -> None:
    """A label that says that the value is an estimate, and still follows the value when that is edited."""
    label = point.data_label
    label.font.size, label.font.bold = Pt(size), True
    label.position = position
    # The library knows the number format of all labels, not that of one: it stands before the font.
    element = label.font._rPr.getparent().getparent().getparent().getparent()
    code = element.makeelement(
        qn("c:numFmt"), {"formatCode": marked_format(number_format), "sourceLinked": "0"}
    )
    element.find(qn("c:txPr")).addprevious(code)


def marked_format(number_format: str) -> str:
    """A format with the sign of an estimate; the language and the size it is for come first in each part."""
    parts = (part.rpartition("]") for part in number_format.split(";"))
    return ";".join(f'{before}{bracket}"≈ "{digits}' for before, bracket, digits in parts)


def _fix_plot(chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """Say where the plot lies within the chart, so that strokes can be drawn over it."""
    area = chart._chartSpace.chart.plotArea
    for former in area.findall(qn("c:layout")):
        area.remove(former)
    numbers = "".join(
        f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", (x, y, width, height), strict=True)
    )
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{numbers}</c:manualLayout></c:layout>"
        ),
    )


def _dress(chart: Chart, size: float, *, has_legend: bool) -> None:
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(size), FONT
    chart.font.color.rgb = rgb(theme.INK)
    chart.has_legend = has_legend
    if has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False


def _colour(shape_format: object, colour: str) -> None:
    shape_format.fill.solid()
    shape_format.fill.fore_color.rgb = rgb(colour)
