"""Several files at once: where each of them stands, which one to look at, and all that are ready stored."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.intake.verdict import Decision, Verdict
from khuyenhoc.ui.upload.checking import receipt_of
from khuyenhoc.ui.upload.files import DroppedFile
from khuyenhoc.ui.upload.signing import signature_of
from khuyenhoc.ui.upload.storing import show_failure, store_file
from khuyenhoc.ui.upload.told import KEEP


def choose_file(files: Sequence[DroppedFile], verdicts: Sequence[Verdict], t: Translator) -> int:
    """Place of the file to look at; with several, the queue is shown above the choice."""
    if len(files) == 1:
        return 0
    states = [_state(file, verdict, t) for file, verdict in zip(files, verdicts, strict=True)]
    st.header(t("queue.heading", count=len(files)))
    st.dataframe(
        _frame(files, verdicts, states, t),
        hide_index=True,
        height="content" if len(files) <= 12 else 460,
        alt=t("queue.heading", count=len(files)),
    )
    _offer_to_store(files, verdicts, t)
    place = st.selectbox(
        t("upload.which", count=len(files)),
        range(len(files)),
        # The label is how the browser names its choice: where a file stands must not change it.
        format_func=lambda index: f"{index + 1}. {files[index].name}",
        key="upload.which",
        persist_state=KEEP,
    )
    return min(place, len(files) - 1)


def _offer_to_store(files: Sequence[DroppedFile], verdicts: Sequence[Verdict], t: Translator) -> None:
    """One button for all files that need nothing more."""
    ready = [
        (file, verdict)
        for file, verdict in zip(files, verdicts, strict=True)
        if receipt_of(file) is None and _is_ready(file, verdict)
    ]
    pressed = st.button(
        t("queue.store_all", count=len(ready)),
        disabled=not ready,
        icon=":material/save:",
        key="upload.store_all",
    )
    if pressed:
        bar = st.progress(0.0)
        for number, (file, verdict) in enumerate(ready):
            bar.progress(number / len(ready), text=t("queue.storing", file=file.name))
            store_file(file, verdict, signature_of(file, verdict), t)
        st.rerun()
    for file in files:
        show_failure(file, t)


def _is_ready(file: DroppedFile, verdict: Verdict) -> bool:
    return verdict.decision is Decision.ACCEPTED or bool(signature_of(file, verdict))


def _state(file: DroppedFile, verdict: Verdict, t: Translator) -> str:
    """Where a file stands, in words with a sign."""
    if receipt_of(file) is not None:
        return t("queue.state.stored")
    counts = {
        severity: sum(finding.severity is severity for finding in verdict.findings) for severity in Severity
    }
    if verdict.decision is Decision.REJECTED:
        return t("queue.state.rejected", count=counts[Severity.ERROR])
    if _is_ready(file, verdict):
        return t("queue.state.ready")
    return t("queue.state.needs_review", count=counts[Severity.WARNING])


def _frame(
    files: Sequence[DroppedFile], verdicts: Sequence[Verdict], states: Sequence[str], t: Translator
) -> pd.DataFrame:
    receipts = [receipt_of(file) for file in files]
    return pd.DataFrame(
        {
            t("queue.state_heading"): list(states),
            t("upload.file"): [file.name for file in files],
            t("upload.province"): [
                all_units()[verdict.province_id].name if verdict.province_id else t("upload.not_found")
                for verdict in verdicts
            ],
            t("upload.period"): [
                format_period(verdict.period, t) if verdict.period else t("upload.not_found")
                for verdict in verdicts
            ],
            t("upload.values"): [format_number(len(verdict.values), t.language) for verdict in verdicts],
            t("upload.receipt"): [receipt.receipt_code if receipt else "" for receipt in receipts],
        }
    )
