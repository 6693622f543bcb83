"""What is known of the screen before anything is drawn on it."""

import streamlit as st

# About as wide as a figure gets on a phone, in pixels.
_PHONE_WIDTH = 330


def figure_width(on_desk: int) -> int:
    """About how many pixels wide a figure will be; decides how many labels fit."""
    return min(on_desk, _PHONE_WIDTH) if is_phone() else on_desk


def is_phone() -> bool:
    """Whether the screen is narrow and touched by fingers, as far as the browser tells."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
