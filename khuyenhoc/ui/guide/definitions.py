"""The definitions on the screen: by kind, or all that fit what was typed."""

from collections.abc import Iterable

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.handbook.method import SECTIONS, Entry, entries
from khuyenhoc.ui.markdown import escape

_TEXT_WIDTH = 980


def offer_search(t: Translator) -> str:
    """Draw the box; what was typed."""
    return st.text_input(
        t("method.search"),
        key="method.search",
        placeholder=t("method.search_example"),
        max_chars=80,
        width=_TEXT_WIDTH,
    ).strip()


def show_definitions(wanted: str, t: Translator) -> None:
    """Everything that fits a search; without one, a tab for each kind."""
    if wanted:
        _show_found(wanted, t)
        return
    for section, tab in zip(
        SECTIONS, st.tabs([t(f"method.sections.{name}") for name in SECTIONS]), strict=True
    ):
        with tab:
            st.markdown(t(f"method.about.{section}"))
            _show(entries(section, t))


def _show_found(wanted: str, t: Translator) -> None:
    found = {name: [entry for entry in entries(name, t) if entry.fits(wanted)] for name in SECTIONS}
    count = sum(map(len, found.values()))
    if not count:
        st.info(t("method.nothing_found"), icon=":material/search_off:")
        return
    st.markdown(t("method.found", count=count))
    for section, fitting in found.items():
        if fitting:
            st.subheader(t(f"method.sections.{section}"))
            _show(fitting)


def _show(shown: Iterable[Entry]) -> None:
    """One piece of Markdown for all: a hundred elements would take long to draw."""
    with st.container(width=_TEXT_WIDTH):
        st.markdown("\n\n".join(_words(entry) for entry in shown))


def _words(entry: Entry) -> str:
    code = f" `{entry.code}`" if entry.code else ""
    lines = [f"{escape(label)}: {escape(text)}" for label, text in entry.lines]
    return "  \n".join([f"**{escape(entry.name)}**{code}", *lines])
