"""A later act dropped on the page: what it would change, then its import; and its withdrawal."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd
import streamlit as st

from khuyenhoc.domain.later_acts import ActRow, provinces_of
from khuyenhoc.domain.org_units import all_units, province_of, reporting_to
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date, format_number
from khuyenhoc.intake.act_sheet import read_act_sheet
from khuyenhoc.reports.act_form import act_form, act_form_csv
from khuyenhoc.store.acts import ImportedAct, import_acts, imported_acts, withdraw_last_act
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import notice
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.sheet_import import empty_zone, read_dropped
from khuyenhoc.ui.table_columns import right_aligned

_EXCEL_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KEY = "acts"


def headline(t: Translator) -> str:
    """How many acts were imported, and since when the latest holds."""
    acts = imported_acts(open_database())
    if not acts:
        return t("acts.headline_none")
    latest = max(act.event_date for act in acts)
    return t("acts.headline", count=len(acts), day=format_date(pd.Timestamp(latest)))


def offer_import(by: str, t: Translator) -> None:
    """The form, the drop zone, the preview and the button."""
    st.markdown(t("acts.introduction"))
    with st.container(horizontal=True):
        for name, make, mime in (("xlsx", act_form, _EXCEL_MIME), ("csv", act_form_csv, "text/csv")):
            st.download_button(
                t(f"acts.form_{name}"),
                data=make,
                file_name=f"sap_xep_don_vi.{name}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"acts.form.{name}",
            )
    sheet = read_dropped(
        read_act_sheet, "", t, label=t("acts.drop"), key=_KEY, types=("xlsx", "xls", "ods", "csv")
    )
    if sheet is not None:
        _preview(sheet.rows, t)
        _confirm(sheet.rows, by, t)


def _preview(rows: Sequence[ActRow], t: Translator) -> None:
    day = format_date(pd.Timestamp(rows[0].event_date))
    st.header(escape(t("acts.preview", count=len(rows), day=day, act=rows[0].legal_act)))
    moves = [row for row in rows if row.is_move]
    counts = {
        "ended": len({row.from_id for row in moves}),
        "made": len({row.to_id for row in moves}),
        "renamed": len(rows) - len(moves),
    }
    st.markdown(" · ".join(t(f"acts.{name}", count=count) for name, count in counts.items() if count))
    st.markdown(_changed_counts(rows, t))
    table = pd.DataFrame(
        {
            t("acts.kind"): [t(f"acts.kind_{row.kind}") for row in rows],
            t("acts.before"): [_name(row.from_id, row) for row in rows],
            t("acts.after"): [f"{row.name} ({row.code})" for row in rows],
            t("acts.province"): [all_units()[row.parent_id].short_name for row in rows],
            t("acts.share"): [_share(row, t) for row in rows],
            t("acts.basis"): [t(f"basis.{row.basis}") if row.basis else "" for row in rows],
            t("acts.people"): [
                format_number(row.population, t.language) if row.population is not None else ""
                for row in rows
            ],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        column_config=right_aligned(t("acts.share"), t("acts.people")),
        alt=t("acts.tab_import"),
    )


def _name(unit_id: str, row: ActRow) -> str:
    unit = all_units()[unit_id]
    return f"{unit.name_on(row.day)} ({unit.code})"


def _share(row: ActRow, t: Translator) -> str:
    if row.weight is None:
        return ""
    share = format_number(100 * float(Fraction(row.weight)), t.language, decimals=1)
    return "100%" if row.is_exact else t("lens.estimate_mark", value=f"{share}%")


def _changed_counts(rows: Sequence[ActRow], t: Translator) -> str:
    """The provinces with the number of units that report to them, before and after."""
    moves = [row for row in rows if row.is_move]
    gone = {row.from_id for row in moves}
    made = {row.to_id: row.parent_id for row in moves}
    names, counts = [], []
    for province in provinces_of(rows):
        name = all_units()[province].short_name
        before = len(reporting_to(province))
        lost = sum(province_of(all_units()[unit]).org_unit_id == province for unit in gone)
        after = before - lost + sum(parent == province for parent in made.values())
        names.append(name)
        counts.append(t("acts.count_change", name=name, before=before, after=after))
    return t("acts.provinces", names=", ".join(names), counts="; ".join(counts))


def _confirm(rows: Sequence[ActRow], by: str, t: Translator) -> None:
    is_sure = st.checkbox(t("acts.confirm"), key="acts.confirm")
    pressed = st.button(t("acts.save"), type="primary", disabled=not is_sure, key="acts.save")
    if not (pressed and is_sure):
        return
    if not by:
        st.error(t("acts.need_name"), icon=":material/error:")
        return
    try:
        import_acts(open_database(), rows, by=by)
    except StoreError as error:
        notice.refused(error, t)
        return
    empty_zone(_KEY)
    notice.leave(t("acts.saved", act=escape(rows[0].legal_act)))


def show_imported(by: str, t: Translator) -> None:
    """The imports that stand, and the way to take the last one back."""
    acts = imported_acts(open_database())
    if not acts:
        st.info(t("acts.none"))
        return
    table = pd.DataFrame(
        {
            t("acts.day"): [format_date(pd.Timestamp(act.event_date)) for act in acts],
            t("acts.act"): [act.legal_act for act in acts],
            t("acts.rows"): [act.units for act in acts],
        }
    )
    st.dataframe(table, hide_index=True, alt=t("acts.tab_imported"))
    _offer_withdrawal(acts[-1], by, t)


def _offer_withdrawal(last: ImportedAct, by: str, t: Translator) -> None:
    with st.form("acts.withdraw_form"):
        st.markdown(escape(f"{t('acts.withdraw')}: {last.legal_act}"))
        st.caption(t("acts.withdraw_note"))
        reason = st.text_input(t("acts.reason"), max_chars=200, key="acts.reason")
        pressed = st.form_submit_button(t("acts.withdraw"), key="acts.withdraw")
    if not pressed:
        return
    try:
        withdraw_last_act(open_database(), by=by, reason=reason)
    except StoreError as error:
        notice.refused(error, t)
        return
    notice.leave(t("acts.withdrawn", act=escape(last.legal_act)))
