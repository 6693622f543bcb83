"""Up to six units side by side: which they are, what is drawn of them, and in which words."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.dumbbell import dumbbell
from khuyenhoc.charts.multiples import Panel, multiples
from khuyenhoc.charts.scatter import Axis, quadrants
from khuyenhoc.data_access import query
from khuyenhoc.domain.comparison import default_units, shares
from khuyenhoc.domain.indicators import Indicator, data_elements, indicators
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.domain.search import find_units
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.filters import Selection, indicator_name, province_name
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.scorecard.card import cells_of, province_own

MOST_UNITS = 6
_KEY = "units"
# Columns whose full names, with that of a data element, would push the others off the screen.
_SHARES = {"share", "base_share"}
_WRITTEN = f"url.{_KEY}"


@dataclass(frozen=True)
class Comparison:
    """What is compared.

    Attributes:
        cells: rows of the query `scorecard_cells` with judgement, of all units of the province.
        units: of the indicator on screen, one row per chosen unit in the order chosen.
        province: the province's own standing by indicator.
    """

    cells: pd.DataFrame
    units: pd.DataFrame
    province: dict[str, IndicatorStanding]


def load(selection: Selection, scope: Scope, t: Translator) -> Comparison:
    """Ask for the units and read their figures."""
    cells = cells_of(selection.province, selection.period, scope)
    own = province_own(selection.province, selection.period, scope)
    rows = cells[cells["indicator"] == selection.indicator.indicator].set_index("org_unit_id")
    chosen = _choose_units(rows["name"].to_dict(), default_units(cells, selection.indicator), t)
    return Comparison(cells, rows.loc[chosen].reset_index(), own)


def _choose_units(names: dict[str, str], default: list[str], t: Translator) -> list[str]:
    """The units of the address (`units=reform-1,reform-2`), or those chosen before, or the default."""
    given, last = st.query_params.get(_KEY), st.session_state.get(_WRITTEN)
    wanted = st.session_state.get(_KEY) or (last or "").split(",")
    if given is not None and given != last:
        wanted = given.split(",")
    known = [unit for unit in dict.fromkeys(wanted) if unit in names][:MOST_UNITS]
    st.session_state[_KEY] = known or default
    columns = st.columns([2, 5])
    with columns[0]:
        _offer_found(names, t)
    with columns[1]:
        chosen = _multiselect(names, t)
    written = ",".join(chosen)
    st.query_params[_KEY] = written
    st.session_state[_WRITTEN] = written
    return chosen


def _offer_found(names: dict[str, str], t: Translator) -> None:
    """A search that forgives missing marks (the list's own does not), and buttons that add what it found."""
    text = st.text_input(
        t("compare.search"), key="compare.search", placeholder=t("search.example"), icon=":material/search:"
    )
    found = [hit.unit.org_unit_id for hit in find_units(text, among=names.keys(), most=4)] if text else []
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


def _add(unit: str) -> None:
    st.session_state[_KEY] = [*st.session_state[_KEY], unit]


def _multiselect(names: dict[str, str], t: Translator) -> list[str]:
    return st.multiselect(
        t("compare.units"),
        list(names),
        key=_KEY,
        max_selections=MOST_UNITS,
        format_func=names.__getitem__,
        placeholder=t("compare.placeholder"),
    )


def headline(found: Comparison, selection: Selection, t: Translator) -> str:
    """Who is highest of the chosen, and who gained most."""
    indicator = selection.indicator
    known = found.units.dropna(subset=["value"])
    name = indicator_name(indicator, t)
    if known.empty:
        return t("map.headline_empty", indicator=name)
    best = known.loc[known["value"].idxmax()]
    sentence = t(
        "compare.headline",
        indicator=name,
        best=best["name"],
        value=format_value(best["value"], indicator.unit, t),
    )
    moved = known.assign(change=known["value"] - known["earlier_value"]).dropna(subset=["change"])
    if moved.empty:
        return sentence
    fastest = moved.loc[moved["change"].idxmax()]
    change = format_change(fastest["change"], indicator.unit, t)
    return f"{sentence}; {t('compare.fastest', name=fastest['name'], change=change)}"


def show_dumbbell(found: Comparison, selection: Selection, t: Translator) -> None:
    """Last year, now and the target."""
    own = found.province[selection.indicator.indicator]
    target = None
    if own.target_value is not None:
        target = Target(
            selection.indicator.indicator, "", own.target_year, own.target_value, own.target_legal_act, "", ""
        )
    figure = dumbbell(
        found.units, indicator=selection.indicator, target=target, t=t, width_hint=figure_width(1000)
    )
    output.show_figure(figure, alt=headline(found, selection, t), key="compare.dumbbell")


def show_multiples(found: Comparison, selection: Selection, scope: Scope, t: Translator) -> None:
    """The course of each unit, all on one scale."""
    series = query("unit_indicators", scope, org_unit_ids=tuple(found.units["org_unit_id"]))
    is_wanted = (series["indicator"] == selection.indicator.indicator) & (
        series["is_cumulative"] == selection.period.is_cumulative
    )
    own = found.province[selection.indicator.indicator]
    panels = [
        Panel(
            row.name,
            series[is_wanted & (series["org_unit_id"] == row.org_unit_id)],
            selection.indicator.unit,
            own.target_value,
        )
        for row in found.units[["org_unit_id", "name"]].itertuples(index=False)
    ]
    figure = multiples(panels, t, has_one_scale=True, width_hint=figure_width(1000))
    output.show_figure(figure, alt=t("compare.multiples_alt"), key="compare.multiples")


def choose_second(first: Indicator, t: Translator) -> Indicator:
    """The indicator that the one on screen is set against."""
    others = [name for name in SCORECARD_INDICATORS if name != first.indicator]
    chosen = st.selectbox(
        t("compare.second"),
        others,
        format_func=lambda name: indicator_name(indicators()[name], t),
        key="compare.second",
    )
    return indicators()[chosen]


def show_scatter(found: Comparison, selection: Selection, second: Indicator, t: Translator) -> None:
    """All units of the province by two indicators, the chosen ones named."""
    names = found.cells.drop_duplicates("org_unit_id").set_index("org_unit_id")["short_name"]
    values = found.cells.pivot_table(
        index="org_unit_id", columns="indicator", values="value", aggfunc="first", dropna=False
    )
    units = pd.DataFrame(
        {
            "short_name": names,
            "first": values[selection.indicator.indicator],
            "second": values[second.indicator],
        }
    ).reset_index()
    axes = [
        Axis(indicator, indicator_name(indicator, t), found.province[indicator.indicator].value)
        for indicator in (selection.indicator, second)
    ]
    figure = quadrants(units, *axes, set(found.units["org_unit_id"]), t, width_hint=figure_width(1000))
    alt = t("compare.scatter_alt", first=axes[0].name, second=axes[1].name)
    output.show_figure(figure, alt=alt, key="compare.scatter")


def show_table(found: Comparison, selection: Selection, t: Translator) -> None:
    """The chosen units' values and shares of the province's total, and the same as a file."""
    indicator = selection.indicator
    parts = shares(found.cells, indicator).loc[found.units["org_unit_id"]]
    frame = found.units.assign(
        change=found.units["value"] - found.units["earlier_value"],
        share=parts["share"].to_numpy(),
        base_share=parts["base_share"].to_numpy(),
    )
    headings = _headings(indicator, t)
    shown = pd.DataFrame(
        {
            "name": frame["name"],
            "value": [
                format_value(row.value, indicator.unit, t) if pd.notna(row.value) else t(f"state.{row.state}")
                for row in frame.itertuples()
            ],
            "earlier_value": [format_value(value, indicator.unit, t) for value in frame["earlier_value"]],
            "change": [format_change(value, indicator.unit, t) for value in frame["change"]],
            "share": [format_value(value, "%", t) for value in frame["share"]],
            "base_share": [format_value(value, "%", t) for value in frame["base_share"]],
        }
    )
    table_with_profiles(
        shown,
        frame["org_unit_id"].tolist(),
        t,
        key="compare.table",
        height="content",
        column_config={
            name: st.column_config.TextColumn(
                t(f"compare.{name}_short") if name in _SHARES else heading,
                help=heading if name in _SHARES else None,
                alignment="left" if name == "name" else "right",
            )
            for name, heading in headings.items()
        },
        alt=t("table.alt", indicator=indicator_name(indicator, t)),
    )
    output.download_table(
        frame,
        [
            TableColumn(name, heading, "" if name == "name" else "#,##0.0")
            for name, heading in headings.items()
        ],
        t,
        name=f"comparison_{indicator.indicator}_{selection.period.period_id}",
        notes={
            t("notes.indicator"): indicator_name(indicator, t),
            t("notes.province"): province_name(selection.province, t),
            t("notes.period"): format_period(selection.period, t),
            t("notes.source"): t("source.reports"),
            **({t("notes.warning"): t("synthetic.banner")} if selection.is_synthetic else {}),
        },
    )


def _headings(indicator: Indicator, t: Translator) -> dict[str, str]:
    def element(name: str) -> str:
        found = data_elements()[name]
        return found.name_vi if t.language == "vi" else found.name_en

    return {
        "name": t("table.unit"),
        "value": t("compare.now"),
        "earlier_value": t("compare.last_year"),
        "change": t("table.change"),
        "share": t("compare.share", element=element(indicator.numerator)),
        "base_share": t("compare.share", element=element(indicator.denominator or "population")),
    }
