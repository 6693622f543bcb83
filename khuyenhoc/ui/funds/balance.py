"""The fund's waterfall, and its sources and uses."""

import pandas as pd
import streamlit as st

from khuyenhoc.charts.sankey import sources_and_uses
from khuyenhoc.charts.waterfall import RELATIVE, TOTAL, waterfall
from khuyenhoc.data_access import derived
from khuyenhoc.domain.estimates import ESTIMATE
from khuyenhoc.domain.fund import FundFlow
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_number, format_value, marked
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.device import figure_width
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.funds.sentences import balance_alt, balance_title, flows_title
from khuyenhoc.ui.funds.span import Span
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, right_aligned

# Shorter gaps are rounding of sheets in triệu.
_WORTH_SHOWING = 1_000_000
_WIDE = 600


def show_balance(span: Span, selection: Selection, t: Translator) -> None:
    """Opening, raised, spent, closing as a waterfall, with the table below."""
    flow = span.flow
    title = balance_title(flow, selection, t)
    st.header(title)
    st.caption(balance_subtitle(span, selection, t))
    if flow.opening is not None and flow.closing is not None:
        figure = drawing(waterfall, _steps(flow, t), t=t, is_estimated=span.method == ESTIMATE)
        output.show_figure(figure, alt=balance_alt(flow, t), key="funds.waterfall")
        if flow.unexplained is not None and abs(flow.unexplained) >= _WORTH_SHOWING:
            st.caption(t("funds.unexplained", amount=format_money(abs(flow.unexplained), t)))
    _source(span, selection, t)
    with st.expander(t("funds.totals_table"), icon=":material/table:"):
        _totals_table(span, selection, t)


def balance_subtitle(span: Span, selection: Selection, t: Translator) -> str:
    """What the waterfall measures, for which span and map."""
    return t("funds.balance_subtitle", span=span.name, vintage=lens_words.map_of_whole(selection, t))


def _steps(flow: FundFlow, t: Translator) -> list[tuple[str, float, str]]:
    steps = [
        (t("funds.opening"), flow.opening or 0.0, TOTAL),
        (t("funds.raised"), flow.raised or 0.0, RELATIVE),
        (t("funds.spent"), -(flow.spent or 0.0), RELATIVE),
    ]
    if flow.unexplained is not None and abs(flow.unexplained) >= _WORTH_SHOWING:
        steps.append((t("funds.difference"), flow.unexplained, RELATIVE))
    return [*steps, (t("funds.closing"), flow.closing or 0.0, TOTAL)]


def show_flows(span: Span, selection: Selection, t: Translator) -> None:
    """Who gave and what it was used for; budget support stands beside it."""
    flow = span.flow
    title = flows_title(flow, selection, t)
    st.header(title)
    st.caption(t("funds.flows_subtitle", span=span.name))
    sources = [(_short(name, t), amount) for name, amount in flow.sources.items()]
    sources.append((t("funds.no_source"), max(flow.without_source or 0.0, 0.0)))
    uses = [(_short(name, t), amount) for name, amount in flow.uses.items()]
    uses.append((t("funds.other_uses"), max(flow.other_uses or 0.0, 0.0)))
    if flow.raised and flow.spent:
        balance = flow.raised - flow.spent
        (uses if balance > 0 else sources).append(
            (t("funds.to_balance" if balance > 0 else "funds.from_balance"), abs(balance))
        )
        width = figure_width(1000)
        figure = drawing(
            sources_and_uses, sources, uses, fund_name=t("funds.fund"), t=t, is_narrow=width < _WIDE
        )
        output.show_figure(figure, alt=title, key="funds.sankey")
    if flow.other_uses is not None and flow.other_uses < 0:
        st.caption(t("funds.awards_exceed", amount=format_money(-flow.other_uses, t)))
    st.markdown(
        t("funds.budget", amount=format_money(flow.budget_support, t))
        if flow.budget_support is not None
        else t("funds.budget_unknown")
    )
    _source(span, selection, t)


def _short(name: str, t: Translator) -> str:
    return t(f"funds.short.{name}")


def _source(span: Span, selection: Selection, t: Translator) -> None:
    output.source_line(
        t,
        reported=span.reported,
        expected=span.expected,
        is_synthetic=selection.is_synthetic,
        estimated=t("funds.estimated") if span.method == ESTIMATE else "",
    )


def _totals_table(span: Span, selection: Selection, t: Translator) -> None:
    frame, shown = _totals_rows(span.totals, t)
    st.dataframe(
        in_italics(shown, t("table.value"), t("funds.per_head")),
        hide_index=True,
        height="content",
        column_config=right_aligned(*shown.columns[1:]),
        alt=t("funds.totals_table"),
    )
    output.download_table(
        frame,
        [
            TableColumn("name", t("funds.item")),
            TableColumn("unit_text", t("funds.unit")),
            TableColumn("value", t("table.value"), "#,##0", method="method"),
            TableColumn("per_head", t("funds.per_head"), "#,##0.00", method="method"),
            *completeness_columns(t),
            TableColumn("periods", t("funds.periods"), "0"),
        ],
        t,
        name=lens_words.file_name("quy", selection),
        notes=file_notes(
            selection,
            t,
            what=t("funds.totals_table"),
            period=span.name,
            definition=t("funds.budget_apart"),
        ),
    )


@derived
def _totals_rows(totals: pd.DataFrame, t: Translator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The totals with their names, and the same as texts under their headings."""
    frame = totals.assign(
        name=[element_name(element, t) for element in totals["data_element"]],
        unit_text=[t(f"unit.{unit}") for unit in totals["unit"]],
    )
    shown = {
        t("funds.item"): frame["name"],
        t("table.value"): [
            marked(format_value(row.value, row.unit, t), row.method, t) for row in frame.itertuples()
        ],
        t("funds.per_head"): [
            marked(format_value(row.per_head, "VND/person", t), row.method, t) if row.unit == "VND" else "–"
            for row in frame.itertuples()
        ],
        t("table.completeness"): completeness_texts(frame, t),
        t("funds.periods"): [format_number(periods, t.language) for periods in frame["periods"]],
    }
    return frame, pd.DataFrame(shown)
