"""The chosen units in figures, with their shares of the province's total."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.comparison import shares
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.comparison.sentences import share_title
from khuyenhoc.ui.comparison.units import Comparison, file_notes
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.profile_link import table_with_profiles

# Columns whose full names, with that of a data element, would push the others off the screen.
_SHARES = {"share", "base_share"}


def show_table(found: Comparison, selection: Selection, t: Translator) -> None:
    """The chosen units' values and shares of the province's total, and the same as a file."""
    indicator = selection.indicator
    parts = shares(found.cells, indicator).loc[found.units["org_unit_id"]]
    frame = found.units.assign(
        change=found.units["value"] - found.units["earlier_value"],
        share=parts["share"].to_numpy(),
        base_share=parts["base_share"].to_numpy(),
    )
    st.header(share_title(parts, indicator, t))
    headings = _headings(indicator, t)
    shown = pd.DataFrame(
        {
            "name": frame["name"],
            "value": [
                format_value(row.value, indicator.unit, t) if pd.notna(row.value) else t(f"state.{row.state}")
                for row in frame.itertuples()
            ],
            "earlier_value": [format_value(value, indicator.unit, t) for value in frame["earlier_value"]],
            "change": [format_change(value, indicator.unit, t) for value in frame["change"]],
            "share": [format_value(value, "%", t) for value in frame["share"]],
            "base_share": [format_value(value, "%", t) for value in frame["base_share"]],
        }
    )
    table_with_profiles(
        shown,
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
        [
            TableColumn(name, heading, "" if name == "name" else "#,##0.0")
            for name, heading in headings.items()
        ],
        t,
        name=f"comparison_{indicator.indicator}_{selection.period.period_id}",
        notes=file_notes(selection, t),
    )


def _headings(indicator: Indicator, t: Translator) -> dict[str, str]:
    return {
        "name": t("table.unit"),
        "value": t("compare.now"),
        "earlier_value": t("compare.last_year"),
        "change": t("table.change"),
        "share": t("compare.share", element=element_name(indicator.numerator, t)),
        "base_share": t("compare.share", element=element_name(indicator.denominator or "population", t)),
    }
