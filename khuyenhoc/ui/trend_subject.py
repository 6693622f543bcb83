"""Whose trend is drawn: the whole province, its former provinces apart, or one unit of the lens."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lens_names import unit_name, units_in
from khuyenhoc.domain.lenses import Lens, areas
from khuyenhoc.domain.org_units import all_units, predecessors
from khuyenhoc.i18n import Translator
from khuyenhoc.ui import url_state
from khuyenhoc.ui.filters import Selection, selected_name

_WHOLE = "province"


@dataclass(frozen=True)
class Subject:
    """What the line is about.

    Attributes:
        unit_id: a unit of the lens; empty for the whole province.
        name: as the title says it.
        parts: the former provinces to draw beside the whole.
    """

    unit_id: str
    name: str
    parts: tuple[str, ...] = ()

    @property
    def org_unit_id(self) -> str | None:
        """The unit, where it is one of a map in force and not an area made for comparing."""
        return self.unit_id if self.unit_id in all_units() else None


def choose_subject(selection: Selection, scope: Scope, t: Translator) -> Subject:
    """Ask for a unit of the lens, or the province; and whether to take a merged province apart."""
    unit_column, apart_column = st.columns([5, 4], vertical_alignment="bottom")
    with unit_column:
        unit_id = _choose_unit(selection, scope, t)
    if unit_id:
        return Subject(unit_id, unit_name(unit_id))
    former = predecessors(selection.province.org_unit_id)
    parts: tuple[str, ...] = ()
    if len(former) > 1:
        with apart_column:
            names = t("lens.and").join(all_units()[province].short_name for province in former)
            if st.toggle(t("lens.apart", names=names), key="trend.apart"):
                parts = former
    return Subject("", selected_name(selection, t), parts)


def series_of(subject: Subject, selection: Selection, scope: Scope) -> pd.DataFrame:
    """The periods of the subject on the selection's map."""
    return query(
        "indicator_series",
        scope,
        province_ids=selection.all_province_ids,
        org_unit_id=subject.unit_id or None,
        indicator=selection.indicator.indicator,
        lens=str(selection.lens),
    )


def parts_of(subject: Subject, selection: Selection, scope: Scope, t: Translator) -> dict[str, pd.DataFrame]:
    """Name -> series of each former province; after the reform, of the communes made of it."""
    return {
        t("lens.former_name", name=all_units()[part].short_name): query(
            "indicator_series",
            scope,
            province_ids=(part,),
            indicator=selection.indicator.indicator,
            lens=str(Lens.FORMER),
        )
        for part in subject.parts
    }


def _choose_unit(selection: Selection, scope: Scope, t: Translator) -> str:
    units = derived(units_in)(selection.lens, selection.all_province_ids)
    options = [_WHOLE, *(unit for unit in units if _is_seen(unit, scope))]
    url_state.follow("unit", options)
    chosen = st.selectbox(
        t("lens.unit"),
        options,
        key="unit",
        format_func=lambda key: t("lens.whole_province") if key == _WHOLE else unit_name(key),
    )
    url_state.write("unit", chosen)
    return "" if chosen == _WHOLE else chosen


def _is_seen(unit_id: str, scope: Scope) -> bool:
    """Whether a unit may be seen; an area made for comparing where every unit in it may."""
    members = areas()[unit_id].members if unit_id in areas() else (unit_id,)
    return len(scope.seen_among(members)) == len(members)
