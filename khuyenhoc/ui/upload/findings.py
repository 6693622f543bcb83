"""What is wrong with a file: listed, put right on the page, or sent back."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.i18n import Translator
from khuyenhoc.intake.corrections import CORRECTED_IN_PLACE
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output, url_state
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.rows import picked_cell
from khuyenhoc.ui.upload.told import KEEP, tell, told_of
from khuyenhoc.ui.upload.unit_names import asked_cells

_ICONS = {
    Severity.ERROR: ":red[:material/error:]",
    Severity.WARNING: ":orange[:material/warning:]",
    Severity.NOTE: ":material/info:",
}
_MOST_WITHOUT_SCROLLING = 8
_FINDINGS_HEIGHT = 480
_MOST_CELLS_TO_CORRECT = 30
# A browser with thousands of lines stands still.
_MOST_SHOWN = 200


def show_findings(verdict: Verdict, t: Translator) -> None:
    """Problems first: errors, warnings, notes, each with its cell and what to do."""
    if not verdict.findings:
        st.success(t("upload.clear"), icon=":material/check_circle:")
        return
    order = list(Severity)
    findings = sorted(verdict.findings, key=lambda finding: order.index(finding.severity))
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    if counts[Severity.ERROR] or counts[Severity.WARNING]:
        st.header(t("upload.findings", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]))
    else:
        st.header(t("upload.only_notes", count=counts[Severity.NOTE]))
    with st.container(
        height=_FINDINGS_HEIGHT if len(findings) > _MOST_WITHOUT_SCROLLING else "content", border=True
    ):
        for finding in findings[:_MOST_SHOWN]:
            place = f" **{escape(finding.cell)}**" if finding.cell else ""
            severity = t(f"severity.{finding.severity}")
            st.markdown(
                f"{_ICONS[finding.severity]} {severity}{place}: {escape(finding.message(t.language))}"
            )
    if len(findings) > _MOST_SHOWN:
        st.caption(t("upload.first_findings", shown=_MOST_SHOWN, count=len(findings)))
        _offer_list(findings, verdict, t)


def _offer_list(findings: list[Finding], verdict: Verdict, t: Translator) -> None:
    """All findings as a file, where there are too many for the screen."""
    frame = pd.DataFrame(
        {
            "severity": [t(f"severity.{finding.severity}") for finding in findings],
            "cell": [finding.cell for finding in findings],
            "message": [finding.message(t.language) for finding in findings],
        }
    )
    columns = [
        TableColumn("severity", t("upload.severity")),
        TableColumn("cell", t("upload.cell")),
        TableColumn("message", t("upload.message")),
    ]
    output.download_table(
        frame,
        columns,
        t,
        name=f"can_xem_lai_{verdict.sha256[:8]}",
        notes={t("upload.file"): verdict.file_name},
    )


def correct_in_place(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """A field for each cell with a problem, to give it another value; the file itself stays as it is."""
    cells = _correctable(report, verdict, t)
    if not cells:
        return
    given = told_of(report).corrections
    # A click on a cell asks for its field; it must not hide behind another click.
    is_wanted = verdict.decision is Decision.REJECTED or picked_cell(report, verdict) is not None
    with st.expander(t("upload.correct"), icon=":material/edit:", expanded=is_wanted):
        st.caption(t("upload.correct_note"))
        typed = {}
        for cell, text in cells.items():
            words, field = st.columns([3, 1], vertical_alignment="center")
            words.markdown(f"**{escape(cell)}** – {text}")
            typed[cell] = field.text_input(
                t("upload.corrected", cell=cell),
                value=given.get(cell, ""),
                key=report.key(f"correction.{cell}"),
                persist_state=KEEP,
            )
        if len(cells) >= _MOST_CELLS_TO_CORRECT:
            st.caption(t("upload.first_cells", shown=len(cells)))
        if st.button(t("upload.check_again"), type="primary", key=report.key("correct")):
            # An emptied field takes its correction back.
            tell(report, corrections={cell: text.strip() or None for cell, text in typed.items()})
            st.rerun()


def _correctable(report: DroppedFile, verdict: Verdict, t: Translator) -> dict[str, str]:
    """Address and problem of each cell to correct: the one picked in the table, then the worst.

    Names of units that are asked for by a list of their own are left out.
    """
    asked = asked_cells(report)
    by_cell: dict[str, Finding] = {}
    for finding in verdict.findings:
        has_problem = finding.severity is not Severity.NOTE or finding.rule == CORRECTED_IN_PLACE.rule
        if "!" in finding.cell and has_problem and finding.cell not in asked:
            by_cell.setdefault(finding.cell, finding)
    order = list(Severity)
    worst = sorted(by_cell.values(), key=lambda finding: order.index(finding.severity))
    kept = {finding.cell for finding in worst[:_MOST_CELLS_TO_CORRECT]}
    picked = picked_cell(report, verdict)
    first = {picked.address: t("rows.picked", text=escape(picked.text) or "–")} if picked else {}
    # In the order of the file, so that a field stays where it is when its cell is put right.
    return first | {
        cell: escape(finding.message(t.language)) for cell, finding in by_cell.items() if cell in kept
    }


def stop_if_rejected(verdict: Verdict, t: Translator) -> None:
    """End the page when there are errors: nothing is stored."""
    if verdict.decision is Decision.REJECTED:
        st.error(t("upload.rejected"), icon=":material/block:")
        url_state.stop()
