"""Which province and period the approval is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.org_units import OrgUnit, all_units, provinces_in, successor
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.workflow import State
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, in_viet_nam
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import states, url_state


@dataclass(frozen=True)
class Report:
    """A province's reports of a period.

    Attributes:
        province: of the map that the period is reported on.
        progress: rows of the query `report_progress`.
        is_synthetic: whether there are made-up figures among them.
    """

    province: OrgUnit
    period: Period
    progress: pd.DataFrame
    is_synthetic: bool

    @property
    def is_begun(self) -> bool:
        """Whether anybody reported the period here; see `report_status`."""
        return bool(self.progress["arrived_at"].notna().any())

    @property
    def states(self) -> dict[str, State]:
        """Where each unit's report stands."""
        pairs = zip(self.progress["org_unit_id"], self.progress["state"], strict=True)
        return {unit: State(state) for unit, state in pairs}

    @property
    def province_state(self) -> State:
        """Where the province's own report stands."""
        return State(self.progress["province_state"].iloc[0])

    def key(self, name: str) -> str:
        """A key for what the person chose for these reports."""
        return f"approval.{self.province.org_unit_id}.{self.period.period_id}.{name}"


def choose_report(scope: Scope, t: Translator) -> Report:
    """Draw the choices and give back the reports; the running quarter can be chosen before anything came."""
    reports = query("reporting_periods", scope)
    states.stop_without_figures(reports, t)
    reporting = list(dict.fromkeys(reports["province_id"]))
    present = list(dict.fromkeys(successor(province) for province in reporting))
    options = [*present, *(province for province in reporting if province not in present)]
    first, second = st.columns([3, 2])
    with first:
        chosen = _choice(
            t("filters.province"), options, "province", lambda key: place_name(all_units()[key], t)
        )
    today = viet_nam_today()
    with second:
        period_id = _choice(
            t("filters.period"),
            _periods(chosen, reports, today),
            "period",
            lambda key: format_period(Period.parse(key), t),
        )
    period = Period.parse(period_id)
    province = _reporting_province(provinces_in(chosen, period.vintage), t)
    progress = query(
        "report_progress",
        scope,
        province_ids=(province,),
        period_id=period_id,
        today=today.isoformat(),
    )
    own = (reports["province_id"] == province) & (reports["period_id"] == period_id)
    return Report(all_units()[province], period, progress, bool(reports.loc[own, "is_synthetic"].any()))


def viet_nam_today() -> date:
    """Today by the clock of Viet Nam."""
    return in_viet_nam(datetime.now(UTC)).date()


def _periods(province: str, reports: pd.DataFrame, today: date) -> list[str]:
    """Periods with a report, and the last two quarters, newest first."""
    members = {province, *provinces_in(province, Vintage.LEGACY)}
    found = set(reports.loc[reports["province_id"].isin(members), "period_id"])
    running = Period(today.year, f"Q{(today.month + 2) // 3}")
    last = (
        Period(today.year, f"Q{(today.month - 1) // 3}") if today.month > 3 else Period(today.year - 1, "Q4")
    )
    found |= {period.period_id for period in (running, last) if provinces_in(province, period.vintage)}
    reported = list(dict.fromkeys(reports["period_id"]))
    newest_first = sorted(
        map(Period.parse, found), key=lambda period: (period.end, period.start), reverse=True
    )
    in_order = [period.period_id for period in newest_first]
    # The page opens on the newest period with figures, as every other page does.
    first = next(period for period in reported if period in found)
    return [first, *(period for period in in_order if period != first)]


def _reporting_province(provinces: tuple[str, ...], t: Translator) -> str:
    """The one province whose reports are meant; before the reform there may have been several."""
    if len(provinces) == 1:
        return provinces[0]
    return st.segmented_control(
        t("approval.former"),
        provinces,
        default=provinces[0],
        required=True,
        format_func=lambda key: all_units()[key].short_name,
        key="approval.former",
    )


def _choice(label: str, options: list[str], key: str, format_func: object) -> str:
    url_state.follow(key, options)
    chosen = st.selectbox(label, options, key=key, format_func=format_func)
    url_state.write(key, chosen)
    return chosen
