"""The handbook on the screen: one chapter at a time, the next one at its end, all of it as PDF."""

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.handbook.chapters import Chapter, chapters, without_links
from khuyenhoc.reports.handbook.pdf import handbook_pdf, quick_guide_pdf
from khuyenhoc.ui import routes, url_state

_KEY = "chapter"
_PDF_MIME = "application/pdf"
_TEXT_WIDTH = 860


def choose_chapter(t: Translator) -> Chapter:
    """The chapter of the address (`?chapter=02-submit-a-report`); the first where there is none."""
    by_slug = {chapter.slug: chapter for chapter in chapters(t.language)}
    slugs = list(by_slug)
    url_state.follow(_KEY, slugs)
    chosen = st.session_state.setdefault(_KEY, slugs[0])
    # A list for each language, as its labels are in that language; a link to a chapter moves it too.
    widget = f"{_KEY}.{t.language}"
    st.session_state[widget] = chosen
    st.selectbox(
        t("handbook.chapter"),
        slugs,
        format_func=lambda slug: by_slug[slug].title,
        key=widget,
        on_change=_turn_to,
        args=(widget,),
        width=_TEXT_WIDTH,
    )
    url_state.write(_KEY, chosen)
    return by_slug[chosen]


def show_chapter(chapter: Chapter) -> None:
    """Draw a chapter: its words as they are, its pictures with their descriptions."""
    with st.container(width=_TEXT_WIDTH):
        for block in chapter.blocks:
            if block.kind == "picture":
                description = "".join(span.words for span in block.lines[0][0])
                # Framed, or a picture of a page would pass for a part of this one.
                with st.container(border=True):
                    st.image(str(chapter.picture(block)), caption=description, alt=description)
            else:
                st.markdown(without_links(block.source))


def offer_neighbours(chapter: Chapter, t: Translator) -> None:
    """Links to the chapter before and the one after."""
    book = chapters(t.language)
    place = book.index(chapter)
    with st.container(horizontal=True, width=_TEXT_WIDTH):
        if place > 0:
            _link(book[place - 1], "arrow_back")
        if place + 1 < len(book):
            _link(book[place + 1], "arrow_forward")


def offer_downloads(t: Translator) -> None:
    """The whole handbook and the quick guide as PDF; each is set when its button is pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("handbook.download"),
            data=lambda: handbook_pdf(t),
            file_name=t("handbook.file"),
            mime=_PDF_MIME,
            icon=":material/download:",
            on_click="ignore",
            key="handbook.download",
        )
        st.download_button(
            t("handbook.quick_guide"),
            data=lambda: quick_guide_pdf(t),
            file_name=t("handbook.quick_guide_file"),
            mime=_PDF_MIME,
            icon=":material/download:",
            on_click="ignore",
            key="handbook.quick_guide",
        )
        st.page_link(routes.METHOD, label=t("method.page"), icon=":material/functions:")
        st.page_link(routes.WELCOME, label=t("welcome.page"), icon=":material/waving_hand:")


def _turn_to(widget: str) -> None:
    st.session_state[_KEY] = st.session_state[widget]


def _link(chapter: Chapter, icon: str) -> None:
    st.page_link(
        routes.HANDBOOK, label=chapter.title, icon=f":material/{icon}:", query_params={_KEY: chapter.slug}
    )
