"""The receipt of a stored file as a page to print, the same wherever it is offered."""

import pandas as pd
import streamlit as st

from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number, format_period
from khuyenhoc.reports.receipt import receipt_document
from khuyenhoc.ui import access


def offer_receipt(code: str, t: Translator) -> None:
    """A button that makes the page when it is pressed.

    Args:
        code: of a submission that the person before the screen sees.
    """
    scope = access.current_scope()

    def document() -> bytes:
        submissions = query("submissions", scope)
        (submission,) = (row for _, row in submissions[submissions["receipt_code"] == code].iterrows())
        signatures = (t("upload.receipt_sender"), t("upload.receipt_taker"))
        return receipt_document(_facts(submission, t), code, signatures, t("upload.receipt_how"))

    st.download_button(
        t("upload.receipt_pdf"),
        data=document,
        file_name=f"{code}.pdf",
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        key="receipt.pdf",
    )


def _facts(submission: pd.Series, t: Translator) -> list[tuple[str, str]]:
    facts = [
        (t("upload.receipt_title"), submission["receipt_code"]),
        (t("upload.province"), all_units()[submission["province_id"]].name),
        (t("upload.period"), format_period(Period.parse(submission["period_id"]), t)),
        (t("upload.file"), submission["file_name"]),
        (t("sources.person"), submission["submitted_by"]),
        (t("sources.moment"), format_moment(submission["submitted_at"])),
        (t("upload.units"), format_number(submission["unit_count"], t.language)),
        (t("upload.values"), format_number(submission["value_count"], t.language)),
        (t("sources.state"), t(f"sources.states.{submission['state']}")),
        (t("upload.receipt_hash"), submission["file_sha256"]),
    ]
    if submission["is_synthetic"]:
        facts.append((t("notes.warning"), t("synthetic.banner")))
    return facts
