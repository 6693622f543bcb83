"""What the store found and mended by itself, shown until somebody says that they have seen it."""

from datetime import datetime

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.report import RecoveryReport, recovery_reports
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui import notice

_MOST_PAST = 50


def open_alarms(scope: Scope) -> list[RecoveryReport]:
    """Alarms that nobody has acknowledged, newest first."""
    seen = set(query("acknowledged_alarms", scope)["raised_at"])
    reports = recovery_reports(open_database().folder)
    return [report for report in reports if report.has_alarm and report.at not in seen]


def show_alarms(scope: Scope, person: str, t: Translator) -> None:
    """The open alarms with a button for each, and what was found before."""
    alarms = open_alarms(scope)
    for place, report in enumerate(alarms):
        with st.container(border=True):
            st.error(t("store.alarm", moment=_moment(report)), icon=":material/warning:")
            for event in report.events:
                st.markdown(f"- {event.vi if t.language == 'vi' else event.en}")
            pressed = st.button(
                t("store.alarm_seen"),
                disabled=not person,
                help=None if person else t("store.name_first"),
                key=f"store.alarm.{place}.{report.at}",
            )
            if pressed:
                _acknowledge(report, person, t)
    past = [report for report in recovery_reports(open_database().folder) if report not in alarms]
    if past:
        with st.expander(t("store.past_alarms", count=len(past))):
            for report in past[:_MOST_PAST]:
                for event in report.events:
                    st.markdown(f"- {_moment(report)}: {event.vi if t.language == 'vi' else event.en}")


def _acknowledge(report: RecoveryReport, person: str, t: Translator) -> None:
    try:
        note_action(open_database(), "alarm_seen", by=person, detail=report.at)
    except StoreError as error:
        notice.refused(error, t)
        return
    notice.leave(t("store.alarm_noted"))


def _moment(report: RecoveryReport) -> str:
    return format_moment(datetime.fromisoformat(report.at))
