"""What lies behind a unit's figures: its lineage, the files it sent, what was done about them."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lineage import steps_from, steps_into
from khuyenhoc.domain.org_units import OrgUnit, all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_day, format_period


def lineage(unit: OrgUnit, t: Translator) -> list[str]:
    """A line for each unit that this one came from or became, with how sure that is."""
    links = [("before", step, step.from_id) for step in steps_into(unit)]
    links += [("after", step, step.to_id) for step in steps_from(unit)]
    lines = [
        t(
            f"profile.lineage_{direction}",
            name=_placed(all_units()[other], t),
            method=t(f"profile.method_{'exact' if step.is_exact else 'estimate'}"),
        )
        for direction, step, other in links
    ]
    acts = list(dict.fromkeys(step.legal_act for _, step, _ in links))
    acts += [f"{change.name_after}: {change.legal_act}" for change in unit.changes]
    return [*lines, *(t("profile.legal_act", act=act) for act in acts)]


def _placed(unit: OrgUnit, t: Translator) -> str:
    """A unit's name with that of the one it lies in."""
    if not unit.parent_id:
        return unit.name
    return t("search.in_province", name=unit.name, province=all_units()[unit.parent_id].name)


@derived
def reports(unit: OrgUnit, scope: Scope, t: Translator) -> pd.DataFrame:
    """The files that held a report of the unit, in words, newest period first."""
    rows = query("reports_of_unit", scope, org_unit_id=unit.org_unit_id)
    return pd.DataFrame(
        {
            t("table.period"): [format_period(Period.parse(key), t) for key in rows["period_id"]],
            t("table.state"): [_standing(row, t) for row in rows.itertuples()],
            t("upload.receipt"): rows["receipt_code"],
            t("upload.file"): rows["file_name"],
            t("upload.date"): [format_day(moment) for moment in rows["submitted_at"]],
        }
    )


def _standing(row: object, t: Translator) -> str:
    if pd.notna(row.withdrawal_reason):
        return t("profile.withdrawn", reason=row.withdrawal_reason)
    if row.report_state == "not_established":
        return t("state.not_established")
    return t(f"profile.state_{row.state}")


@derived
def actions(unit: OrgUnit, scope: Scope, t: Translator) -> pd.DataFrame:
    """What was done about the unit's reports, in words, newest first."""
    rows = query("actions_on_unit", scope, org_unit_id=unit.org_unit_id)
    return pd.DataFrame(
        {
            t("profile.when"): [format_day(moment) for moment in rows["happened_at"]],
            t("profile.who"): rows["actor"],
            t("profile.what"): [_action(action, t) for action in rows["action"]],
            t("table.period"): [
                format_period(Period.parse(key), t) if isinstance(key, str) else "–"
                for key in rows["period_id"]
            ],
            t("profile.detail"): [detail if isinstance(detail, str) else "" for detail in rows["detail"]],
        }
    )


def _action(action: str, t: Translator) -> str:
    """An action in words; those noted by other parts of the program keep their short name."""
    key = f"profile.action.{action}"
    return t(key) if t.has(key) else action


def show(table: pd.DataFrame, nothing: str, *, alt: str) -> None:
    """A table, or what to say where there is none."""
    if table.empty:
        st.caption(nothing)
    else:
        st.dataframe(table, hide_index=True, height="content", alt=alt)
