"""The proof, on a button, that ledger, original files and database are whole and say the same."""

import pandas as pd
import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.verification import STAGES, Verification, verify_store
from khuyenhoc.ui import notice
from khuyenhoc.ui.table_columns import right_aligned

_FOUND = "store.found"


def offer_check(t: Translator) -> None:
    """The button, how far it is, and what was found."""
    st.header(t("store.check"))
    st.caption(t("store.check_note"))
    if st.button(t("store.check_now"), icon=":material/verified:", key="store.check_now"):
        bar = st.progress(0.0, text=t("store.checking"))

        def show(stage: str) -> None:
            bar.progress(STAGES.index(stage) / len(STAGES), text=t(f"store.check_stage.{stage}"))

        try:
            st.session_state[_FOUND] = verify_store(open_database(), progress=show)
        except StoreError as error:
            notice.refused(error, t)
        bar.empty()
    found = st.session_state.get(_FOUND)
    if found is not None:
        _show(found, t)


def _show(found: Verification, t: Translator) -> None:
    if found.is_sound:
        st.success(t("store.sound"), icon=":material/verified:")
    else:
        st.error(t("store.not_sound"), icon=":material/error:")
    for name in ("missing", "damaged"):
        for digest in getattr(found, name):
            st.markdown(t(f"store.file.{name}", hash=digest))
    for line in found.mended:
        st.markdown(f"- {line}")
    st.dataframe(
        pd.DataFrame(
            [
                _row("ledger", found.ledger_entries, found.ledger_head, t),
                _row("originals", found.vault_files, "", t),
                _row("unreferenced", found.unreferenced_files, "", t),
                _row("database", sum(table.rows for table in found.tables.values()), found.database_hash, t),
                _row("rebuilt", None, found.rebuilt_hash or "–", t),
            ]
        ),
        hide_index=True,
        height="content",
        column_config=right_aligned(t("store.count")),
        alt=t("store.check"),
    )


def _row(part: str, count: int | None, digest: str, t: Translator) -> dict[str, str]:
    return {
        t("store.part"): t(f"store.parts.{part}"),
        t("store.count"): format_number(count, t.language),
        t("store.hash"): digest,
    }
