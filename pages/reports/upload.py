"""Nộp báo cáo: drop files, see what was recognised and what is wrong, confirm, get a receipt."""

import streamlit as st

from khuyenhoc.ui import access, form_download, guide, recent, upload, url_state
from khuyenhoc.ui.language import translator

scope = access.require_role("officer", "reporter")
t = translator()

st.title(t("upload.title"))
st.markdown(t("upload.introduction"))
files = upload.drop_files(t)
if not files:
    form_download.offer_form(scope, t)
    recent.show_recent(scope, t)
    url_state.stop()

verdicts = upload.check_all(files, t)
place = upload.choose_file(files, verdicts, t)
report, verdict = files[place], verdicts[place]
upload.show_receipt(report, verdict, t)

with st.container(border=True):
    st.header(t("upload.recognised"))
    upload.show_recognised(verdict, t)
    upload.show_remembered(report, verdict, scope, t)
upload.show_findings(verdict, t)
upload.ask_what_is_missing(report, verdict, t)
upload.map_columns(report, verdict, t)
upload.name_units(report, verdict, t)
upload.show_rows(report, verdict, t)
upload.correct_in_place(report, verdict, t)
upload.stop_if_rejected(verdict, t)

upload.show_changes(report, verdict, scope, t)
guide.warn_of_demo(verdict, scope, t)
signature = upload.sign(report, verdict, t)
upload.confirm(report, verdict, signature, t)
