"""Who did what, when, from what to what: narrowed, and as a file."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_period, in_viet_nam
from khuyenhoc.reports.workbook import MOMENT, table_columns
from khuyenhoc.ui import output
from khuyenhoc.ui.approval.choosing import viet_nam_today

_HEIGHT = 460
_SHOWN_DAYS = 30
_MOST_ROWS = 2000


def show_audit(scope: Scope, t: Translator) -> None:
    """The audit of the days chosen, by action and person."""
    st.header(t("store.audit"))
    today = viet_nam_today()
    first, second, third = st.columns([3, 3, 3])
    with first:
        days = st.date_input(
            t("store.days"),
            value=(today - timedelta(days=_SHOWN_DAYS), today),
            format="DD/MM/YYYY",
            key="store.days",
        )
    since, until = (days[0], days[-1]) if days else (None, None)
    rows = query(
        "audit",
        scope,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
    )
    with second:
        actions = st.multiselect(
            t("store.actions"),
            list(dict.fromkeys(rows["action"])),
            format_func=lambda action: _action(action, t),
            placeholder=t("sources.all"),
            key="store.actions",
        )
    with third:
        people = st.multiselect(
            t("store.people"),
            list(dict.fromkeys(rows["actor"])),
            placeholder=t("sources.all"),
            key="store.people",
        )
    rows = rows[rows["action"].isin(actions)] if actions else rows
    rows = rows[rows["actor"].isin(people)] if people else rows
    frame = _frame(rows, t)
    st.dataframe(
        frame.head(_MOST_ROWS),
        hide_index=True,
        height=min(38 * (len(frame) + 1), _HEIGHT),
        alt=t("store.audit"),
    )
    st.caption(t("store.audit_count", shown=min(len(frame), _MOST_ROWS), count=len(frame)))
    when = t("approval.when")
    output.download_table(
        frame.assign(**{when: [in_viet_nam(moment) for moment in rows["happened_at"]]}),
        table_columns({name: name for name in frame}, {when: MOMENT}),
        t,
        name="nhat_ky",
        notes={t("notes.source"): t("store.audit_source")},
    )


def _frame(rows: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("approval.when"): [format_moment(moment) for moment in rows["happened_at"]],
            t("approval.who"): rows["actor"],
            t("store.action"): [_action(action, t) for action in rows["action"]],
            t("table.unit"): [
                _name(unit, province)
                for unit, province in zip(rows["org_unit_id"], rows["province_id"], strict=True)
            ],
            t("upload.period"): [_period(period, t) for period in rows["period_id"]],
            t("upload.receipt"): rows["receipt_code"].fillna(""),
            t("approval.from"): [_state(state, t) for state in rows["from_state"]],
            t("approval.to"): [_state(state, t) for state in rows["to_state"]],
            t("store.detail"): rows["detail"].fillna(""),
        }
    )


def _action(action: str, t: Translator) -> str:
    """An action in words; one that a later part of the product adds stands by its name until it has words."""
    plain = action.removeprefix("workflow.")
    key = f"approval.do.{plain}" if plain != action else f"store.action_word.{action}"
    return t(key) if t.has(key) else action


def _period(period: str | None, t: Translator) -> str:
    return format_period(Period.parse(period), t) if isinstance(period, str) else ""


def _state(state: str | None, t: Translator) -> str:
    """A state of the approval in words; a day or a plan as it is."""
    if not isinstance(state, str):
        return ""
    key = f"approval.state.{state}"
    return t(key) if t.has(key) else state


def _name(unit: str | None, province: str | None) -> str:
    known = unit if isinstance(unit, str) else province
    return all_units()[known].name if isinstance(known, str) and known in all_units() else ""
