"""The list of stored files, and the one that is opened: by its row, its code or a link."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number, format_period, in_viet_nam
from khuyenhoc.reports.workbook import MOMENT, table_columns
from khuyenhoc.store.receipt_codes import normalise_receipt
from khuyenhoc.ui import output
from khuyenhoc.ui.provenance import chosen_row
from khuyenhoc.ui.table_columns import right_aligned

STATES = ("accepted", "partly_superseded", "superseded", "withdrawn")
_LIST = "sources.list"
_CODE = "sources.code"
_ADDRESS = "receipt"
_HEIGHT = 560
_FILE_WIDTH = 220


def ask_for_receipt(t: Translator) -> None:
    """A field for a code that somebody read out; misheard letters are put right."""
    st.text_input(
        t("sources.ask"),
        key=_CODE,
        placeholder="7F4K-2MQX",
        max_chars=20,
        width=360,
        on_change=_open_typed,
    )


def _open_typed() -> None:
    typed = st.session_state[_CODE].strip()
    if typed:
        st.query_params[_ADDRESS] = normalise_receipt(typed)


def opened(submissions: pd.DataFrame, t: Translator) -> pd.Series | None:
    """The submission that the address names; None for the list."""
    code = st.query_params.get(_ADDRESS, "")
    if not code:
        return None
    found = submissions[submissions["receipt_code"] == normalise_receipt(code)]
    if found.empty:
        st.error(t("sources.unknown", receipt=normalise_receipt(code)), icon=":material/search_off:")
        return None
    if st.button(t("sources.back"), icon=":material/arrow_back:", key="sources.back"):
        del st.query_params[_ADDRESS]
        st.rerun()
    return found.iloc[0]


def show_list(submissions: pd.DataFrame, t: Translator) -> None:
    """Every stored file, narrowed by what is chosen above; a selected row opens it."""
    counts = submissions["state"].value_counts()
    st.markdown(
        t(
            "sources.counts",
            count=len(submissions),
            **{state: format_number(counts.get(state, 0), t.language) for state in STATES},
        )
    )
    shown = _narrowed(submissions, t)
    frame = _frame(shown, t)
    st.dataframe(
        frame,
        hide_index=True,
        height=min(38 * (len(frame) + 1), _HEIGHT),
        key=_LIST,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            t("upload.file"): st.column_config.TextColumn(width=_FILE_WIDTH),
            **right_aligned(t("upload.units"), t("upload.values")),
        },
        alt=t("sources.title"),
    )
    st.caption(t("sources.how", shown=len(shown), count=len(submissions)))
    row = chosen_row(_LIST, shown)
    if row is not None:
        st.query_params[_ADDRESS] = row["receipt_code"]
        del st.session_state[_LIST]
        st.rerun()
    _offer_list(shown, frame, t)


def _offer_list(shown: pd.DataFrame, frame: pd.DataFrame, t: Translator) -> None:
    """The list as a file, its moments and counts as such."""
    moment, units, values = t("sources.moment"), t("upload.units"), t("upload.values")
    output.download_table(
        frame.assign(
            **{
                moment: [in_viet_nam(each) for each in shown["submitted_at"]],
                units: shown["unit_count"],
                values: shown["value_count"],
            }
        ),
        table_columns({name: name for name in frame}, {moment: MOMENT, units: "#,##0", values: "#,##0"}),
        t,
        name="nguon_so_lieu",
        notes={t("notes.source"): t("sources.title")},
    )


def _narrowed(submissions: pd.DataFrame, t: Translator) -> pd.DataFrame:
    columns = st.columns([3, 2, 2, 3])
    everything = {
        "province_id": (t("filters.province"), lambda key: all_units()[key].name),
        "period_id": (t("filters.period"), lambda key: format_period(Period.parse(key), t)),
        "state": (t("sources.state"), lambda key: t(f"sources.states.{key}")),
    }
    chosen = submissions
    for column, (name, (label, written)) in zip(columns, everything.items(), strict=False):
        options = [None, *dict.fromkeys(submissions[name])]
        with column:
            wanted = st.selectbox(
                label,
                options,
                key=f"sources.{name}",
                format_func=lambda key, written=written: t("sources.all") if key is None else written(key),
                persist_state="session",
            )
        if wanted is not None:
            chosen = chosen[chosen[name] == wanted]
    with columns[-1]:
        word = st.text_input(t("sources.search"), key="sources.search", persist_state="session").strip()
    if word:
        text = chosen["receipt_code"] + " " + chosen["file_name"] + " " + chosen["submitted_by"]
        chosen = chosen[text.str.casefold().str.contains(word.casefold(), regex=False)]
    return chosen


def _frame(shown: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("upload.receipt"): shown["receipt_code"],
            t("sources.state"): [t(f"sources.states.{state}") for state in shown["state"]],
            t("upload.province"): [all_units()[key].short_name for key in shown["province_id"]],
            t("upload.period"): [format_period(Period.parse(key), t) for key in shown["period_id"]],
            t("sources.moment"): [format_moment(moment) for moment in shown["submitted_at"]],
            t("sources.person"): shown["submitted_by"],
            t("upload.file"): shown["file_name"],
            t("upload.units"): [format_number(count, t.language) for count in shown["unit_count"]],
            t("upload.values"): [format_number(count, t.language) for count in shown["value_count"]],
        }
    )
