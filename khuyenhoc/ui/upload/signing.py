"""Warnings ticked one by one, and the name that stands under them."""

import streamlit as st

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import KEEP

_MOST_WITHOUT_SCROLLING = 8
_TICKS_HEIGHT = 480
_MOST_SHOWN = 200
_LAST_NAME = "upload.last_name"


def sign(report: DroppedFile, verdict: Verdict, t: Translator) -> str:
    """The name under the warnings, each of them ticked; empty while one is open."""
    if verdict.decision is not Decision.NEEDS_REVIEW:
        return ""
    warnings = _warnings(verdict)
    st.header(t("upload.sign"))
    is_all = len(warnings) > 1 and st.checkbox(
        t("upload.sign_all", count=len(warnings)), key=report.key("all"), persist_state=KEEP
    )
    with st.container(height=_TICKS_HEIGHT if len(warnings) > _MOST_WITHOUT_SCROLLING else "content"):
        # The box above ticks those beyond as well; they are listed in the file offered with the findings.
        for finding in warnings[:_MOST_SHOWN]:
            st.checkbox(
                f"**{escape(finding.cell)}** – {escape(finding.message(t.language))}",
                value=is_all,
                key=_tick_key(report, finding, is_all=is_all),
                persist_state=KEEP,
            )
    st.text_input(
        t("upload.sign_name"),
        value=st.session_state.get(_LAST_NAME, ""),
        key=report.key("signature"),
        max_chars=80,
        persist_state=KEEP,
    )
    return signature_of(report, verdict)


def signature_of(report: DroppedFile, verdict: Verdict) -> str:
    """As `sign` gives it, also while another file is on the screen."""
    if verdict.decision is not Decision.NEEDS_REVIEW:
        return ""
    warnings = _warnings(verdict)
    is_all = len(warnings) > 1 and bool(st.session_state.get(report.key("all")))
    is_ticked = all(
        st.session_state.get(_tick_key(report, warning, is_all=is_all), is_all) for warning in warnings
    )
    name = str(st.session_state.get(report.key("signature"), "")).strip()
    if name:
        st.session_state[_LAST_NAME] = name
    return name if is_ticked else ""


def _warnings(verdict: Verdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.severity is Severity.WARNING]


def _tick_key(report: DroppedFile, finding: Finding, *, is_all: bool) -> str:
    """A tick is under one complaint in one wording: a cell corrected to another wrong value needs another.

    With the box for all, the ticks are others that begin ticked: changed from here, they could be
    overtaken by what the browser still believes.
    """
    return report.key(f"tick.{is_all}.{finding.rule}.{finding.cell}.{finding.message_vi}")
