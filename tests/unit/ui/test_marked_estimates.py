"""Styles of cells: italics of estimates, and names that stay while a table is pushed sideways."""

import pandas as pd

from khuyenhoc import theme
from khuyenhoc.ui.estimates import in_ink

# What Streamlit draws a pinned cell with, over white.
_SHOWING = 0.6


def contrast_with_white(colour: str) -> float:
    """By WCAG 2.2, of a pinned cell."""
    channels = [_SHOWING * int(colour[place : place + 2], 16) / 255 + 1 - _SHOWING for place in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_pinned_names_can_be_read_although_paper_shows_through():
    assert round(contrast_with_white(theme.PINNED_INK), 1) == 5.7
    assert contrast_with_white(theme.INK) < 4.5
    styled = in_ink(pd.DataFrame({"name": ["Xã A"], "value": ["1"]}).style, "name")
    html = styled.to_html()
    assert html.count(f"color: {theme.PINNED_INK}") == 1
    assert "_row0_col0" in html.split("}")[0]
