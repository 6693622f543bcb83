"""The list beside a map in an SVG drawing: the names that do not fit on the shapes."""

from collections.abc import Iterator

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.charts.map_classes import STATE_MARKS
from khuyenhoc.charts.map_hover import written_value
from khuyenhoc.charts.svg_text import Box, mark_path, text_lines
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator

# More units than these do not fit beside a map in letters that can be read.
MOST_UNITS = 70
_ROWS = 35
_COLUMN_WIDTH = 280
_GAP = 24
_SIZE = 14
_RANK_WIDTH = 34


def list_width(count: int) -> float:
    """Room that the list of so many units takes; 0 when it is left out."""
    return 0.0 if count > MOST_UNITS else -(-count // _ROWS) * (_COLUMN_WIDTH + _GAP)


def list_rows(units: pd.DataFrame, indicator: Indicator, box: Box, t: Translator) -> Iterator[str]:
    """Rank, name and value of each unit, in columns; nothing when there are too many."""
    if len(units) > MOST_UNITS:
        return
    step = min(box.height / _ROWS, _SIZE * 1.9)
    for place, row in enumerate(units.itertuples()):
        left = box.left + place // _ROWS * (_COLUMN_WIDTH + _GAP)
        y = box.top + (place % _ROWS + 0.7) * step
        has_value = pd.notna(row.value)
        if has_value:
            rank = str(int(row.rank))
            yield from text_lines(
                [rank], left + _RANK_WIDTH - 8, y, _SIZE, anchor="end", colour=theme.INK_SOFT
            )
        else:
            yield mark_path(STATE_MARKS[row.state], left + _RANK_WIDTH - 14, y - _SIZE * 0.35, _SIZE * 0.7)
        yield from text_lines([row.short_name], left + _RANK_WIDTH, y, _SIZE)
        text = written_value(row, indicator, t) if has_value else t(f"state.{row.state}")
        yield from text_lines(
            [text], left + _COLUMN_WIDTH, y, _SIZE, anchor="end", weight=600 if has_value else 400
        )
