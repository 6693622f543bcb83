"""The figures of a comparison: last year and now, the courses, two indicators against each other."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.dumbbell import dumbbell
from khuyenhoc.charts.multiples import Panel, multiples
from khuyenhoc.charts.scatter import Axis, quadrants
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.comparison import Quadrants, quadrant_of
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output, sentences
from khuyenhoc.ui.comparison.sentences import dumbbell_title, headline, multiples_title, scatter_title
from khuyenhoc.ui.comparison.units import Comparison, courses, file_notes, show_source
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.filters import Selection, indicator_name, indicator_name_inline

_NUMBER = "#,##0.0"


def show_dumbbell(found: Comparison, selection: Selection, t: Translator) -> None:
    """Last year, now and the target."""
    st.header(dumbbell_title(found, selection, t))
    st.caption(sentences.measure(selection, t))
    own = found.province[selection.indicator.indicator]
    target = None
    if own.target_value is not None:
        target = Target(
            selection.indicator.indicator, "", own.target_year, own.target_value, own.target_legal_act, "", ""
        )
    figure = drawing(
        dumbbell,
        found.units,
        indicator=selection.indicator,
        target=target,
        t=t,
        width_hint=figure_width(1000),
    )
    output.show_figure(figure, alt=headline(found, selection, t), key="compare.dumbbell")
    show_source(found, selection, t)


def show_multiples(found: Comparison, selection: Selection, scope: Scope, t: Translator) -> None:
    """The course of each unit, all on one scale, and the same as a table."""
    indicator = selection.indicator
    series = courses(found, selection, scope)
    names = found.units.set_index("org_unit_id")["name"].to_dict()
    title = multiples_title(series, names, indicator, t)
    st.header(title)
    st.caption(t("compare.multiples_subtitle", measure=sentences.measure(selection, t)))
    own = found.province[indicator.indicator]
    panels = [
        Panel(name, series[series["org_unit_id"] == unit], indicator.unit, own.target_value)
        for unit, name in names.items()
    ]
    figure = drawing(multiples, panels, t, has_one_scale=True, width_hint=figure_width(1000))
    output.show_figure(figure, alt=f"{title}. {t('compare.multiples_alt')}", key="compare.multiples")
    show_source(found, selection, t)
    with st.expander(t("compare.multiples_table"), icon=":material/table:"):
        _courses_table(series, names, selection, t)


def _courses_table(series: pd.DataFrame, names: dict[str, str], selection: Selection, t: Translator) -> None:
    ordered = series.sort_values("period_end")
    wide = ordered.pivot_table(
        index="period_id", columns="org_unit_id", values="value", aggfunc="first", sort=False
    ).reindex(columns=list(names))
    frame = wide.reset_index()
    shown = frame.assign(
        period_id=[format_period(Period.parse(key), t) for key in frame["period_id"]],
        **{
            unit: [format_value(value, selection.indicator.unit, t) for value in frame[unit]]
            for unit in names
        },
    ).rename(columns={"period_id": t("table.period"), **names})
    right = {name: st.column_config.TextColumn(alignment="right") for name in names.values()}
    st.dataframe(
        shown, hide_index=True, height="content", column_config=right, alt=t("compare.multiples_table")
    )
    output.download_table(
        frame,
        [
            TableColumn("period_id", t("table.period")),
            *(TableColumn(unit, name, _NUMBER) for unit, name in names.items()),
        ],
        t,
        name=f"courses_{selection.indicator.indicator}_{selection.period.period_id}",
        notes=file_notes(selection, t),
    )


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
    """All units of the province by two indicators, the chosen ones named, and the same as a table."""
    first = selection.indicator
    names = found.cells.drop_duplicates("org_unit_id").set_index("org_unit_id")[["name", "short_name"]]
    values = found.cells.pivot_table(
        index="org_unit_id", columns="indicator", values="value", aggfunc="first", dropna=False
    )
    axes = [
        Axis(indicator, indicator_name(indicator, t), found.province[indicator.indicator].value)
        for indicator in (first, second)
    ]
    units = names.assign(first=values[first.indicator], second=values[second.indicator]).reset_index()
    units["quadrant"] = quadrant_of(units, *(axis.common for axis in axes))
    title = scatter_title(Quadrants.count(units["quadrant"]), first, second, t)
    st.header(title)
    st.caption(t("compare.scatter_subtitle", measure=sentences.measure(selection, t)))
    figure = drawing(
        quadrants, units, *axes, set(found.units["org_unit_id"]), t, width_hint=figure_width(1000)
    )
    alt = t("compare.scatter_alt", first=axes[0].name, second=axes[1].name)
    output.show_figure(figure, alt=f"{title}. {alt}", key="compare.scatter")
    show_source(found, selection, t, of_all=True)
    with st.expander(t("compare.scatter_table"), icon=":material/table:"):
        _scatter_table(units, axes, selection, t)


def _scatter_table(units: pd.DataFrame, axes: list[Axis], selection: Selection, t: Translator) -> None:
    inline = {
        "first": indicator_name_inline(axes[0].indicator, t),
        "second": indicator_name_inline(axes[1].indicator, t),
    }
    frame = units.assign(
        words=["–" if key is None else t(f"compare.{key}", **inline) for key in units["quadrant"]]
    ).sort_values(["first", "name"], ascending=[False, True], key=by_vietnamese_names)
    headings = {
        "name": t("table.unit"),
        "first": axes[0].name,
        "second": axes[1].name,
        "words": t("compare.quadrant"),
    }
    shown = frame.assign(
        **{
            name: [format_value(value, axis.indicator.unit, t) for value in frame[name]]
            for name, axis in zip(("first", "second"), axes, strict=True)
        }
    )
    st.dataframe(
        shown[list(headings)],
        hide_index=True,
        height=min(38 * (len(shown) + 1), 480),
        column_config={
            name: st.column_config.TextColumn(
                heading, alignment="right" if name in {"first", "second"} else "left"
            )
            for name, heading in headings.items()
        },
        alt=t("compare.scatter_table"),
    )
    output.download_table(
        frame,
        [
            TableColumn(name, heading, _NUMBER if name in {"first", "second"} else "")
            for name, heading in headings.items()
        ],
        t,
        name=f"quadrants_{selection.indicator.indicator}_{axes[1].indicator.indicator}",
        notes=file_notes(selection, t),
    )
