"""What is wrong with a file: listed, put right on the page, or sent back."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.corrections import CORRECTED_IN_PLACE
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile

_ICONS = {
    Severity.ERROR: ":red[:material/error:]",
    Severity.WARNING: ":orange[:material/warning:]",
    Severity.NOTE: ":material/info:",
}
_MOST_WITHOUT_SCROLLING = 8
_FINDINGS_HEIGHT = 480
_MOST_CELLS_TO_CORRECT = 100


def show_findings(verdict: Verdict, t: Translator) -> None:
    """Problems first: errors, warnings, notes, each with its cell and what to do."""
    if not verdict.findings:
        st.success(t("upload.no_findings"), icon=":material/check_circle:")
        return
    order = list(Severity)
    findings = sorted(verdict.findings, key=lambda finding: order.index(finding.severity))
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    st.subheader(t("upload.findings", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]))
    with st.container(
        height=_FINDINGS_HEIGHT if len(findings) > _MOST_WITHOUT_SCROLLING else "content", border=True
    ):
        for finding in findings:
            place = f" **{escape(finding.cell)}**" if finding.cell else ""
            severity = t(f"severity.{finding.severity}")
            st.markdown(
                f"{_ICONS[finding.severity]} {severity}{place}: {escape(finding.message(t.language))}"
            )


def correct_in_place(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A table in which the cells with problems can be given another value; the file itself stays as it is."""
    cells = _correctable(verdict.findings, t)
    if cells.empty:
        return
    given = st.session_state.get(report.key("corrections"), {})
    cells["after"] = [given.get(cell, "") for cell in cells["cell"]]
    with st.expander(t("upload.correct"), icon=":material/edit:"), st.form(report.key("form")):
        st.caption(t("upload.correct_note"))
        edited = st.data_editor(
            cells,
            hide_index=True,
            disabled=["cell", "problem"],
            column_config={
                "cell": st.column_config.TextColumn(t("upload.cell"), width=130),
                "problem": st.column_config.TextColumn(t("upload.problem")),
                "after": st.column_config.TextColumn(t("upload.corrected"), width=160),
            },
            key=report.key("editor"),
        )
        if st.form_submit_button(t("upload.check_again"), type="primary"):
            typed = zip(edited["cell"], edited["after"], strict=True)
            st.session_state[report.key("corrections")] = {
                **given,
                **{cell: str(text).strip() for cell, text in typed if str(text or "").strip()},
            }
            st.rerun()


def _correctable(findings: tuple[Finding, ...], t: Translator) -> pd.DataFrame:
    problems: dict[str, str] = {}
    for finding in findings:
        has_problem = finding.severity is not Severity.NOTE or finding.rule == CORRECTED_IN_PLACE.rule
        if "!" in finding.cell and has_problem:
            problems.setdefault(finding.cell, finding.message(t.language))
    rows = list(problems.items())[:_MOST_CELLS_TO_CORRECT]
    return pd.DataFrame(rows, columns=["cell", "problem"])


def stop_if_rejected(verdict: Verdict, t: Translator) -> None:
    """End the page when there are errors: nothing is stored."""
    if verdict.decision is Decision.REJECTED:
        st.error(t("upload.rejected"), icon=":material/block:")
        st.stop()
