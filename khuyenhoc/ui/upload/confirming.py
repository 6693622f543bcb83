"""The button that stores a file, and the receipt."""

import streamlit as st

from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.store.submissions import Receipt
from khuyenhoc.ui import provenance, routes, url_state
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.receipt import offer_receipt
from khuyenhoc.ui.upload.checking import receipt_of
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.storing import show_failure, store_file


def confirm(report: DroppedFile, verdict: Verdict, signature: str, t: Translator) -> None:
    """The button that stores; without it, what is still missing."""
    if receipt_of(report) is not None:
        return
    is_ready = verdict.decision is Decision.ACCEPTED or bool(signature)
    if verdict.decision is Decision.ACCEPTED:
        # Who signs the warnings also sends the file; without any, the name is asked here and may stay empty.
        acting_name(t)
    # Always open: a name still in its field arrives with the press, which a closed button would lose.
    pressed = st.button(t("upload.confirm"), type="primary", icon=":material/save:", key="upload.confirm")
    if not is_ready:
        (st.error if pressed else st.caption)(t("upload.not_signed"))
    if pressed and is_ready:
        with st.spinner(t("upload.storing")):
            store_file(report, verdict, signature, t)
        # The queue above, and what was remembered, are to know of it; the receipt stands at the top.
        st.rerun()
    show_failure(report, t)


def show_receipt(report: DroppedFile, verdict: Verdict, t: Translator) -> None:
    """Of a file that is stored: the receipt and what to do next, in place of all its steps.

    Below the steps it would be off the screen, and the button above it would ask to store once more.
    """
    receipt = receipt_of(report)
    if receipt is None:
        return
    _show_receipt(receipt, verdict, t)
    show_failure(report, t)
    if not st.toggle(t("upload.look_again"), key=report.key("look_again")):
        url_state.stop()


def _show_receipt(receipt: Receipt, verdict: Verdict, t: Translator) -> None:
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
        offer_receipt(receipt.receipt_code, t)
        reform = verdict.period.vintage is Vintage.REFORM
        parameters = {"period": verdict.period.period_id, "province": verdict.province_id}
        st.page_link(
            routes.SUMMARY,
            label=t("upload.see_overview"),
            icon=":material/home:",
            query_params=parameters if reform else {"period": verdict.period.period_id},
        )
        provenance.link_to(receipt.receipt_code, t)
        st.caption(t("upload.another"))
