"""The verdict on a dropped file, with what the person added to it."""

from functools import partial

import streamlit as st

from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.confirmed import Confirmed
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.database import open_database
from khuyenhoc.store.history import load_history
from khuyenhoc.ui.access import current_scope
from khuyenhoc.ui.upload.files import DroppedFile

_YEARS_TO_OFFER = range(2030, 2014, -1)
_KINDS = ("Q4", "9M", "Q3", "H1", "Q2", "Q1", "Y")


def check(
    report: DroppedFile, t: Translator, *, province_id: str | None = None, period: Period | None = None
) -> Verdict:
    """The verdict, worked out once for each set of choices and kept while the page is open."""
    corrections = st.session_state.get(report.key("corrections"), {})
    headings = st.session_state.get(report.key("headings"), {})
    database = open_database()
    told = (tuple(sorted(corrections.items())), tuple(sorted(headings.items())))
    key = (report.name, province_id, period, told, database.version())
    kept = st.session_state.get(report.key("verdict"))
    if kept is None or kept[0] != key:
        with st.spinner(t("upload.checking")):
            verdict = check_report(
                report.content,
                report.name,
                province_id=province_id,
                period=period,
                history=partial(load_history, database, scope=current_scope()),
                corrections=corrections,
                confirmed=Confirmed(headings=headings),
            )
        st.session_state[report.key("verdict")] = kept = (key, verdict)
    return kept[1]


def ask_what_is_missing(report: DroppedFile, verdict: Verdict, t: Translator) -> Verdict:
    """Let the person name the period or the province that the sheet does not give, and check again."""
    if (verdict.province_id and verdict.period) or not verdict.tables:
        return verdict
    with st.container(border=True):
        st.subheader(t("upload.ask"))
        year_column, kind_column, province_column = st.columns(3)
        found = verdict.period
        year = year_column.selectbox(
            t("upload.year"), _YEARS_TO_OFFER, index=None if not found else _YEARS_TO_OFFER.index(found.year)
        )
        kind = kind_column.selectbox(
            t("upload.kind"),
            _KINDS,
            index=None if not found else _KINDS.index(found.kind),
            format_func=lambda name: t(f"upload.kinds.{name}"),
        )
        if not (year and kind):
            return verdict
        period = Period(year, kind)
        options = [unit.org_unit_id for unit in provinces(period.vintage)]
        found_code = all_units()[verdict.province_id].code if verdict.province_id else None
        found_id = org_unit_id(period.vintage, found_code) if found_code else None
        province_id = province_column.selectbox(
            t("upload.province"),
            options,
            index=options.index(found_id) if found_id in options else None,
            format_func=lambda key: all_units()[key].name,
        )
    if province_id is None:
        return verdict
    return check(report, t, province_id=province_id, period=period)
