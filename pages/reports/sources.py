"""Nguồn số liệu: every file that was stored, what it holds, what became of it, and the file itself."""

import streamlit as st

from khuyenhoc.data_access import query
from khuyenhoc.ui import access, sources, states
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()
submissions = query("submissions", scope)

submission = sources.opened(submissions, t)
if submission is None:
    st.title(t("sources.title"))
    states.stop_without_figures(submissions, t)
    states.mark_synthetic(t, is_synthetic=bool(submissions["is_synthetic"].any()))
    sources.ask_for_receipt(t)
    sources.show_list(submissions, t)
else:
    sources.show_submission(submission, t)
    sources.offer_original(submission, t)
    sources.show_contents(submission, scope, t)
    sources.offer_withdrawal(submission, scope, t)
