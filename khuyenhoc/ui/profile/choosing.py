"""Which unit's profile is on screen, in which period, and on which map its figures are read."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.collation import vietnamese_key
from khuyenhoc.domain.lens_names import unit_name
from khuyenhoc.domain.lenses import Lens, areas, provinces_of_targets
from khuyenhoc.domain.org_units import (
    Level,
    OrgUnit,
    all_units,
    children,
    province_of,
    reporting_level,
    reporting_to,
)
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.store.remarks import Subject
from khuyenhoc.ui import filters, states, url_state


@dataclass(frozen=True)
class Choice:
    """Which unit is on screen.

    Attributes:
        period: None while nobody of its province reported, and for units that do not report themselves.
        lens: the map that the figures are read on; `REPORTED` where the unit has no place on the one chosen.
        standing_id: the unit of that map whose figures are shown: itself, or the comparable area it lies in.
    """

    unit: OrgUnit
    province: OrgUnit
    period: Period | None
    is_synthetic: bool
    lens: Lens = Lens.REPORTED
    standing_id: str = ""

    @property
    def is_area(self) -> bool:
        """Whether the figures are those of a comparable area."""
        return self.standing_id in areas()

    @property
    def map_key(self) -> str:
        """Key of the text that names the map."""
        return f"vintage.{self.unit.vintage}" if self.lens is Lens.REPORTED else f"lens.about_{self.lens}"


def choose(scope: Scope, t: Translator) -> Choice:
    """The unit of the address (`?unit=reform-22333`) and a period; without one, the first of the province."""
    reports = query("reporting_periods", scope)
    states.stop_without_figures(reports, t)
    unit = _addressed_unit(reports, scope)
    if st.query_params.get("unit") in areas():
        st.query_params["unit"] = unit.org_unit_id
    province = province_of(unit)
    level = reporting_level(unit.vintage)
    siblings = {
        item.org_unit_id: item.name
        for item in children(province.org_unit_id)
        if item.level is level and scope.includes(item.org_unit_id)
    }
    siblings.setdefault(unit.org_unit_id, unit.name)
    unit_column, period_column, lens_column = st.columns([4, 3, 3])
    with unit_column:
        by_name = dict(sorted(siblings.items(), key=lambda pair: vietnamese_key(pair[1])))
        unit = all_units()[_choice(t("table.unit"), "unit", by_name)]
    with lens_column:
        wanted = filters.choose_lens(t)
    lens, standing_id = _place_on(wanted, unit)
    periods, is_synthetic = filters.periods_of(province, reports, lens)
    is_reporting = unit.level is level and bool(periods)
    period = None
    if is_reporting:
        with period_column:
            names = {key: format_period(Period.parse(key), t) for key in periods}
            period = Period.parse(_choice(t("filters.period"), "period", names))
    choice = Choice(
        unit,
        province,
        period,
        is_synthetic=is_reporting and is_synthetic,
        lens=lens,
        standing_id=standing_id,
    )
    _explain(choice, wanted, t)
    return choice


def name(choice: Choice, t: Translator) -> str:
    """Whose figures are shown."""
    if choice.is_area:
        return t("lens.area", name=unit_name(choice.standing_id))
    return choice.unit.name


def subject(choice: Choice) -> Subject:
    """What a note left here is about: the unit, in the period on screen."""
    return Subject(
        choice.province.org_unit_id,
        org_unit_id=choice.unit.org_unit_id,
        period_id=choice.period.period_id if choice.period else None,
    )


def _place_on(lens: Lens, unit: OrgUnit) -> tuple[Lens, str]:
    """The map and the unit on it whose figures are shown."""
    own = unit.org_unit_id
    if own in provinces_of_targets(lens):
        return lens, own
    if lens is Lens.COMPARABLE:
        area = next((area.area_id for area in areas().values() if own in area.members), None)
        if area:
            return lens, area
    return Lens.REPORTED, own


def _explain(choice: Choice, wanted: Lens, t: Translator) -> None:
    """That the figures are of an area, or that the unit has no place on the map that was chosen."""
    if choice.is_area:
        st.caption(t("lens.in_area", unit=choice.unit.name, area=unit_name(choice.standing_id)))
    elif choice.lens is not wanted:
        st.caption(t("lens.not_on_map", unit=choice.unit.name, lens=t(f"lens.{wanted}")))


def _addressed_unit(reports: pd.DataFrame, scope: Scope) -> OrgUnit:
    candidates = (st.query_params.get("unit"), st.session_state.get("unit"), st.session_state.get("url.unit"))
    for candidate in candidates:
        unit = all_units().get(_member(candidate or ""))
        if unit is not None and unit.level is not Level.PROVINCE and scope.includes(unit.org_unit_id):
            return unit
    wanted = st.query_params.get("province", st.session_state.get("province"))
    known = reports["province_id"].tolist()
    province = all_units()[wanted if wanted in known else known[0]]
    offered = reporting_to(province.org_unit_id)
    return next((unit for unit in offered if scope.includes(unit.org_unit_id)), offered[0])


def _member(unit_id: str) -> str:
    """Of a comparable area, the last of its members: a present commune; any other unit as it is."""
    return areas()[unit_id].members[-1] if unit_id in areas() else unit_id


def _choice(label: str, key: str, names: dict[str, str]) -> str:
    url_state.follow(key, list(names))
    chosen = st.selectbox(label, list(names), key=key, format_func=names.__getitem__)
    url_state.write(key, chosen)
    return chosen
