"""What has changed since a run was frozen, as a table and for the presenter."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.review.changes import Change, changes
from khuyenhoc.ui import output

_COLUMNS = ("screen", "item", "then", "now")


def show(frozen: Run, live: Run, receipt_code: str, t: Translator) -> None:
    """Both numbers side by side, and the same as an Excel file."""
    found = changes(frozen, live, t)
    st.header(t("changes.title"))
    if not found:
        st.success(t("changes.none"), icon=":material/check_circle:")
        return
    screens = len({change.screen_key for change in found})
    st.warning(
        t("changes.summary", count=len(found), screens=screens, date=frozen.frozen_on),
        icon=":material/compare_arrows:",
    )
    frame = pd.DataFrame([asdict(change) for change in found])[list(_COLUMNS)]
    headings = {name: t(f"changes.{name}") for name in _COLUMNS}
    st.dataframe(
        frame,
        hide_index=True,
        height=min(38 * (len(frame) + 1), 420),
        column_config={name: st.column_config.TextColumn(words) for name, words in headings.items()},
        alt=t("changes.title"),
    )
    output.download_table(
        frame,
        table_columns(headings),
        t,
        name=f"thay-doi_{receipt_code}",
        notes={t("notes.source"): t("changes.source", code=receipt_code, date=frozen.frozen_on)},
    )


def by_screen(frozen: Run, live: Run, t: Translator) -> dict[str, Sequence[str]]:
    """Key of a screen -> its changes as the presenter lists them."""
    listed: dict[str, list[str]] = {}
    for change in changes(frozen, live, t):
        listed.setdefault(change.screen_key, []).append(_line(change))
    return listed


def _line(change: Change) -> str:
    return f"{change.item}: {change.then} → {change.now}"
