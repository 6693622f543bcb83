"""The person signs the warnings and stores the file; the receipt."""

import streamlit as st

from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.reports.receipt import receipt_document
from khuyenhoc.store.database import open_database
from khuyenhoc.store.submissions import Receipt, store_submission
from khuyenhoc.ui import provenance, routes
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.upload.files import DroppedFile

_MOST_WITHOUT_SCROLLING = 8
_TICKS_HEIGHT = 480


def sign(report: DroppedFile, verdict: Verdict, t: Translator) -> str:
    """The name under the warnings, each of them ticked; empty while one is open."""
    if verdict.decision is not Decision.NEEDS_REVIEW:
        return ""
    warnings = [finding for finding in verdict.findings if finding.severity is Severity.WARNING]
    st.subheader(t("upload.sign"))
    is_all = st.checkbox(t("upload.sign_all", count=len(warnings)), key=report.key("all"))
    with st.container(height=_TICKS_HEIGHT if len(warnings) > _MOST_WITHOUT_SCROLLING else "content"):
        ticks = [
            st.checkbox(
                f"**{escape(finding.cell)}** – {escape(finding.message(t.language))}",
                value=is_all,
                key=report.key(f"tick.{position}.{is_all}"),
            )
            for position, finding in enumerate(warnings)
        ]
    name = st.text_input(t("upload.sign_name"), key=report.key("signature"), max_chars=80)
    return name.strip() if all(ticks) else ""


def confirm(report: DroppedFile, verdict: Verdict, signature: str, t: Translator) -> None:
    """The button that stores, and the receipt."""
    is_ready = verdict.decision is Decision.ACCEPTED or bool(signature)
    # Who signs the warnings also sends the file; without any, the name is asked here and may stay empty.
    person = signature if verdict.decision is Decision.NEEDS_REVIEW else acting_name(t)
    pressed = st.button(
        t("upload.confirm"),
        type="primary",
        disabled=not is_ready,
        icon=":material/save:",
        key="upload.confirm",
    )
    if pressed and is_ready:
        with st.spinner(t("upload.storing")):
            receipt = store_submission(
                open_database(),
                verdict,
                report.content,
                submitted_by=person or t("upload.desk"),
                warnings_signed_by=signature,
            )
        st.session_state[report.key("receipt")] = receipt
    kept = st.session_state.get(report.key("receipt"))
    if kept is not None:
        _show_receipt(kept, report, verdict, t)


def _show_receipt(receipt: Receipt, report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    with st.container(border=True):
        st.success(
            t("upload.stored_before" if receipt.is_repeat else "upload.stored"), icon=":material/verified:"
        )
        st.metric(t("upload.receipt"), receipt.receipt_code)
        st.caption(
            t(
                "upload.receipt_note",
                units=format_number(receipt.unit_count, t.language),
                values=format_number(receipt.value_count, t.language),
            )
        )
        st.download_button(
            t("upload.receipt_pdf"),
            data=lambda: receipt_document(_receipt_facts(receipt, report, verdict, t), receipt.receipt_code),
            file_name=f"{receipt.receipt_code}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
        )
        reform = verdict.period.vintage is Vintage.REFORM
        parameters = {"period": verdict.period.period_id, "province": verdict.province_id}
        st.page_link(
            routes.SUMMARY,
            label=t("upload.see_overview"),
            icon=":material/home:",
            query_params=parameters if reform else {"period": verdict.period.period_id},
        )
        provenance.link_to(receipt.receipt_code, t)


def _receipt_facts(
    receipt: Receipt, report: DroppedFile, verdict: Verdict, t: Translator
) -> list[tuple[str, str]]:
    facts = [
        (t("upload.province"), all_units()[verdict.province_id].name),
        (t("upload.period"), format_period(verdict.period, t)),
        (t("upload.file"), report.name),
        (t("upload.units"), format_number(receipt.unit_count, t.language)),
        (t("upload.values"), format_number(receipt.value_count, t.language)),
        ("SHA-256", report.sha256),
    ]
    if verdict.is_synthetic:
        facts.append((t("notes.warning"), t("synthetic.banner")))
    return [(t("upload.receipt_title"), receipt.receipt_code), *facts]
