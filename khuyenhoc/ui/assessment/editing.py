"""Filling in a sheet: on the screen or in Excel; saving it, and taking a saved one back."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.assessed_sheets import AssessedSheet, SheetRefusedError, require_acceptable
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment
from khuyenhoc.store.assessments import save_assessment, withdraw_assessment
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import access
from khuyenhoc.ui.assessment.choosing import choose_unit
from khuyenhoc.ui.assessment.filling import fill
from khuyenhoc.ui.assessment.importing import import_sheet
from khuyenhoc.ui.assessment.results import show_levels, show_missing
from khuyenhoc.ui.assessment.words import title_name
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.sheet_import import empty_zone
from khuyenhoc.ui.withdraw_form import ask_withdrawal

_MESSAGE = "assessment.message"


def show_sheet(sheets: pd.DataFrame, selection: Selection, scope: Scope, t: Translator) -> None:
    """The section below the register, for those who may save sheets."""
    if not access.is_one_of("officer", "reporter"):
        return
    st.header(t("assessment.sheet_title"))
    if message := st.session_state.pop(_MESSAGE, ""):
        st.success(message, icon=":material/check_circle:")
    if selection.province.vintage is not Vintage.REFORM:
        st.info(t("assessment.present_only"), icon=":material/info:")
        return
    by = acting_name(t)
    chosen = choose_unit(selection, scope, t)
    if chosen is None:
        st.info(t("assessment.no_commune"), icon=":material/info:")
        return
    on_screen, excel, history = st.tabs(
        [t("assessment.tab_screen"), t("assessment.tab_excel"), t("assessment.tab_history")]
    )
    with on_screen:
        _on_screen(chosen, sheets, by, t)
    with excel:
        imported = import_sheet(chosen, selection, t)
        if imported is not None and _save(imported, by, t, key="assessment.save_import"):
            empty_zone("assessment")
            st.rerun()
    with history:
        _history(sheets, by, t)


def _on_screen(chosen: AssessedSheet, sheets: pd.DataFrame, by: str, t: Translator) -> None:
    if not chosen.unit_name:
        st.info(t("assessment.name_first"), icon=":material/edit:")
        return
    levels = st.container()
    sheet = fill(chosen, sheets, t)
    with levels:
        show_levels(sheet.result(), t)
    show_missing(sheet, t)
    if _save(sheet, by, t, key="assessment.save"):
        st.rerun()


def _save(sheet: AssessedSheet, by: str, t: Translator, *, key: str) -> bool:
    if not st.button(t("assessment.save"), type="primary", icon=":material/save:", key=key):
        return False
    if not by:
        st.error(t("targets.need_name"), icon=":material/error:")
        return False
    try:
        require_acceptable(sheet)
    except SheetRefusedError as error:
        st.error(escape(error.vi if t.language == "vi" else error.en), icon=":material/block:")
        return False
    save_assessment(open_database(), sheet, by=by)
    st.session_state[_MESSAGE] = t("assessment.saved", name=escape(sheet.unit_name), year=sheet.year)
    return True


def _history(sheets: pd.DataFrame, by: str, t: Translator) -> None:
    if sheets.empty:
        st.caption(t("assessment.register_empty"))
        return
    shown = pd.DataFrame(
        {
            t("assessment.name"): sheets["unit_name"],
            t("assessment.title"): [title_name(*pair, t) for pair in _pairs(sheets)],
            t("assessment.year"): sheets["year"].astype(str),
            t("table.state"): [t(f"targets.entry.{standing}") for standing in sheets["standing"]],
            t("assessment.by"): sheets["assessed_by"],
            t("assessment.saved_at"): [format_moment(moment) for moment in sheets["assessed_at"]],
            t("targets.reason"): sheets["withdrawal_reason"].fillna("–"),
        }
    )
    st.dataframe(shown, hide_index=True, alt=t("assessment.tab_history"))
    left = sheets[sheets["standing"] != "withdrawn"]
    if left.empty:
        return
    names = {
        row.assessment_id: t(
            "assessment.entry_line",
            name=row.unit_name,
            title=title_name(row.scheme, row.unit_level, t),
            year=row.year,
            at=format_moment(row.assessed_at),
        )
        for row in left.itertuples()
    }
    asked = ask_withdrawal(names, by, t, label=t("assessment.withdraw_which"), key="assessment")
    if asked is None:
        return
    withdraw_assessment(open_database(), asked[0], by=by, reason=asked[1])
    st.session_state[_MESSAGE] = t("assessment.withdrawn")
    st.rerun()


def _pairs(sheets: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(sheets["scheme"], sheets["unit_level"], strict=True))
