"""The colours and the figure template: the only place in Python that names a colour."""

import plotly.graph_objects as go

INK = "#14202B"
INK_SOFT = "#45525E"
# Of pinned cells, which Streamlit draws at six tenths: 5.7 to 1 against white, where `INK` comes to 4.4.
PINNED_INK = "#000000"
PAPER = "#FFFFFF"
PAPER_VEIL = "rgba(255,255,255,0.85)"
TRANSPARENT = "rgba(0,0,0,0)"
GRID = "#D9E0E7"
ACCENT = "#0B5CAD"
TARGET = "#B3261E"
GOOD = "#1B6E3C"
ATTENTION = "#B3261E"
OUTLINE_STRONG = "#45525E"

# Five classes from low to high, readable for the colour-blind and when printed in grey.
SEQUENTIAL = ("#EAF3FA", "#B3D2E9", "#74ADD3", "#3279B7", "#0B3F7C")
# Three classes below a target, two that have reached it; told apart in red-green blindness too.
DIVERGING = ("#6B2D04", "#B35806", "#F1A340", "#8FC1E3", "#1F5FA8")
# Circles for counts, and the shapes under them.
CIRCLE = "rgba(11,92,173,0.62)"
CIRCLE_GROUND = "#EEF3F8"
NOT_REPORTED = "#F6D9A8"
NOT_ESTABLISHED = "#CFCFCF"
NO_FIGURE = "#EFEFEF"

# Behind cells of a report with a problem, or put right; a sign stands beside each.
PROBLEM_ERROR = "#F9D4CF"
PROBLEM_WARNING = "#FBE6BF"
PROBLEM_CORRECTED = "#D6E7F5"

STATE_COLOURS = {
    "not_reported": NOT_REPORTED,
    "not_established": NOT_ESTABLISHED,
    "not_applicable": NO_FIGURE,
    "no_figure": NO_FIGURE,
}

# Standings of a report (khuyenhoc/domain/report_status.py); a symbol and a word stand beside each.
STATUS_COLOURS = {
    "overdue": "#F0B7AE",
    "expected": "#FFFFFF",
    "returned": "#F6D9A8",
    "late": "#FBEFC4",
    "on_time": "#CBE6D3",
    "received": "#CFE0F1",
    "approved": "#9CCBAB",
    "not_established": NOT_ESTABLISHED,
    "excused": NO_FIGURE,
}
# Bands of the scorecard (khuyenhoc/domain/scorecard.py); a symbol stands beside each.
BAND_COLOURS = {
    "reached": "#CBE6D3",
    "close": "#FBEFC4",
    "far": "#F3C9C1",
    "upper": "#CFE0F1",
    "middle": "#F4F6F8",
    "lower": "#E6D8EA",
}
FONT_FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
FONT_SIZE = 16

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": [ACCENT, TARGET, GOOD, INK_SOFT],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK},
            "bgcolor": PAPER,
            "bordercolor": INK_SOFT,
            "align": "left",
        },
        "xaxis": {"gridcolor": GRID, "linecolor": INK_SOFT, "zeroline": False, "automargin": True},
        "yaxis": {"gridcolor": GRID, "linecolor": INK_SOFT, "zeroline": False, "automargin": True},
        "legend": {"font": {"size": FONT_SIZE - 1}, "bgcolor": PAPER},
    }
)


def text_on(background: str) -> str:
    """Ink or paper, whichever stands out better on a colour (WCAG 2.2 relative luminance)."""
    channels = [int(background[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return INK if luminance > 0.3 else PAPER
