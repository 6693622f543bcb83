"""The table that a fund publishes before 31 March, as a workbook."""

import dataclasses

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.reports.fund_publication import COLUMNS, publication_frame
from khuyenhoc.review.fund_report import fund_workbook
from khuyenhoc.ui import lens_words
from khuyenhoc.ui.conference import exports
from khuyenhoc.ui.conference.gathering import facts_of
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.funds.sentences import inline
from khuyenhoc.ui.funds.span import parameters, span_of
from khuyenhoc.ui.table_columns import text_columns

_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_publication(selection: Selection, scope: Scope, t: Translator) -> None:
    """The year of the period on screen: all of its quarters that were reported so far."""
    year = selection.period.year
    whole = dataclasses.replace(selection, period=_last_reported(selection, scope), lens=Lens.REPORTED)
    st.header(t("funds.publication_title", year=year))
    st.caption(t("funds.publication_note", due_year=year + 1))
    lens_words.say_kept_here(selection, "lens.why_publication", t)
    if not whole.province_ids:
        st.info(t("conference.former_province", name=selection.province.short_name))
        return
    span = span_of(whole, scope, t, from_january=not whole.period.is_cumulative)
    units = query("fund_by_unit", scope, **parameters(whole, from_january=span.from_january))
    frame = derived(publication_frame)(units, span.totals, total_name=t("funds.total"))
    if whole.period.kind not in {"Q4", "Y"}:
        st.warning(t("funds.publication_open", span=inline(span.name)), icon=":material/hourglass_top:")
    _table(frame, year, t)
    facts = facts_of(Subject(whole.province, whole.period), scope)
    exports.offer_ready(facts, t, abouts=("fund",), kinds=("docx", "pdf"))
    st.download_button(
        t("funds.publication_download"),
        data=lambda: fund_workbook(facts, t),
        file_name=f"cong_khai_quy_{selection.province.file_name}_{year}.xlsx",
        mime=_EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key="funds.publication",
    )


def _table(frame: pd.DataFrame, year: int, t: Translator) -> None:
    """The total first, then every unit."""
    st.dataframe(
        in_italics(_texts(frame, t), pinned="name"),
        hide_index=True,
        height=min(38 * (len(frame) + 1), 300),
        column_config=text_columns(
            {name: t(f"funds.published.{name}") for name in COLUMNS}, is_name_pinned=True
        ),
        alt=t("funds.publication_title", year=year),
    )


@derived
def _texts(frame: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The rows as they are read, the last one, which is the total, on top."""
    shown = frame.iloc[[-1, *range(len(frame) - 1)]]
    amounts = [name for name in COLUMNS if name != "name"]
    return shown.assign(
        **{name: [format_number(value, t.language) for value in shown[name]] for name in amounts}
    )


@derived
def _last_reported(selection: Selection, scope: Scope) -> Period:
    """The last quarter of the year with a report; the period itself where it counts from 1 January."""
    if selection.period.is_cumulative:
        return selection.period
    reports = query("reporting_periods", scope)
    periods = {
        Period.parse(key)
        for key in reports.loc[reports["province_id"].isin(selection.all_province_ids), "period_id"]
    }
    same_year = [
        period for period in periods if period.year == selection.period.year and not period.is_cumulative
    ]
    return max(same_year, key=lambda period: period.end, default=selection.period)
