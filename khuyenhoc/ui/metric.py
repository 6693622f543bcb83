"""A number with its change since last year, drawn the same on every tile."""

import math

import streamlit as st

from khuyenhoc.domain.estimates import EXACT
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, marked


def show_metric(
    name: str,
    value: str,
    change: float | None,
    unit: str,
    t: Translator,
    *,
    higher_is_better: bool | None,
    method: object = EXACT,
) -> None:
    """The value, and below it the change with an arrow of its direction, coloured by whether it is welcome.

    Streamlit would take direction and colour from a hyphen before the text; a minus sign is none.

    Args:
        name: what is measured; read out, not drawn.
        change: None or NaN where there is nothing to compare with; of zero nothing is drawn.
        higher_is_better: None where neither direction is.
        method: whether the change is an estimate.
    """
    has_change = change is not None and not math.isnan(change) and change != 0
    text = format_change(change, unit, t) if has_change else None
    is_signed = text is not None and text[0] in "+−"
    st.metric(
        name,
        value,
        delta=None if text is None else marked(text, method, t),
        delta_color=_colour(change, higher_is_better=higher_is_better) if is_signed else "gray",
        delta_arrow="off" if not is_signed else "up" if change > 0 else "down",
        label_visibility="collapsed",
    )


def _colour(change: float, *, higher_is_better: bool | None) -> str:
    if higher_is_better is None:
        return "gray"
    return "green" if (change > 0) == higher_is_better else "red"
