"""Hướng dẫn: how each task is done, chapter by chapter, and the same as PDF."""

import streamlit as st

from khuyenhoc.ui import access, guide
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()

headline = st.container()
guide.offer_downloads(t)
chapter = guide.choose_chapter(t)
headline.title(chapter.title)
guide.show_chapter(chapter)
guide.offer_neighbours(chapter, t)
