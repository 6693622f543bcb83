"""The verdicts on the dropped files, with what the person added to them, under one bar of progress."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.progress import Stage, share_done
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.history import load_history
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.submissions import Receipt
from khuyenhoc.store.wordings import load_memory
from khuyenhoc.ui.access import current_scope
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.told import told_of


def check_all(files: Sequence[DroppedFile], t: Translator) -> list[Verdict]:
    """The verdict on each file, worked out once for what was told of it and what is stored."""
    version = open_database().version()
    waiting = [file for file in files if _kept(file, version) is None]
    if waiting:
        bar = st.progress(0.0)
        for number, file in enumerate(waiting):
            told = told_of(file)
            verdict = _check(file, partial(_show, bar, number, waiting, t))
            st.session_state[file.key("verdict")] = (file.name, told, version, verdict)
        bar.empty()
    return [_kept(file, version) for file in files]


def receipt_of(report: DroppedFile) -> Receipt | None:
    """The receipt of a file as it is told now; a later correction makes it another report."""
    told, receipt = st.session_state.get(report.key("receipt"), (None, None))
    return receipt if told == told_of(report) else None


def _kept(report: DroppedFile, version: int) -> Verdict | None:
    """The verdict that is kept; of a file that was stored, the one it was stored with."""
    kept = st.session_state.get(report.key("verdict"))
    if kept is None or kept[:2] != (report.name, told_of(report)):
        return None
    return kept[3] if kept[2] == version or receipt_of(report) else None


def _show(
    bar: st.delta_generator.DeltaGenerator,
    number: int,
    waiting: Sequence[DroppedFile],
    t: Translator,
    stage: Stage,
) -> None:
    words = {"stage": t(f"upload.stage.{stage}"), "file": waiting[number].name}
    if len(waiting) > 1:
        text = t("upload.checking_several", number=number + 1, count=len(waiting), **words)
    else:
        text = t("upload.checking", **words)
    bar.progress((number + share_done(stage)) / len(waiting), text=text)


def _check(report: DroppedFile, progress: partial) -> Verdict:
    database, told = open_database(), told_of(report)
    return check_report(
        report.content,
        report.name,
        province_id=told.province_id,
        period=told.period,
        history=partial(load_history, database, scope=current_scope()),
        corrections=told.corrections,
        confirmed=told.confirmed,
        memory=partial(load_memory, database),
        sheets=told.sheets,
        progress=progress,
    )
