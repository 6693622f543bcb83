"""The run order: which screens, in which order, with which words for the speaker."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.ui.conference import picks


def arrange(run: Run, t: Translator) -> Run:
    """Let the person leave out, order and annotate the screens, picked ones included."""
    screens = (*run.screens, *picks.picked())
    offered = pd.DataFrame(
        {
            "is_shown": [True] * len(screens),
            "place": range(1, len(screens) + 1),
            "title": [screen.title for screen in screens],
            "notes": [screen.notes for screen in screens],
        }
    )
    arranged = st.data_editor(
        offered,
        hide_index=True,
        disabled=["title"],
        height=min(38 * (len(screens) + 1), 520),
        column_config={
            "is_shown": st.column_config.CheckboxColumn(t("conference.is_shown"), width=88),
            "place": st.column_config.NumberColumn(t("conference.place"), min_value=1, step=1, width=92),
            "title": st.column_config.TextColumn(t("conference.screen"), width=600),
            "notes": st.column_config.TextColumn(t("conference.notes"), width=170),
        },
        key=f"conference.order.{hash(tuple(screen.key for screen in screens))}",
    )
    shown = arranged[arranged["is_shown"]].sort_values("place", kind="stable")
    chosen = tuple(replace(screens[number], notes=notes or "") for number, notes in shown["notes"].items())
    return replace(run, screens=chosen)
