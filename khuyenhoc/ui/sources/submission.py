"""One stored file: who sent it when, what counts of it, and the file itself."""

import mimetypes
from contextlib import suppress

import pandas as pd
import streamlit as st

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number, format_period
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import fetch_original
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.receipt import offer_receipt


def show_submission(submission: pd.Series, t: Translator) -> None:
    """Title, facts and state."""
    st.title(t("sources.receipt_title", receipt=submission["receipt_code"], state=_state(submission, t)))
    st.caption(
        t(
            "sources.about",
            province=all_units()[submission["province_id"]].name,
            period=format_period(Period.parse(submission["period_id"]), t),
            file=escape(submission["file_name"]),
        )
    )
    if submission["is_synthetic"]:
        st.warning(t("synthetic.banner"), icon=":material/science:")
    if submission["state"] == "withdrawn":
        st.error(
            t(
                "sources.withdrawn",
                moment=format_moment(submission["withdrawn_at"]),
                person=escape(submission["withdrawn_by"]),
                reason=escape(submission["withdrawal_reason"]),
            ),
            icon=":material/undo:",
        )
    with st.container(horizontal=True, gap="medium"):
        for label, text in (
            (t("sources.person"), submission["submitted_by"]),
            (t("sources.moment"), format_moment(submission["submitted_at"])),
            (t("upload.units"), format_number(submission["unit_count"], t.language)),
            (t("upload.values"), format_number(submission["value_count"], t.language)),
        ):
            st.metric(label, text, width="content")


def offer_original(submission: pd.Series, t: Translator) -> None:
    """The file exactly as it was sent, and its receipt; says so where the file was damaged or is gone."""
    code = submission["receipt_code"]
    try:
        name, content = fetch_original(open_database(), code)
    except StoreError as error:
        st.error(error.vi if t.language == "vi" else error.en, icon=":material/broken_image:")
        return
    except FileNotFoundError:
        st.error(t("sources.gone"), icon=":material/broken_image:")
        return

    def downloaded() -> bytes:
        with suppress(StoreError):  # a full disk is no reason to keep the file from anybody
            note_action(open_database(), "download", by=t("upload.desk"), receipt_code=code, detail=name)
        return content

    with st.container(horizontal=True):
        st.download_button(
            t("sources.download"),
            data=downloaded,
            file_name=name,
            mime=mimetypes.guess_type(name)[0] or "application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
            key="sources.original",
        )
        offer_receipt(code, t)
    st.caption(t("sources.hash", hash=submission["file_sha256"]))


def _state(submission: pd.Series, t: Translator) -> str:
    return t(
        f"sources.sentence.{submission['state']}",
        standing=format_number(submission["standing_values"], t.language),
        values=format_number(submission["value_count"], t.language),
    )
