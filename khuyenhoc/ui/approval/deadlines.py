"""The day to report by: of the province's units, and the exception of one."""

import streamlit as st

from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.workflow import default_deadline
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import set_deadline
from khuyenhoc.ui import notice
from khuyenhoc.ui.approval.choosing import Report


def offer_deadline(report: Report, person: str, t: Translator) -> None:
    """Set the day for all units of the province, or for one with a reason."""
    with st.expander(t("approval.set_deadline"), icon=":material/event:"):
        st.caption(t("approval.default_deadline", date=format_date(default_deadline(report.period))))
        province = report.province.org_unit_id
        whose = st.selectbox(
            t("approval.whose"),
            [province, *sorted(report.states, key=lambda unit: vietnamese_key(all_units()[unit].name))],
            format_func=lambda unit: (
                t("approval.whole_province") if unit == province else all_units()[unit].name
            ),
            key=report.key("deadline.whose"),
        )
        day = st.date_input(
            t("approval.date"),
            value=default_deadline(report.period),
            format="DD/MM/YYYY",
            key=report.key("deadline.day"),
        )
        is_exception = whose != province
        reason = st.text_input(
            t("approval.exception_reason" if is_exception else "approval.deadline_reason"),
            key=report.key("deadline.reason"),
            max_chars=300,
        ).strip()
        pressed = st.button(
            t("approval.save_deadline"),
            disabled=not (person and day and (reason or not is_exception)),
            key=report.key("deadline.go"),
        )
        if not pressed:
            return
        try:
            set_deadline(open_database(), whose, report.period, day, by=person, reason=reason)
        except StoreError as error:
            notice.refused(error, t)
            return
        notice.leave(t("approval.deadline_done", name=all_units()[whose].name, date=format_date(day)))
