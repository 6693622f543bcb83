"""The figures of a comparison: last year and now, the courses, two indicators against each other."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.dumbbell import dumbbell
from khuyenhoc.charts.multiples import Panel, multiples, spans_reform
from khuyenhoc.charts.scatter import Axis, quadrants
from khuyenhoc.data_access import derived
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.comparison import Quadrants, quadrant_of
from khuyenhoc.domain.estimates import any_estimate
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.scorecard import SCORECARD_INDICATORS
from khuyenhoc.domain.targets import Target
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.reports.workbook import TableColumn, table_columns
from khuyenhoc.ui import lens_words, output, sentences
from khuyenhoc.ui.comparison.sentences import dumbbell_title, headline, multiples_title, scatter_title
from khuyenhoc.ui.comparison.units import Comparison, courses, notes_of_files, show_source
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics, marked_texts
from khuyenhoc.ui.filters import Selection, indicator_name, indicator_name_inline, selected_name
from khuyenhoc.ui.table_columns import period_column, right_aligned, text_columns

_NUMBER = "#,##0.0"
# Behind a unit, in the frame of courses: how its values came about.
_METHOD = ".method"


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
    lens_words.explain_crosses(found.units[["method", "earlier_method"]], t)
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
    panels = _panels(series, names, indicator, own.target_value)
    figure = drawing(multiples, panels, t, has_one_scale=True, width_hint=figure_width(1000))
    output.show_figure(figure, alt=f"{title}. {t('compare.multiples_alt')}", key="compare.multiples")
    lens_words.explain_crosses(series[["method"]], t)
    if spans_reform(series["period_id"]):
        st.caption(t("lens.reform_line"))
    show_source(found, selection, t)
    with st.expander(t("compare.multiples_table"), icon=":material/table:"):
        _courses_table(series, names, found, selection, t)


@derived
def _panels(
    series: pd.DataFrame, names: dict[str, str], indicator: Indicator, target: float | None
) -> list[Panel]:
    return [
        Panel(name, series[series["org_unit_id"] == unit], indicator.unit, target)
        for unit, name in names.items()
    ]


def _courses_table(
    series: pd.DataFrame, names: dict[str, str], found: Comparison, selection: Selection, t: Translator
) -> None:
    frame, shown = _courses_by_period(series, names, selection.indicator, t)
    right = right_aligned(*names.values())
    st.dataframe(
        in_italics(shown, *names.values()),
        hide_index=True,
        height="content",
        column_config=right,
        alt=t("compare.multiples_table"),
    )
    output.download_table(
        frame,
        [
            period_column(t),
            *(TableColumn(unit, name, _NUMBER, method=f"{unit}{_METHOD}") for unit, name in names.items()),
        ],
        t,
        name=lens_words.file_name(f"courses_{selection.indicator.indicator}", selection),
        notes=notes_of_files(found, selection, t),
    )


@derived
def _courses_by_period(
    series: pd.DataFrame, names: dict[str, str], indicator: Indicator, t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A row per period, a column per unit: as figures with their methods, and as texts."""
    ordered = series.sort_values("period_end")
    wide = ordered.pivot_table(
        index="period_id", columns="org_unit_id", values="value", aggfunc="first", sort=False
    ).reindex(columns=list(names))
    methods = ordered.pivot_table(
        index="period_id", columns="org_unit_id", values="method", aggfunc="first", sort=False
    ).reindex(columns=list(names))
    frame = wide.join(methods.add_suffix(_METHOD)).reset_index()
    texts = {
        unit: marked_texts(
            (format_value(value, indicator.unit, t) for value in frame[unit]), frame[f"{unit}{_METHOD}"], t
        )
        for unit in names
    }
    periods = [format_period(Period.parse(key), t) for key in frame["period_id"]]
    return frame, pd.DataFrame({t("table.period"): periods, **{names[unit]: texts[unit] for unit in names}})


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
    axes = [
        Axis(indicator, indicator_name(indicator, t), found.province[indicator.indicator].value)
        for indicator in (first, second)
    ]
    units = _by_two(found.cells, axes)
    drawn = units.dropna(subset=["first", "second"])[["first_method", "second_method"]]
    method = any_estimate(drawn["first_method"], drawn["second_method"])
    title = scatter_title(
        Quadrants.count(units["quadrant"]), first, second, t, place=selected_name(selection, t), method=method
    )
    st.header(title)
    st.caption(t("compare.scatter_subtitle", measure=sentences.measure(selection, t)))
    figure = drawing(
        quadrants, units, *axes, set(found.units["org_unit_id"]), t, width_hint=figure_width(1000)
    )
    alt = t("compare.scatter_alt", first=axes[0].name, second=axes[1].name)
    output.show_figure(figure, alt=f"{title}. {alt}", key="compare.scatter")
    lens_words.explain_crosses(drawn, t)
    show_source(found, selection, t, of_all=True)
    with st.expander(t("compare.scatter_table"), icon=":material/table:"):
        _scatter_table(units, axes, found, selection, t)


@derived
def _by_two(cells: pd.DataFrame, axes: list[Axis]) -> pd.DataFrame:
    """A row per unit with the values of both indicators, their methods, and the quadrant it lies in."""
    names = cells.drop_duplicates("org_unit_id").set_index("org_unit_id")[["name", "short_name"]]
    values, methods = (
        cells.pivot_table(
            index="org_unit_id", columns="indicator", values=what, aggfunc="first", dropna=False
        )
        for what in ("value", "method")
    )
    first, second = (axis.indicator.indicator for axis in axes)
    units = names.assign(
        first=values[first],
        second=values[second],
        first_method=methods[first],
        second_method=methods[second],
    ).reset_index()
    return units.assign(quadrant=quadrant_of(units, *(axis.common for axis in axes)))


def _scatter_table(
    units: pd.DataFrame, axes: list[Axis], found: Comparison, selection: Selection, t: Translator
) -> None:
    headings = {
        "name": t("table.unit"),
        "first": axes[0].name,
        "second": axes[1].name,
        "words": t("compare.quadrant"),
    }
    frame, shown = _scatter_rows(units, axes, tuple(headings), t)
    st.dataframe(
        in_italics(shown, "first", "second"),
        hide_index=True,
        height=min(38 * (len(shown) + 1), 480),
        column_config=text_columns(headings, words=("name", "words")),
        alt=t("compare.scatter_table"),
    )
    output.download_table(
        frame,
        table_columns(
            headings,
            dict.fromkeys(("first", "second"), _NUMBER),
            {"first": "first_method", "second": "second_method"},
        ),
        t,
        name=lens_words.file_name(
            f"quadrants_{selection.indicator.indicator}_{axes[1].indicator.indicator}", selection
        ),
        notes=notes_of_files(found, selection, t, of_all=True),
    )


@derived
def _scatter_rows(
    units: pd.DataFrame, axes: list[Axis], columns: tuple[str, ...], t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table's rows, the highest first, and these columns of them with texts for figures."""
    inline = {
        "first": indicator_name_inline(axes[0].indicator, t),
        "second": indicator_name_inline(axes[1].indicator, t),
    }
    frame = units.assign(
        words=["–" if key is None else t(f"compare.{key}", **inline) for key in units["quadrant"]]
    ).sort_values(["first", "name"], ascending=[False, True], key=by_vietnamese_names)
    texts = {
        name: marked_texts(
            (format_value(value, axis.indicator.unit, t) for value in frame[name]), frame[f"{name}_method"], t
        )
        for name, axis in zip(("first", "second"), axes, strict=True)
    }
    return frame, frame.assign(**texts)[list(columns)]
