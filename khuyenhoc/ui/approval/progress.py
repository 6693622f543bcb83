"""Where each unit's report stands, when it was due and when it came."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.org_units import reporting_level
from khuyenhoc.domain.workflow import State
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import (
    format_date,
    format_moment,
    format_number,
    format_period,
    format_period_inline,
    in_viet_nam,
)
from khuyenhoc.reports.workbook import DAY, MOMENT, table_columns
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import output
from khuyenhoc.ui.approval.choosing import Report

_HEIGHT = 520
_ALWAYS_SHOWN = (State.NOT_STARTED, State.SUBMITTED, State.APPROVED)


def headline(report: Report, t: Translator) -> str:
    """How many units are approved, how many wait, how many have sent nothing."""
    counts = _counts(report)
    return t(
        "approval.headline",
        province=place_name(report.province, t),
        period=format_period_inline(report.period, t),
        approved=counts[State.APPROVED] + counts[State.LOCKED],
        expected=len(report.progress),
        units=t(f"level.{reporting_level(report.period.vintage)}"),
        waiting=counts[State.SUBMITTED],
        missing=counts[State.NOT_STARTED],
    )


def show_counts(report: Report, t: Translator) -> None:
    """Units by state, and how many came in time."""
    counts = _counts(report)
    with st.container(horizontal=True, gap="medium"):
        for state in (state for state in State if counts[state] or state in _ALWAYS_SHOWN):
            st.metric(t(f"approval.state.{state}"), format_number(counts[state], t.language), width="content")
    # A unit without an association has nothing to send: it is neither in time nor late.
    has_none = report.progress["is_not_established"].fillna(value=False).astype(bool)
    rows = report.progress[~has_none]
    came = rows[rows["arrived_at"].notna()]
    judged = came[came["is_judged"]]
    late = judged[judged["days_late"] > 0]
    is_wanted = rows["arrived_at"].isna() & (rows["is_judged"] | report.is_begun)
    missing = rows[is_wanted & (rows["days_late"] > 0)]
    punctual = t(
        "approval.punctual",
        in_time=len(judged) - len(late),
        expected=len(rows),
        late=len(late),
        overdue=len(missing),
    )
    loaded = t("approval.loaded_later", count=len(came) - len(judged)) if len(came) > len(judged) else ""
    st.markdown(f"{punctual} {loaded}")


def show_units(report: Report, t: Translator) -> None:
    """The table of units, narrowed to the states that are ticked, and its Excel file."""
    counts = _counts(report)
    wanted = st.pills(
        t("approval.only"),
        [state for state in State if counts[state]],
        selection_mode="multi",
        format_func=lambda state: f"{t(f'approval.state.{state}')} ({counts[state]})",
        key=report.key("only"),
    )
    rows = report.progress
    rows = rows[rows["state"].isin([str(state) for state in wanted])] if wanted else rows
    frame = pd.DataFrame(
        {
            t("table.unit"): rows["name"],
            t("table.state"): [_state(row, t) for row in rows.itertuples()],
            t("approval.due"): [_due(row, t) for row in rows.itertuples()],
            t("approval.arrived"): [
                format_moment(moment) if pd.notna(moment) else "–" for moment in rows["arrived_at"]
            ],
            t("approval.punctuality"): [_punctuality(row, report, t) for row in rows.itertuples()],
            t("approval.changed_by"): rows["changed_by"].fillna(""),
            t("approval.reason"): [_reasons(row) for row in rows.itertuples()],
        }
    )
    st.dataframe(
        frame, hide_index=True, height=min(38 * (len(frame) + 1), _HEIGHT), alt=t("approval.table_alt")
    )
    due, arrived = t("approval.due"), t("approval.arrived")
    output.download_table(
        frame.assign(
            **{due: rows["due_date"], arrived: [in_viet_nam(moment) for moment in rows["arrived_at"]]}
        ),
        table_columns({name: name for name in frame}, {due: DAY, arrived: MOMENT}),
        t,
        name=f"duyet_{report.province.file_name}_{report.period.period_id}",
        notes={
            t("notes.province"): place_name(report.province, t),
            t("notes.period"): format_period(report.period, t),
            t("notes.source"): t("approval.table_source"),
        },
    )


def _counts(report: Report) -> dict[State, int]:
    found = list(report.states.values())
    return {state: found.count(state) for state in State}


def _state(row: object, t: Translator) -> str:
    text = t(f"approval.state.{row.state}")
    if pd.notna(row.is_not_established) and row.is_not_established:
        text = f"{text} · {t('state.not_established')}"
    return f"{text} · {t('approval.locked_by_province')}" if row.is_locked and row.state != "locked" else text


def _due(row: object, t: Translator) -> str:
    day = format_date(row.due_date)
    return t("approval.exception", date=day) if isinstance(row.exception_reason, str) else day


def _punctuality(row: object, report: Report, t: Translator) -> str:
    if row.state == State.EXCUSED:
        return t("approval.state.excused")
    if pd.isna(row.arrived_at) and not (row.is_judged or report.is_begun):
        return t("state.not_reported")
    if pd.isna(row.arrived_at):
        return t("approval.overdue", days=row.days_late) if row.days_late else t("approval.not_due")
    if not row.is_judged:
        return t("status.received")
    return t("approval.late", days=row.days_late) if row.days_late else t("approval.in_time")


def _reasons(row: object) -> str:
    return "; ".join(text for text in (row.reason, row.exception_reason) if isinstance(text, str) and text)
