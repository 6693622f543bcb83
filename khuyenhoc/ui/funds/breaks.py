"""Whether each quarter's fund opens with what the one before closed with."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_period
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, of_selected
from khuyenhoc.ui.table_columns import right_aligned


def show_breaks(selection: Selection, scope: Scope, t: Translator) -> None:
    """The breaks with both cells, or that there are none."""
    breaks = query(
        "fund_breaks",
        scope,
        province_ids=selection.all_province_ids,
        period_id=selection.period.period_id,
    )
    if breaks.empty:
        st.header(of_selected(t("funds.no_breaks"), selection, t))
        st.caption(t("funds.breaks_note"))
        lens_words.say_kept_here(selection, "lens.why_breaks", t)
        return
    found = t("funds.breaks_title", count=len(breaks), units=breaks["org_unit_id"].nunique())
    st.header(of_selected(found, selection, t))
    st.caption(t("funds.breaks_note"))
    lens_words.say_kept_here(selection, "lens.why_breaks", t)
    _table(breaks, selection, t)


def _table(breaks: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """Each break with both cells, and the same as a file."""
    frame = breaks.assign(
        earlier=[format_period(Period.parse(key), t) for key in breaks["earlier_period_id"]],
        period=[format_period(Period.parse(key), t) for key in breaks["period_id"]],
        closing_source=breaks["closing_file"] + " " + breaks["closing_cell"],
        opening_source=breaks["opening_file"] + " " + breaks["opening_cell"],
    )
    headings = {
        "name": t("table.unit"),
        "earlier": t("funds.closed_in"),
        "closing": t("funds.closing"),
        "period": t("funds.opened_in"),
        "opening": t("funds.opening"),
        "difference": t("funds.difference"),
        "closing_source": t("funds.closing_cell"),
        "opening_source": t("funds.opening_cell"),
    }
    amounts = ("closing", "opening", "difference")
    shown = frame.assign(**{name: [format_money(value, t) for value in frame[name]] for name in amounts})
    st.dataframe(
        shown[list(headings)].rename(columns=headings),
        hide_index=True,
        column_config=right_aligned(*(headings[name] for name in amounts)),
        alt=t("funds.breaks_alt"),
    )
    output.download_table(
        frame,
        table_columns(headings, dict.fromkeys(amounts, "#,##0")),
        t,
        name=f"so_du_khong_khop_{selection.province.file_name}_{selection.period.period_id}",
        notes=file_notes(
            replace(selection, lens=Lens.REPORTED),
            t,
            what=t("funds.breaks_alt"),
            completeness=t("funds.breaks_completeness"),
            definition=t("funds.breaks_note"),
        ),
    )
