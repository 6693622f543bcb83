"""A file is stored, and with it what the person confirmed of its sender's wording."""

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import store_submission
from khuyenhoc.store.wordings import remember, wordings_of
from khuyenhoc.ui.person import known_name
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import told_of


def store_file(report: DroppedFile, verdict: Verdict, signature: str, t: Translator) -> None:
    """Store a file and keep its receipt; what fails is kept too, and said by `show_failure`."""
    database, told = open_database(), told_of(report)
    by = signature or known_name() or t("upload.desk")
    st.session_state.pop(report.key("failure"), None)
    try:
        receipt = store_submission(
            database, verdict, report.content, submitted_by=by, warnings_signed_by=signature
        )
        # From here on the file is stored, whatever becomes of the wordings.
        st.session_state[report.key("receipt")] = (told, receipt)
        confirmed = wordings_of(verdict, told.headings, told.units)
        remember(database, verdict.province_id, confirmed, by=by, receipt_code=receipt.receipt_code)
    except StoreError as error:
        st.session_state[report.key("failure")] = error


def show_failure(report: DroppedFile, t: Translator) -> None:
    """What kept a file from being stored, until it is tried again."""
    error = st.session_state.get(report.key("failure"))
    if error is not None:
        text = error.vi if t.language == "vi" else error.en
        st.error(f"{report.name}: {text}", icon=":material/block:")
