"""Where one is on the map: extent, province and unit, kept in the address."""

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.ui import url_state

UNIT = "unit"
_VIEW, _MODE = "view", "mode"
NO_UNIT = ""


class View(StrEnum):
    """How much of the country a map shows, and in which units."""

    PROVINCE = "province"
    COUNTRY = "country"
    UNITS = "units"


class Mode(StrEnum):
    """One period, several side by side, or all quarters in turn."""

    ONE = "one"
    COMPARE = "compare"
    PLAY = "play"


def choose_view(t: Translator) -> View:
    """The extent."""
    return View(_choice(t("map.view"), [view.value for view in View], _VIEW, t))


def choose_mode(t: Translator) -> Mode:
    """How many periods."""
    return Mode(_choice(t("map.mode"), [mode.value for mode in Mode], _MODE, t))


def choose_unit(names: dict[str, str], t: Translator) -> str:
    """A list to find a unit in with the keyboard; what is chosen on the map stands in it too.

    Args:
        names: unit -> name, in the order of the list.

    Returns:
        The unit; `NO_UNIT` while none is chosen.
    """
    options = [NO_UNIT, *names]
    given = st.query_params.get(UNIT)
    if given is not None and given not in names:
        # Left over from another province or extent.
        _forget_unit()
    url_state.follow(UNIT, options)
    chosen = st.selectbox(
        t("map.find_unit"),
        options,
        key=UNIT,
        format_func=lambda unit: names.get(unit, t("map.no_unit")),
    )
    if chosen == NO_UNIT:
        _forget_unit(with_widget=False)
    else:
        url_state.write(UNIT, chosen)
    return chosen


def open_country() -> None:
    """Go up to the map of provinces; for callbacks."""
    st.query_params[_VIEW] = View.COUNTRY.value
    _forget_unit()


def open_province(province_id: str) -> None:
    """Go down to the units of a province; for callbacks."""
    st.query_params[_VIEW] = View.PROVINCE.value
    st.query_params["province"] = province_id
    _forget_unit()


def open_unit(unit_id: str) -> None:
    """Choose a unit, or none; for callbacks."""
    if unit_id == NO_UNIT:
        _forget_unit()
    else:
        st.query_params[UNIT] = unit_id


def clicked_unit(key: str) -> str:
    """The unit that was just clicked on a map; `NO_UNIT` after a click beside the shapes."""
    points: Sequence[dict] = st.session_state[key].selection.points
    for point in points:
        own = point.get("customdata")
        unit = own[0] if isinstance(own, list) and own else own or point.get("location")
        if unit:
            return str(unit)
    return NO_UNIT


def _forget_unit(*, with_widget: bool = True) -> None:
    if UNIT in st.query_params:
        del st.query_params[UNIT]
    for key in (UNIT, f"url.{UNIT}") if with_widget else (f"url.{UNIT}",):
        st.session_state.pop(key, None)


def _choice(label: str, options: list[str], key: str, t: Translator) -> str:
    url_state.follow(key, options)
    chosen = st.selectbox(label, options, key=key, format_func=lambda value: t(f"map.{key}_{value}"))
    url_state.write(key, chosen)
    return chosen
