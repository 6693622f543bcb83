"""All figures as one file for other programs."""

import io
from datetime import UTC, datetime

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.i18n import Translator
from khuyenhoc.store.open_data import write_package
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import note_action

_FILE = "khuyenhoc_so_lieu.zip"


def offer_open_data(scope: Scope, person: str, t: Translator) -> None:
    """A button that gives the package; it is made, and noted in the audit, when the button is pressed."""
    st.subheader(t("open_data.heading"))
    st.caption(t("open_data.note"))

    def make() -> bytes:
        buffer = io.BytesIO()
        counts = write_package(open_database(), scope, buffer, datetime.now(UTC))
        note_action(open_database(), "open_data", by=person, detail=str(counts["observations"]))
        return buffer.getvalue()

    st.download_button(
        t("open_data.download"),
        data=make,
        file_name=_FILE,
        mime="application/zip",
        disabled=not person,
        help=None if person else t("store.name_first"),
        icon=":material/download:",
        on_click="ignore",
        key="store.open_data",
    )
