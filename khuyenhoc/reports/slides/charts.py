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
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from khuyenhoc import theme
from khuyenhoc.domain.screens import Bars, Line
from khuyenhoc.reports.slides.texts import FONT, Area, box, hatch, rgb

_FULL_PERCENT = 100
# With more bars, a second bar for each target would hide them.
_MOST_WITH_TARGETS = 8


def add_bars(slide: Slide, content: Bars, area: Area) -> None:
    """Horizontal bars; the targets are a second series."""
    data = CategoryChartData(number_format=content.number_format)
    data.categories = content.categories
    data.add_series(content.value_name, content.values)
    has_target_bars = bool(content.targets) and len(content.categories) <= _MOST_WITH_TARGETS
    if has_target_bars:
        data.add_series(content.target_name, content.targets)
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *area.in_units(), data).chart
    size = 16 if len(content.categories) <= 8 else 12
    _dress(chart, size, has_legend=has_target_bars)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 0 if has_target_bars else 100
    _colour(plot.series[0].format, theme.SEQUENTIAL[3])
    labels = plot.series[0].data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = (
        True,
        content.number_format,
        False,
    )
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(size), True
    for place in content.estimated:
        hatch(plot.series[0].points[place].format.fill, theme.SEQUENTIAL[3])
        _mark(plot.series[0].points[place], content.number_format, size, XL_LABEL_POSITION.OUTSIDE_END)
    if has_target_bars:
        plot.series[1].format.fill.background()
        plot.series[1].format.line.color.rgb = rgb(theme.TARGET)
        plot.series[1].format.line.width = Pt(1.75)
    elif content.targets:
        box(
            slide,
            Area(area.left + area.width * 0.6, area.top + area.height - 0.4, area.width * 0.4, 0.36),
            content.target_name,
            size=16,
            colour=theme.TARGET,
            bold=True,
            to_the_right=True,
        )
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(theme.INK_SOFT)
    axis = chart.value_axis
    axis.visible = False
    axis.has_major_gridlines = False
    axis.minimum_scale = 0
    if "%" in content.number_format:
        axis.maximum_scale = max(_FULL_PERCENT, *(value or 0 for value in content.values)) * 1.08


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
    first.smooth = False
    first.format.line.color.rgb = rgb(theme.ACCENT)
    first.format.line.width = Pt(3)
    first.marker.style, first.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    _colour(first.marker.format, theme.ACCENT)
    labels = first.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = (
        True,
        content.number_format,
        False,
    )
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.font.size, labels.font.bold = Pt(12), True
    for place in content.estimated:
        _colour(first.points[place].marker.format, theme.PAPER)
        _mark(first.points[place], content.number_format, 12, XL_LABEL_POSITION.ABOVE)
    for series in targets:
        series.smooth = False
        series.format.line.color.rgb = rgb(theme.TARGET)
        series.format.line.width = Pt(2.25)
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(theme.GRID)
    chart.value_axis.tick_labels.number_format = content.number_format
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def _mark(point: Point, number_format: str, size: float, position: XL_LABEL_POSITION) -> None:
    """A label that says that the value is an estimate, and still follows the value when that is edited."""
    label = point.data_label
    label.font.size, label.font.bold = Pt(size), True
    label.position = position
    # The library knows the number format of all labels, not that of one: it stands before the font.
    element = label.font._rPr.getparent().getparent().getparent().getparent()
    code = element.makeelement(qn("c:numFmt"), {"formatCode": f'"≈ "{number_format}', "sourceLinked": "0"})
    element.find(qn("c:txPr")).addprevious(code)


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
