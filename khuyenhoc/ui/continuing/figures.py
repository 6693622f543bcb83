"""Learning centres, classes and learners; associations, branches, boards, members and dues."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.columns import columns_by_quarter
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import ESTIMATE, EXACT
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.standing import founded_since
from khuyenhoc.domain.year_to_date import ElementToDate, to_date
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_period_inline, format_value, marked
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.review.sentences import listed
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.file_notes import file_notes, periods_of
from khuyenhoc.ui.filters import Selection, selected_name
from khuyenhoc.ui.metric import show_metric
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, right_aligned

TEACHING = (
    "learning_centres",
    "learning_centre_classes",
    "learning_centre_learners",
    "literacy_classes",
    "literacy_learners",
)
ORGANISATION = ("associations", "branches", "boards", "members", "members_joined", "dues")
_DRAWN = {"teaching": "learning_centre_learners", "organisation": "members"}
_TILES_A_ROW = 3


@dataclass(frozen=True)
class Figures:
    """Both groups of figures up to the period on screen.

    Attributes:
        rows: rows of the query `elements_over_time`, to the period's end.
        founded: units whose association was founded since the same period last year.
    """

    rows: pd.DataFrame
    teaching: list[ElementToDate]
    organisation: list[ElementToDate]
    founded: tuple[str, ...]


@derived
def figures_of(selection: Selection, scope: Scope) -> Figures:
    """What the page shows; quarters only."""
    rows = query(
        "elements_over_time",
        scope,
        province_ids=selection.all_province_ids,
        data_elements=(*TEACHING, *ORGANISATION),
        lens=str(selection.lens),
    )
    rows = rows[rows["period_end"] <= pd.Timestamp(selection.period.end)]
    year, quarter = selection.period.year, -(-selection.period.end.month // 3)
    return Figures(
        rows,
        to_date(rows, TEACHING, year=year, quarter=quarter),
        to_date(rows, ORGANISATION, year=year, quarter=quarter),
        founded_since(
            _states(selection.earlier_province_ids, selection.earlier_period, scope),
            _states(selection.province_ids, selection.period, scope),
        ),
    )


def _states(province_ids: tuple[str, ...], period: Period, scope: Scope) -> pd.DataFrame:
    return query("unit_states", scope, province_ids=province_ids, period_id=period.period_id)


def headline(figures: Figures, selection: Selection, t: Translator) -> str:
    """How many learned where, in the year so far."""
    items = {item.element.data_element: item for item in figures.teaching}
    opening = {
        "province": selected_name(selection, t),
        "period": format_period_inline(selection.period, t),
    }
    if items["learning_centre_learners"].value is None:
        return t("continuing.headline_empty", **opening)
    return t(
        "continuing.headline",
        **opening,
        learners=_value_text(items["learning_centre_learners"], t),
        classes=_value_text(items["learning_centre_classes"], t),
        literacy=_value_text(items["literacy_learners"], t),
    )


def show_group(name: str, figures: Figures, selection: Selection, t: Translator) -> None:
    """Tiles against last year, one element by quarter, the table and its download.

    Args:
        name: `teaching` or `organisation`.
    """
    items = getattr(figures, name)
    st.header(t(f"continuing.{name}"))
    st.caption(_subtitle(selection, t))
    collected = set(figures.rows["data_element"])
    for start in range(0, len(items), _TILES_A_ROW):
        row = items[start : start + _TILES_A_ROW]
        for column, item in zip(st.columns(_TILES_A_ROW), row, strict=False):
            with column, st.container(border=True, height="stretch", gap="xsmall"):
                _tile(item, selection, t, is_collected=item.element.data_element in collected)
    if name == "organisation" and figures.founded:
        since = format_period_inline(selection.earlier_period, t)
        names = listed(figures.founded, t)
        st.caption(t("continuing.founded", period=since, count=len(figures.founded), names=names))
    drawn = _DRAWN[name]
    series = figures.rows[figures.rows["data_element"] == drawn]
    if len(series) > 1:
        title = _series_title(series, drawn, selected_name(selection, t), t)
        st.markdown(f"**{title}**")
        figure = drawing(columns_by_quarter, series, unit="person", t=t, width_hint=figure_width(1000))
        output.show_figure(figure, alt=title, key=f"continuing.{name}")
        st.caption(t("continuing.hollow"))
    _table(figures.rows, tuple(item.element.data_element for item in items), name, selection, t)
    known = [item for item in items if item.reported_units]
    output.source_line(
        t,
        reported=min((item.reported_units for item in known), default=0),
        expected=max((item.expected_units for item in known), default=0),
        is_synthetic=selection.is_synthetic,
        estimated=lens_words.estimated_periods(series["method"], t),
    )


def _subtitle(selection: Selection, t: Translator) -> str:
    """For which period; a whole province has the same figures on every map."""
    return t("continuing.subtitle", period=format_period(selection.period, t))


def _value_text(item: ElementToDate, t: Translator) -> str:
    value = format_value(item.value, "VND" if item.element.is_money else "person", t)
    return marked(value, item.method, t) if item.value is not None else value


def _tile(item: ElementToDate, selection: Selection, t: Translator, *, is_collected: bool) -> None:
    name = element_name(item.element.data_element, t)
    unit = "VND" if item.element.is_money else "person"
    st.markdown(f"**{name}**")
    if item.value is None:
        why = "no_figures" if is_collected else "not_collected"
        st.markdown(f":material/do_not_disturb_on: {t(f'continuing.{why}')}")
        st.caption(t(f"continuing.{why}_note"))
        return
    change = None if item.earlier is None else item.value - item.earlier
    method = ESTIMATE if ESTIMATE in {item.method, item.earlier_method} else EXACT
    show_metric(name, _value_text(item, t), change, unit, t, higher_is_better=None, method=method)
    kind = t(f"continuing.kind.{item.element.kind}")
    if item.earlier is None:
        st.caption(kind)
    else:
        than = t(
            "tile.than",
            period=format_period_inline(selection.earlier_period, t),
            reported=item.earlier_reported_units,
            expected=item.earlier_expected_units,
        )
        st.caption(f"{kind}; {than}")
    st.caption(t("tile.completeness", reported=item.reported_units, expected=item.expected_units))


def _series_title(series: pd.DataFrame, element: str, place: str, t: Translator) -> str:
    last = series.iloc[-1]
    most = series.loc[series["value"].idxmax()]
    return t(
        "continuing.series_title",
        place=place,
        name=element_name(element, t),
        value=marked(format_value(last["value"], "person", t), last["method"], t),
        period=format_period_inline(Period.parse(last["period_id"]), t),
        most=marked(format_value(most["value"], "person", t), most["method"], t),
        most_period=format_period_inline(Period.parse(most["period_id"]), t),
    )


def _table(
    rows: pd.DataFrame, elements: tuple[str, ...], name: str, selection: Selection, t: Translator
) -> None:
    frame, shown = _table_rows(rows, elements, t)
    with st.expander(t("continuing.table"), icon=":material/table:"):
        st.dataframe(
            in_italics(shown, t("continuing.in_quarter"), t("continuing.to_date")),
            hide_index=True,
            height=320,
            column_config=right_aligned(*shown.columns[2:]),
            alt=t("continuing.table"),
        )
        output.download_table(
            frame.assign(percent=100 * frame["estimated_share"]),
            [
                TableColumn("name", t("continuing.item")),
                TableColumn("period", t("table.period")),
                TableColumn("value", t("continuing.in_quarter"), "#,##0", method="method"),
                TableColumn("value_to_date", t("continuing.to_date"), "#,##0", method="method_to_date"),
                TableColumn("percent", t("review.estimated_percent"), "0.0"),
                *completeness_columns(t),
            ],
            t,
            name=lens_words.file_name(name, selection),
            notes=file_notes(
                selection,
                t,
                what=t(f"continuing.{name}"),
                period=periods_of(rows["period_id"], t),
                definition=_subtitle(selection, t),
            ),
        )


@derived
def _table_rows(
    rows: pd.DataFrame, elements: tuple[str, ...], t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of some elements with their names, and the same as texts under their headings."""
    rows = rows[rows["data_element"].isin(elements)]
    frame = rows.assign(
        name=[element_name(element, t) for element in rows["data_element"]],
        period=[format_period(Period.parse(key), t) for key in rows["period_id"]],
    )
    shown = {
        t("continuing.item"): frame["name"],
        t("table.period"): frame["period"],
        t("continuing.in_quarter"): [
            _written(row.value, row.unit, row.method, t) for row in frame.itertuples()
        ],
        t("continuing.to_date"): [
            _written(row.value_to_date, row.unit, row.method_to_date, t) for row in frame.itertuples()
        ],
        t("table.completeness"): completeness_texts(frame, t),
    }
    return frame, pd.DataFrame(shown)


def _written(value: float, unit: str, method: str, t: Translator) -> str:
    return marked(format_value(value, "VND" if unit == "VND" else "person", t), method, t)
