"""Which units are compared: by search, from a list, or by clicks on the map."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.lenses import areas
from khuyenhoc.domain.search import find_units
from khuyenhoc.i18n import Translator
from khuyenhoc.ui import maps, unit_table, url_state
from khuyenhoc.ui.filters import Selection, selected_name
from khuyenhoc.ui.map_state import clicked_unit

MOST_UNITS = 6
_KEY = "units"
_WRITTEN = f"url.{_KEY}"
# The choices made lately, newest first: each map and each province has units of its own.
_KEPT, _MOST_KEPT = "compare.kept", 8
_MAP = "compare.map"
_MAP_HEIGHT = 560


def choose_units(
    names: dict[str, str], default: list[str], selection: Selection, scope: Scope, t: Translator
) -> list[str]:
    """The units of the address (`units=reform-1,reform-2`), or those chosen before, or the default.

    On another map, those chosen on it before, or what has the land of those chosen on the map before it.

    Args:
        names: unit -> name of all that may be chosen.
    """
    given, last = st.query_params.get(_KEY), st.session_state.get(_WRITTEN)
    wanted = st.session_state.get(_KEY) or (last or "").split(",")
    if given is not None and given != last:
        wanted = given.split(",")
    kept = st.session_state.get(_KEPT, ())
    choices = (wanted, *kept, _same_land(wanted, names))
    known = next((own for choice in choices if (own := [unit for unit in choice if unit in names])), default)
    st.session_state[_KEY] = list(dict.fromkeys(known))[:MOST_UNITS]
    columns = st.columns([2, 5])
    with columns[0]:
        _offer_found(names, t)
    with columns[1]:
        chosen = _multiselect(names, t)
    _offer_map(names, chosen, selection, scope, t)
    st.session_state[_KEPT] = [chosen, *(choice for choice in kept if choice != chosen)][:_MOST_KEPT]
    url_state.write(_KEY, ",".join(chosen))
    return chosen


def _same_land(units: Sequence[str], names: Collection[str]) -> list[str]:
    """What lies on the map of `names` in the comparable areas of units of another map."""
    touched = {
        area_id: area for area_id, area in areas().items() if not {area_id, *area.members}.isdisjoint(units)
    }
    return [unit for area_id, area in touched.items() for unit in (area_id, *area.members) if unit in names]


def _offer_found(names: dict[str, str], t: Translator) -> None:
    """A search that knows the units within an area, and buttons that add what it found."""
    text = st.text_input(
        t("compare.search"), key="compare.search", placeholder=t("search.example"), icon=":material/search:"
    )
    unit_of = {member: unit for unit in names for member in _members(unit)}
    hits = find_units(text, among=unit_of.keys(), most=4) if text else []
    found = list(dict.fromkeys(unit_of[hit.unit.org_unit_id] for hit in hits))
    if text and not found:
        st.caption(t("search.none"))
    for unit in found:
        st.button(
            t("compare.add", name=names[unit]),
            key=f"compare.add.{unit}",
            disabled=unit in st.session_state[_KEY] or len(st.session_state[_KEY]) >= MOST_UNITS,
            on_click=_add,
            args=(unit,),
        )


def _members(unit: str) -> tuple[str, ...]:
    """What is searched for: the unit, or the districts and communes of a comparable area."""
    return areas()[unit].members if unit in areas() else (unit,)


def _add(unit: str) -> None:
    """Add a unit; nothing where it is there already or six are. For callbacks."""
    chosen = st.session_state[_KEY]
    if unit not in chosen and len(chosen) < MOST_UNITS:
        st.session_state[_KEY] = [*chosen, unit]


def _multiselect(names: dict[str, str], t: Translator) -> list[str]:
    return st.multiselect(
        t("compare.units"),
        list(names),
        key=_KEY,
        max_selections=MOST_UNITS,
        format_func=names.__getitem__,
        placeholder=t("compare.placeholder"),
    )


def _offer_map(
    names: dict[str, str], chosen: list[str], selection: Selection, scope: Scope, t: Translator
) -> None:
    """The province's map, drawn once it is asked for; a click adds a unit, the last one has the outline."""
    box = st.expander(t("compare.on_map"), icon=":material/map:", key="compare.map_box", on_change="rerun")
    if not box.open:
        return
    with box:
        manifest = maps.usable_manifest(t, key=_MAP)
        if manifest is None:
            return
        st.caption(_map_note(chosen, t))
        units = unit_table.units_of(selection, scope)
        content = maps.map_content(
            manifest, units, selection.indicator, t, chosen=chosen[-1] if chosen else ""
        )
        content = replace(content, has_list=False)
        maps.show_map(
            content,
            t,
            alt=maps.description(units, selection, selected_name(selection, t), t),
            key=_MAP,
            height=_MAP_HEIGHT,
            width_hint=960,
            on_click=lambda: _add_clicked(names),
        )
        maps.show_credit(manifest, units, t)


def _map_note(chosen: list[str], t: Translator) -> str:
    if len(chosen) < MOST_UNITS:
        return t("compare.how_on_map", left=MOST_UNITS - len(chosen))
    return t("compare.full", most=MOST_UNITS)


def _add_clicked(names: dict[str, str]) -> None:
    unit = clicked_unit(_MAP)
    if unit in names:
        _add(unit)
