"""The chosen units in figures, with their shares of the province's total."""

import pandas as pd
import streamlit as st

from khuyenhoc.data_access import derived
from khuyenhoc.domain.comparison import shares
from khuyenhoc.domain.estimates import method_of_change
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_value, marked
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.comparison.sentences import share_title
from khuyenhoc.ui.comparison.units import Comparison, notes_of_files
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.filters import Selection, indicator_name, selected_name
from khuyenhoc.ui.profile_link import table_with_profiles

# Columns whose full names, with that of a data element, would push the others off the screen.
_SHARES = {"share", "base_share"}
# Column of figures -> the one that says whether they are estimates.
_METHOD_OF = {
    "value": "method",
    "earlier_value": "earlier_method",
    "change": "change_method",
    "share": "method",
    "base_share": "method",
}


def show_table(found: Comparison, selection: Selection, t: Translator) -> None:
    """The chosen units' values and shares of the province's total, and the same as a file."""
    indicator = selection.indicator
    headings = _headings(indicator, selection.lens, t)
    title, frame, shown = _rows(found, indicator, tuple(headings), selected_name(selection, t), t)
    st.header(title)
    table_with_profiles(
        in_italics(shown, *_METHOD_OF),
        frame["org_unit_id"].tolist(),
        t,
        key="compare.table",
        height="content",
        column_config={
            name: st.column_config.TextColumn(
                t(f"compare.{name}_short") if name in _SHARES else heading,
                help=heading if name in _SHARES else None,
                alignment="left" if name == "name" else "right",
            )
            for name, heading in headings.items()
        },
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )
    output.download_table(
        frame,
        table_columns(headings, dict.fromkeys(_METHOD_OF, "#,##0.0"), _METHOD_OF),
        t,
        name=lens_words.file_name(f"comparison_{indicator.indicator}", selection),
        notes=notes_of_files(found, selection, t),
    )


@derived
def _rows(
    found: Comparison, indicator: Indicator, columns: tuple[str, ...], place: str, t: Translator
) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """The table's title, its rows, and these columns of them as texts."""
    parts = shares(found.cells, indicator).loc[found.units["org_unit_id"]]
    frame = _with_changes_and_shares(found.units, parts, t)
    texts = {
        name: [
            _text(name, value, row, indicator, t)
            for value, row in zip(frame[name], frame.itertuples(), strict=True)
        ]
        for name in _METHOD_OF
    }
    return share_title(parts, indicator, place, t), frame, frame.assign(**texts)[list(columns)]


def _with_changes_and_shares(units: pd.DataFrame, parts: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The rows with what the table adds to them; `parts` has the shares of the same units."""
    return units.assign(
        change=units["value"] - units["earlier_value"],
        change_method=method_of_change(units["method"], units["earlier_method"]),
        estimated=lens_words.estimated_texts(units, t),
        sources=lens_words.source_counts(units, t),
        share=parts["share"].to_numpy(),
        base_share=parts["base_share"].to_numpy(),
    )


def _text(name: str, value: float, row: object, indicator: Indicator, t: Translator) -> str:
    if name == "value" and pd.isna(value):
        return t(f"state.{row.state}")
    unit = "%" if name in _SHARES else indicator.unit
    text = format_change(value, unit, t) if name == "change" else format_value(value, unit, t)
    return marked(text, getattr(row, _METHOD_OF[name]), t) if pd.notna(value) else text


def _headings(indicator: Indicator, lens: Lens, t: Translator) -> dict[str, str]:
    headings = {
        "name": t("table.unit"),
        "value": t("compare.now"),
        "earlier_value": t("compare.last_year"),
        "change": t("table.change"),
        "share": t("compare.share", element=element_name(indicator.numerator, t)),
        "base_share": t("compare.share", element=element_name(indicator.denominator or "population", t)),
    }
    if lens is Lens.REPORTED:
        return headings
    return headings | {"estimated": t("lens.estimated"), "sources": t("lens.source_count")}
