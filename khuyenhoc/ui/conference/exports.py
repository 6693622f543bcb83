"""Reports as files, made when they are asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.i18n import Translator
from khuyenhoc.review.exports import KINDS, READY, READY_KINDS, build_export, build_ready
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
# Beginning of the name of each ready-made report.
_NAMES = {"fund": "cong-khai-quy", "learning": "xa-hoi-hoc-tap"}


def offer(facts: Facts, t: Translator) -> None:
    """One card a kind: what it is, a button that makes it with a bar, and the download."""
    for kind in KINDS:
        with st.container(border=True):
            words, action = st.columns([4, 2], vertical_alignment="center")
            words.markdown(f"**{t(f'exports.{kind}')}**  \n{t(f'exports.{kind}_words')}")
            with action:
                _make(kind, "khuyen-hoc", partial(build_export, kind, facts, t), facts, t)


def offer_ready(
    facts: Facts,
    t: Translator,
    *,
    abouts: tuple[str, ...] = tuple(READY),
    kinds: tuple[str, ...] = READY_KINDS,
) -> None:
    """One card a ready-made report, with a button for each kind of file."""
    for about in abouts:
        with st.container(border=True):
            st.markdown(f"**{t(f'exports.ready.{about}')}**  \n{t(f'exports.ready_words.{about}')}")
            for kind, column in zip(kinds, st.columns(len(READY_KINDS)), strict=False):
                with column:
                    build = partial(build_ready, about, kind, facts, t)
                    _make(kind, _NAMES[about], build, facts, t, label=t(f"exports.as_{kind}"))


def _make(
    kind: str, start: str, build: Callable[..., bytes], facts: Facts, t: Translator, *, label: str = ""
) -> None:
    subject = facts.subject
    name = f"{subject.province.file_name}_{subject.period.period_id}"
    if facts.lens is not Lens.REPORTED:
        name += f"_{facts.lens}"
    key = f"exports.{kind}.{name}.{facts.is_year_to_date}.{t.language}"
    key = key if start == "khuyen-hoc" else f"{start}.{key}"
    # The same button whatever it is about: another one for each period would be drawn from nothing.
    if st.button(label or t("exports.make"), icon=f":material/{_ICONS[kind]}:", key=f"{start}.{kind}.make"):
        bar = st.progress(0.0, text=t("exports.making"))
        st.session_state[key] = build(progress=lambda share: bar.progress(share, text=t("exports.making")))
        bar.empty()
    if key in st.session_state:
        st.download_button(
            t("exports.download", kind=f".{kind}"),
            data=st.session_state[key],
            file_name=f"{start}_{name}.{kind}",
            mime=_MIMES[kind],
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            key=f"{key}.download",
        )
