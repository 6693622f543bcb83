"""Setting and withdrawing targets: one in a form, many by a sheet, and the list of what was set."""

from datetime import date

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.org_units import OrgUnit, all_units, reporting_to
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.planned_targets import (
    FIRST_YEAR,
    LAST_YEAR,
    PlannedTarget,
    TargetRefusedError,
    can_have_target,
    require_acceptable,
)
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_day, format_value
from khuyenhoc.intake.target_sheet import read_target_sheet
from khuyenhoc.reports.target_form import target_form
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.targets import set_targets, withdraw_target
from khuyenhoc.ui import access, output
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.person import acting_name
from khuyenhoc.ui.sheet_import import empty_zone, read_dropped
from khuyenhoc.ui.table_columns import right_aligned
from khuyenhoc.ui.withdraw_form import ask_withdrawal

_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MESSAGE = "targets.message"


def edit(selection: Selection, scope: Scope, t: Translator) -> None:
    """The section below the figures; targets are set for present provinces and their communes."""
    if not access.is_one_of("officer", "chair"):
        return
    st.header(t("targets.edit_title"))
    if message := st.session_state.pop(_MESSAGE, ""):
        st.success(message, icon=":material/check_circle:")
    if selection.province.vintage is not Vintage.REFORM:
        st.info(t("targets.edit_present_only"), icon=":material/info:")
        return
    st.caption(t("targets.edit_note"))
    by = acting_name(t)
    one, many, history = st.tabs([t("targets.tab_one"), t("targets.tab_sheet"), t("targets.tab_history")])
    with one:
        _set_one(selection, scope, by, t)
    with many:
        _import_sheet(selection, scope, by, t)
    with history:
        _history(selection, scope, by, t)


def _possible() -> list[Indicator]:
    return [indicator for indicator in indicators().values() if can_have_target(indicator)]


def _units(selection: Selection, scope: Scope) -> list[OrgUnit]:
    units = [selection.province, *reporting_to(selection.province.org_unit_id)]
    return [unit for unit in units if scope.includes(unit.org_unit_id)]


def _set_one(selection: Selection, scope: Scope, by: str, t: Translator) -> None:
    asked = _asked(selection, scope, t)
    if asked is None:
        return
    unit, indicator, year, value, act, day = asked
    if value is None or not by:
        st.error(t("targets.need_name" if not by else "targets.need_value"), icon=":material/error:")
        return
    planned = PlannedTarget(indicator, unit, int(year), float(value), act, day)
    try:
        require_acceptable(planned)
    except TargetRefusedError as error:
        st.error(escape(error.vi if t.language == "vi" else error.en), icon=":material/block:")
        return
    set_targets(open_database(), [planned], by=by)
    _tell(t("targets.saved", count=1))


def _asked(
    selection: Selection, scope: Scope, t: Translator
) -> tuple[str, str, int, float | None, str, date | None] | None:
    """What was filled in (unit, indicator, year, value, act and its day) when the button was pressed."""
    possible = [indicator.indicator for indicator in _possible()]
    on_screen = selection.indicator.indicator
    with st.form("targets.form"):
        left, middle, right = st.columns([4, 4, 2])
        unit = left.selectbox(
            t("targets.for_whom"),
            [unit.org_unit_id for unit in _units(selection, scope)],
            format_func=lambda key: all_units()[key].name,
            key="targets.unit",
        )
        indicator = middle.selectbox(
            t("notes.indicator"),
            possible,
            index=possible.index(on_screen) if on_screen in possible else 0,
            format_func=lambda key: indicator_name(indicators()[key], t),
            key=f"targets.indicator.{on_screen}",
        )
        year = right.number_input(
            t("targets.year"),
            FIRST_YEAR,
            LAST_YEAR,
            max(FIRST_YEAR, selection.period.year),
            key=f"targets.year.{selection.period.year}",
        )
        left, middle, right = st.columns([4, 4, 2])
        value = left.number_input(
            t("targets.value"), 0.0, None, None, format="%.10g", key="targets.value", step=None
        )
        act = middle.text_input(
            t("targets.act"), max_chars=200, placeholder=t("targets.act_example"), key="targets.act"
        )
        day = right.date_input(
            t("targets.act_date"),
            None,
            min_value=date(2000, 1, 1),
            max_value=date(LAST_YEAR, 12, 31),
            format="DD/MM/YYYY",
            key="targets.act_date",
        )
        pressed = st.form_submit_button(t("targets.save"), type="primary", key="targets.save")
    return (unit, indicator, year, value, act, day) if pressed else None


def _import_sheet(selection: Selection, scope: Scope, by: str, t: Translator) -> None:
    st.caption(t("targets.sheet_note"))
    year = max(FIRST_YEAR, selection.period.year)
    in_force = query("models_against_targets", scope, **_model_choice(selection))
    due = in_force[in_force["target_year"] >= year].drop_duplicates("indicator")
    st.download_button(
        t("targets.form_download"),
        data=lambda: target_form(
            _units(selection, scope),
            [indicators()[name] for name in dict.fromkeys(in_force["indicator"])],
            year=year,
            in_force=dict(zip(due["indicator"], due["target_value"], strict=True)),
        ),
        file_name=f"bieu_muc_tieu_{selection.province.code}_{year}.xlsx",
        mime=_EXCEL_MIME,
        icon=":material/download:",
        on_click="ignore",
        key="targets.template",
    )
    sheet = read_dropped(
        read_target_sheet, selection.province.org_unit_id, t, label=t("targets.drop"), key="targets"
    )
    if sheet is None:
        return
    st.dataframe(
        _planned_table(sheet.planned, t),
        hide_index=True,
        column_config=right_aligned(t("targets.value")),
        alt=t("targets.tab_sheet"),
    )
    if st.button(t("targets.save_sheet", count=len(sheet.planned)), type="primary", key="targets.save_sheet"):
        if not by:
            st.error(t("targets.need_name"), icon=":material/error:")
            return
        set_targets(open_database(), sheet.planned, by=by)
        empty_zone("targets")
        _tell(t("targets.saved", count=len(sheet.planned)))


def _model_choice(selection: Selection) -> dict[str, object]:
    return {
        "province_ids": selection.province_ids,
        "province_code": selection.province.code,
        "period_id": selection.period.period_id,
    }


def _planned_table(planned: tuple[PlannedTarget, ...], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("table.unit"): [all_units()[target.org_unit_id].name for target in planned],
            t("notes.indicator"): [indicator_name(indicators()[target.indicator], t) for target in planned],
            t("targets.year"): [str(target.year) for target in planned],
            t("targets.value"): [
                format_value(target.value, indicators()[target.indicator].unit, t) for target in planned
            ],
            t("targets.act"): [target.legal_act for target in planned],
            t("targets.act_date"): [
                format_date(target.act_date) if target.act_date else "–" for target in planned
            ],
        }
    )


def _history(selection: Selection, scope: Scope, by: str, t: Translator) -> None:
    entries = query("target_entries", scope, province_id=selection.province.org_unit_id)
    if entries.empty:
        st.caption(t("targets.none_set"))
        return
    entries = entries.assign(
        indicator_name=[indicator_name(indicators()[name], t) for name in entries["indicator"]],
        standing_text=[t(f"targets.entry.{standing}") for standing in entries["standing"]],
        act_day=[format_date(day) if pd.notna(day) else "–" for day in entries["act_date"]],
        set_day=[format_day(moment) for moment in entries["set_at"]],
        reason=entries["withdrawal_reason"].fillna(""),
    )
    headings = {
        "name": t("table.unit"),
        "indicator_name": t("notes.indicator"),
        "year": t("targets.year"),
        "value": t("targets.value"),
        "standing_text": t("table.state"),
        "legal_act": t("targets.act"),
        "act_day": t("targets.act_date"),
        "set_by": t("targets.set_by"),
        "set_day": t("targets.set_on"),
        "reason": t("targets.reason"),
    }
    shown = entries.assign(
        year=entries["year"].astype(str),
        value=[format_value(row.value, indicators()[row.indicator].unit, t) for row in entries.itertuples()],
    )
    st.dataframe(
        shown[list(headings)].rename(columns=headings),
        hide_index=True,
        column_config=right_aligned(headings["value"]),
        alt=t("targets.tab_history"),
    )
    output.download_table(
        entries,
        table_columns(headings, {"year": "0", "value": "#,##0.##"}),
        t,
        name=f"muc_tieu_da_dat_{selection.province.file_name}",
        notes={t("notes.source"): t("targets.history_source")},
    )
    _withdraw(entries[entries["standing"] != "withdrawn"], by, t)


def _withdraw(entries: pd.DataFrame, by: str, t: Translator) -> None:
    if entries.empty:
        return
    names = {
        row.target_id: t(
            "targets.entry_line",
            unit=row.name,
            indicator=row.indicator_name,
            year=row.year,
            value=format_value(row.value, indicators()[row.indicator].unit, t),
        )
        for row in entries.itertuples(index=False)
    }
    asked = ask_withdrawal(names, by, t, label=t("targets.withdraw_which"), key="targets")
    if asked is None:
        return
    withdraw_target(open_database(), asked[0], by=by, reason=asked[1])
    _tell(t("targets.withdrawn"))


def _tell(message: str) -> None:
    """Run the page anew, so that every figure has the change, and say what was done."""
    st.session_state[_MESSAGE] = message
    st.rerun()
