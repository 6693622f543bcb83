"""What the file does not say by itself: its period, its province, its hidden sheets."""

import streamlit as st

from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import KEEP, tell, told_of

_YEARS_TO_OFFER = range(2030, 2014, -1)
_KINDS = ("Q4", "9M", "Q3", "H1", "Q2", "Q1", "Y")


def ask_what_is_missing(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """Let the person name the period or the province; asked for where the file names none."""
    _offer_hidden_sheets(report, verdict, t)
    if not verdict.tables and not any(finding.rule in _ASKING for finding in verdict.findings):
        return
    is_missing = verdict.province_id is None or verdict.period is None
    if is_missing:
        with st.container(border=True):
            st.subheader(t("upload.ask"))
            _ask(report, verdict, t)
    else:
        with st.expander(t("upload.ask_again"), icon=":material/edit_calendar:"):
            _ask(report, verdict, t)


_ASKING = {
    "no_period",
    "school_year",
    "unusable_period",
    "period_conflict",
    "province_not_found",
    "province_conflict",
}


def _ask(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    year_column, kind_column, province_column = st.columns(3)
    found = verdict.period
    code = all_units()[verdict.province_id].code if verdict.province_id else None
    # Once the answer is found in the verdict, the fields begin anew with it.
    key = report.key(f"asked.{found.period_id if found else ''}.{code or ''}")
    kept = {"persist_state": KEEP, "on_change": _answer, "args": (report, key, code)}
    year = year_column.selectbox(
        t("upload.year"),
        _YEARS_TO_OFFER,
        index=None if not found else _YEARS_TO_OFFER.index(found.year),
        key=f"{key}.year",
        **kept,
    )
    kind = kind_column.selectbox(
        t("upload.kind"),
        _KINDS,
        index=None if not found else _KINDS.index(found.kind),
        format_func=lambda name: t(f"upload.kinds.{name}"),
        key=f"{key}.kind",
        **kept,
    )
    if not (year and kind):
        return
    vintage = Period(year, kind).vintage
    options = [unit.org_unit_id for unit in provinces(vintage)]
    usual = org_unit_id(vintage, code) if code else None
    province_column.selectbox(
        t("upload.province"),
        options,
        index=options.index(usual) if usual in options else None,
        format_func=lambda unit: all_units()[unit].name,
        key=f"{key}.province.{vintage}",
        **kept,
    )


def _answer(report: DroppedFile, key: str, code: str | None) -> None:
    """Take the answers as soon as they are complete; the province that was found goes along with a period."""
    year, kind = (st.session_state.get(f"{key}.{name}") for name in ("year", "kind"))
    if not (year and kind):
        return
    period = Period(year, kind)
    usual = org_unit_id(period.vintage, code) if code else None
    province_id = st.session_state.get(f"{key}.province.{period.vintage}") or usual
    if province_id in all_units():
        tell(report, province_id=province_id, period_id=period.period_id)


def _offer_hidden_sheets(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A tick for each hidden sheet; ticked ones are read like the others."""
    if not verdict.hidden_sheets:
        return
    told = told_of(report)
    with st.container(border=True):
        st.markdown(t("upload.hidden_sheets", count=len(verdict.hidden_sheets)))
        chosen = tuple(
            sheet
            for sheet in verdict.hidden_sheets
            if st.checkbox(
                t("upload.read_hidden", sheet=sheet),
                value=sheet in told.sheets,
                key=report.key(f"sheet.{sheet}"),
                persist_state=KEEP,
            )
        )
    if chosen != told.sheets:
        tell(report, sheets=chosen)
        st.rerun()
