"""The run order: which screens, in which order, with which words for the speaker."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.conference import picks
from khuyenhoc.ui.device import room_to_spare
from khuyenhoc.ui.text_size import column_width

TEMPLATES = ("quarter", "half_year", "year")
# In pixels, on an office screen; what these columns leave is for the name of a screen.
_TABLE_WIDTH = 992
_WIDTHS = {"is_shown": 82, "place": 86, "kind": 76, "notes": 92}
# Pixels that a letter of a name takes on average, and that its cell keeps free.
_LETTER_WIDTH, _CELL_PADDING = 6.2, 16
# What a review leaves out, by the beginning of the screen's key; a year's leaves out nothing.
_LEFT_OUT = {
    "quarter": ("map.learning_family", "ranking.learning_family", "sources", "elements.learning_centre"),
    "half_year": ("elements.learning_centre",),
    "year": (),
}


def is_in(template: str, key: str) -> bool:
    """Whether a screen belongs to a template."""
    return not key.startswith(_LEFT_OUT[template]) if _LEFT_OUT[template] else True


def shortened(title: str, letters: int) -> str:
    """A screen's name for the list, which has one line for it: as many words as fit, then `…`.

    Streamlit breaks lines only in rows twice as high, and a run of sixteen would no longer be seen at once.
    """
    return title if len(title) <= letters else f"{title[:letters].rpartition(' ')[0].rstrip(',;:')}…"


def _usual(period: Period) -> str:
    """The review that is held after a period."""
    if period.kind in {"Q4", "Y"}:
        return "year"
    return "half_year" if period.kind in {"Q2", "H1"} else "quarter"


def arrange(run: Run, period: Period, t: Translator) -> Run:
    """Let the person leave out, order and annotate the screens, picked ones included.

    A template says which screens are ticked to begin with; those that were put aside always are.
    """
    template = st.segmented_control(
        t("conference.template"),
        TEMPLATES,
        default=_usual(period),
        format_func=lambda name: t(f"conference.templates.{name}"),
        required=True,
        key="conference.template",
    )
    screens = (*run.screens, *picks.picked())
    widths = {name: column_width(pixels) for name, pixels in _WIDTHS.items()}
    widths["title"] = _TABLE_WIDTH - sum(widths.values()) + room_to_spare() // 2
    widths["notes"] += room_to_spare() // 2
    letters = int((widths["title"] - _CELL_PADDING) / (column_width(100) / 100 * _LETTER_WIDTH))
    offered = pd.DataFrame(
        {
            "is_shown": [is_in(template, screen.key) for screen in screens],
            "place": range(1, len(screens) + 1),
            "kind": [t(f"conference.kinds.{screen.content.kind}") for screen in screens],
            "title": [shortened(screen.title, letters) for screen in screens],
            "notes": [screen.notes for screen in screens],
        }
    )
    arranged = st.data_editor(
        offered,
        hide_index=True,
        disabled=["title", "kind"],
        # All of them: one below the edge would be presented without having been seen.
        height="content",
        column_config={
            "is_shown": st.column_config.CheckboxColumn(t("conference.is_shown"), width=widths["is_shown"]),
            "place": st.column_config.NumberColumn(
                t("conference.place"), min_value=1, step=1, width=widths["place"]
            ),
            "kind": st.column_config.TextColumn(t("conference.kind"), width=widths["kind"]),
            "title": st.column_config.TextColumn(t("conference.screen"), width=widths["title"]),
            "notes": st.column_config.TextColumn(t("conference.notes"), width=widths["notes"]),
        },
        key=f"conference.order.{template}.{hash(tuple(screen.key for screen in screens))}",
    )
    shown = arranged[arranged["is_shown"]].sort_values("place", kind="stable")
    chosen = tuple(replace(screens[number], notes=notes or "") for number, notes in shown["notes"].items())
    st.caption(t("conference.chosen", chosen=len(chosen), count=len(screens)))
    return replace(run, screens=chosen)
