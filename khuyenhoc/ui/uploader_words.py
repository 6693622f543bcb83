"""The drop zone's own words in the language of the screen.

Streamlit writes "Upload" and "20MB per file" in English with no setting for them; a style puts ours in
their place.
"""

import streamlit as st

from khuyenhoc.i18n import Translator

_ZONE = '[data-testid="stFileUploaderDropzone"]'


def translate_drop_zone(t: Translator, *, megabytes: int) -> None:
    """Put the catalogue's words over Streamlit's."""
    choose, limit = t("upload.choose"), t("upload.limit", megabytes=megabytes)
    st.html(
        f"""<style>
        {_ZONE} button [data-testid="stMarkdownContainer"] p {{ font-size: 0; }}
        {_ZONE} button [data-testid="stMarkdownContainer"] p::after
            {{ content: "{choose}"; font-size: 1rem; }}
        {_ZONE} [data-testid="stFileUploaderDropzoneInstructions"] {{ font-size: 0; }}
        {_ZONE} [data-testid="stFileUploaderDropzoneInstructions"] * {{ font-size: 0; }}
        {_ZONE} [data-testid="stFileUploaderDropzoneInstructions"]::after
            {{ content: "{limit}"; font-size: 1rem; }}
        </style>"""
    )
