"""Columns that many tables share: texts on screen, and how many of the units reported."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.reports.workbook import TableColumn


def text_columns(
    headings: Mapping[str, str], *, words: Collection[str] = ("name",), is_name_pinned: bool = False
) -> dict[str, object]:
    """For `column_config`: words stand at the left, figures, written as texts, at the right.

    Args:
        headings: column of the frame -> heading.
        words: the columns that are not figures.
        is_name_pinned: whether the column `name` stays when the table is pushed sideways.
    """
    return {
        name: st.column_config.TextColumn(
            heading,
            pinned=True if is_name_pinned and name == "name" else None,
            alignment="left" if name in words else "right",
        )
        for name, heading in headings.items()
    }


def right_aligned(*headings: str) -> dict[str, dict]:
    """For `column_config`: columns of figures that are written out as text, so that their digits line up."""
    return {heading: st.column_config.TextColumn(alignment="right") for heading in headings}


def completeness_texts(frame: pd.DataFrame, t: Translator) -> list[str]:
    """For each row how many of the units reported; "–" in a row without reports.

    Args:
        frame: columns `reported_units` and `expected_units`.
    """
    return [
        "–" if pd.isna(reported) else t("table.of", reported=int(reported), expected=int(expected))
        for reported, expected in zip(frame["reported_units"], frame["expected_units"], strict=True)
    ]


def period_column(t: Translator) -> TableColumn:
    """The column `period_id` in the file, in words as on screen."""
    return TableColumn(
        "period_id", t("table.period"), written=lambda key: format_period(Period.parse(key), t)
    )


def completeness_columns(t: Translator) -> list[TableColumn]:
    """The same two columns in the file."""
    return [
        TableColumn("reported_units", t("table.reported"), "0"),
        TableColumn("expected_units", t("table.expected"), "0"),
    ]
