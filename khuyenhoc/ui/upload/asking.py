"""What the file does not say by itself: its period, its province, its hidden sheets."""

from functools import partial

import streamlit as st

from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.ui.choice import keep_choice
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
            st.header(t("upload.ask"))
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
    answer = partial(_answer, report, key, found, code)
    year = keep_choice(
        year_column,
        t("upload.year"),
        _YEARS_TO_OFFER,
        t,
        key=f"{key}.year",
        default=found.year if found else None,
        format_func=str,
        on_choice=answer,
    )
    kind = keep_choice(
        kind_column,
        t("upload.kind"),
        _KINDS,
        t,
        key=f"{key}.kind",
        default=found.kind if found else None,
        format_func=lambda name: t(f"upload.kinds.{name}"),
        on_choice=answer,
    )
    if not (year and kind):
        return
    vintage = Period(year, kind).vintage
    keep_choice(
        province_column,
        t("upload.province"),
        [unit.org_unit_id for unit in provinces(vintage)],
        t,
        key=f"{key}.province.{vintage}",
        default=org_unit_id(vintage, code) if code else None,
        format_func=lambda unit: all_units()[unit].name,
        on_choice=answer,
    )


def _answer(report: DroppedFile, key: str, found: Period | None, code: str | None, _choice: object) -> None:
    """Take the answers as soon as they are complete; what was found goes along with what is changed."""
    year = st.session_state.get(f"{key}.year", found.year if found else None)
    kind = st.session_state.get(f"{key}.kind", found.kind if found else None)
    if not (year and kind):
        return
    period = Period(year, kind)
    usual = org_unit_id(period.vintage, code) if code else None
    province_id = st.session_state.get(f"{key}.province.{period.vintage}", usual)
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
