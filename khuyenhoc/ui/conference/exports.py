"""Reports as files, made when they are asked for."""

import streamlit as st

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.i18n import Translator
from khuyenhoc.review.exports import KINDS, build_export
from khuyenhoc.review.facts import Facts

_MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
_ICONS = {
    "docx": "description",
    "pptx": "slideshow",
    "pdf": "picture_as_pdf",
    "xlsx": "table",
    "html": "usb",
}


def offer(facts: Facts, t: Translator) -> None:
    """One card a kind: what it is, a button that makes it with a bar, and the download."""
    for kind in KINDS:
        with st.container(border=True):
            words, action = st.columns([4, 2], vertical_alignment="center")
            words.markdown(f"**{t(f'exports.{kind}')}**  \n{t(f'exports.{kind}_words')}")
            with action:
                _make(kind, facts, t)


def _make(kind: str, facts: Facts, t: Translator) -> None:
    subject = facts.subject
    name = f"{subject.province.org_unit_id}_{subject.period.period_id}"
    if facts.lens is not Lens.REPORTED:
        name += f"_{facts.lens}"
    key = f"exports.{kind}.{name}.{facts.is_year_to_date}.{t.language}"
    if st.button(t("exports.make"), icon=f":material/{_ICONS[kind]}:", key=f"{key}.make"):
        bar = st.progress(0.0, text=t("exports.making"))
        st.session_state[key] = build_export(
            kind, facts, t, progress=lambda share: bar.progress(share, text=t("exports.making"))
        )
        bar.empty()
    if key in st.session_state:
        st.download_button(
            t("exports.download", kind=f".{kind}"),
            data=st.session_state[key],
            file_name=f"khuyen-hoc_{name}.{kind}",
            mime=_MIMES[kind],
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            key=f"{key}.download",
        )
