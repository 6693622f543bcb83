"""What is known of the screen before anything is drawn on it."""

import streamlit as st

from khuyenhoc.ui.text_size import is_large

# The page's own script (page_shell.js) writes how wide the window is, in pixels.
_COOKIE = "khuyenhoc-width"
# Up to here columns stand below each other, and up to here four of them two by two (furniture.py).
_WIDEST_PHONE, _WIDEST_NARROW = 640, 1100
_OFFICE_WIDTH = 1366
# About as wide as a figure gets on a phone, in pixels, and the part of its usual width that a narrow window
# leaves it. Three widths and not each by itself: a drawn figure is kept for the next who asks for the same.
_PHONE_WIDTH = 330
_NARROW_PART = 0.6
# Under large type the sidebar is wider, and a letter takes as much of a figure as 1.25 did.
_LARGE_TEXT_PART = 0.75


def figure_width(on_desk: int) -> int:
    """About how many pixels wide a figure will be; decides how many labels fit.

    Args:
        on_desk: the same on an office screen (`room_to_spare`).
    """
    if is_phone():
        return min(on_desk, _PHONE_WIDTH)
    is_narrow = 0 < _window_width() <= _WIDEST_NARROW
    width = on_desk * _NARROW_PART if is_narrow else on_desk
    return round(width * _LARGE_TEXT_PART) if is_large() else round(width)


def room_to_spare() -> int:
    """How many pixels wider the window is than an office screen, which is 1366 wide; 0 where it is not."""
    return max(0, _window_width() - _OFFICE_WIDTH)


def is_phone() -> bool:
    """Whether the window is as narrow as a phone's; where it did not tell, whether the browser is one's."""
    width = _window_width()
    return width <= _WIDEST_PHONE if width else "Mobi" in st.context.headers.get("User-Agent", "")


def _window_width() -> int:
    """In pixels; 0 where it is not known."""
    told = st.context.cookies.get(_COOKIE, "")
    return int(told) if told.isascii() and told.isdigit() else 0
