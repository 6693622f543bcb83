"""Every step that was taken, newest first."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment
from khuyenhoc.ui.approval.choosing import Report

_HEIGHT = 420


def show_history(report: Report, scope: Scope, t: Translator) -> None:
    """The steps of all reports, or of the unit that is chosen."""
    rows = query(
        "workflow_history",
        scope,
        province_ids=(report.province.org_unit_id,),
        period_id=report.period.period_id,
    )
    st.header(t("approval.history"))
    if rows.empty:
        st.caption(t("approval.no_history"))
        return
    unit = st.selectbox(
        t("approval.history_of"),
        [None, *dict.fromkeys(rows["org_unit_id"])],
        format_func=lambda unit: t("sources.all") if unit is None else all_units()[unit].name,
        key=report.key("history"),
    )
    if unit is not None:
        rows = rows[rows["org_unit_id"] == unit]
    st.dataframe(
        pd.DataFrame(
            {
                t("approval.when"): [format_moment(moment) for moment in rows["happened_at"]],
                t("approval.who"): rows["actor"],
                t("table.unit"): rows["name"],
                t("approval.step"): [t(f"approval.do.{step}") for step in rows["step"]],
                t("approval.from"): [t(f"approval.state.{state}") for state in rows["from_state"]],
                t("approval.to"): [t(f"approval.state.{state}") for state in rows["to_state"]],
                t("approval.reason"): rows["reason"],
            }
        ),
        hide_index=True,
        height=min(38 * (len(rows) + 1), _HEIGHT),
        alt=t("approval.history"),
    )
