"""A form with the units of a province and period filled in, to hand out and get back."""

import datetime

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import all_units, org_unit_id, provinces
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.reports.form import report_form
from khuyenhoc.ui.choice import keep_choice
from khuyenhoc.ui.person import known_preferences

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_PROVINCE, _FOLLOWED = "form.province", "form.followed"
_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_form(scope: Scope, t: Translator) -> None:
    """Choose a province and a quarter since the reform; the file is made when the button is pressed."""
    with st.expander(t("form.title"), icon=":material/description:"):
        st.caption(t("form.note"))
        province_column, period_column = st.columns(2)
        codes = [unit.code for unit in provinces(Vintage.REFORM)]
        _follow(_usual(scope), codes)
        code = province_column.selectbox(
            t("filters.province"),
            codes,
            format_func=lambda key: all_units()[org_unit_id(Vintage.REFORM, key)].short_name,
            key=_PROVINCE,
        )
        periods = _recent_quarters()
        period = keep_choice(
            period_column,
            t("filters.period"),
            periods,
            t,
            key="form.period",
            default=periods[0],
            format_func=lambda item: format_period(item, t),
        )
        province_id = org_unit_id(period.vintage, code)
        st.download_button(
            t("form.download"),
            data=lambda: report_form(province_id, period, among=scope.org_unit_ids),
            file_name=f"bieu_{code}_{period.period_id}.xlsx",
            mime=_EXCEL_MIME,
            icon=":material/download:",
            on_click="ignore",
            key="form.download",
        )


def _usual(scope: Scope) -> str:
    """Code of the province that the person works for, else of one that has figures; empty for neither."""
    reported = query("reporting_periods", scope)["province_id"]
    return known_preferences().province_code or (all_units()[reported.iloc[0]].code if len(reported) else "")


def _follow(usual: str, codes: list[str]) -> None:
    """Let the list begin with the usual province, also where that was told a moment ago on the same page."""
    if usual in codes and st.session_state.get(_FOLLOWED) != usual:
        st.session_state[_FOLLOWED] = st.session_state[_PROVINCE] = usual


def _recent_quarters() -> list[Period]:
    """The quarter that runs and those since the reform before it, newest first."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    quarters = [Period(year, kind) for year in range(2025, today.year + 1) for kind in _QUARTERS]
    return [q for q in reversed(quarters) if q.start <= today and q.vintage is Vintage.REFORM]
