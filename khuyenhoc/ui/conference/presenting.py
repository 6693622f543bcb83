"""The presenter on the page, and the same as files to take along."""

import streamlit as st

from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.web.player import build_player
from khuyenhoc.review.answers import answers
from khuyenhoc.review.exports import deck_of, pictures_of
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.shapes import outlines_of
from khuyenhoc.ui.conference import differences

_PLAYER_HEIGHT = 760
_PPTX_MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def present(run: Run, live: Run, facts: Facts, t: Translator) -> None:
    """The player, started by a button; then keys do the rest."""
    if not st.toggle(t("conference.present"), key="conference.present"):
        st.caption(t("conference.present_hint"))
        return
    bar = st.progress(0.0, text=t("conference.building"))
    html = _player(run, live, facts, t, bar)
    bar.empty()
    st.iframe(html, height=_PLAYER_HEIGHT, alt=run.title)
    st.caption(t("conference.keys"))


def offer_files(run: Run, live: Run, facts: Facts, t: Translator) -> None:
    """Buttons that make a file when they are pressed."""
    name = f"hoi-nghi_{facts.subject.province.file_name}_{facts.subject.period.period_id}"
    row = st.container(horizontal=True)
    row.download_button(
        t("conference.download_html"),
        data=lambda: _player(run, live, facts, t).encode(),
        file_name=f"{name}.html",
        mime="text/html",
        icon=":material/usb:",
        on_click="ignore",
        key="conference.html",
    )
    for shape in ("16:9", "4:3"):
        row.download_button(
            t("conference.download_pptx", shape=shape),
            data=lambda shape=shape: deck_of(run, facts, t, shape=shape),
            file_name=f"{name}_{shape.replace(':', 'x')}.pptx",
            mime=_PPTX_MIME,
            icon=":material/slideshow:",
            on_click="ignore",
            key=f"conference.pptx.{shape}",
        )
    row.download_button(
        t("conference.download_pictures"),
        data=lambda: pictures_of(run, t),
        file_name=f"{name}.zip",
        mime="application/zip",
        icon=":material/image:",
        on_click="ignore",
        key="conference.pictures",
    )


def _player(run: Run, live: Run, facts: Facts, t: Translator, bar: object = None) -> str:
    return build_player(
        run,
        outlines_of,
        t,
        live=live if run.frozen_on else None,
        differences=differences.by_screen(run, live, t) if run.frozen_on else {},
        logo=facts.letterhead.logo,
        answers=answers(facts, t),
        progress=lambda share: bar.progress(share, text=t("conference.building")) if bar else None,
    )
