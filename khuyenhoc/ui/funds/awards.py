"""Awards by kind: number, amount, average within what was published."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.charts.awards import award_averages
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.estimates import ESTIMATE, any_estimate
from khuyenhoc.domain.fund import TYPICAL_AVERAGE, UNUSUAL_AVERAGE
from khuyenhoc.domain.small_counts import sensitive_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_number, marked
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import lens_words, output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.drawn import drawing
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.funds.sentences import awards_note, awards_title
from khuyenhoc.ui.funds.span import Span, parameters
from khuyenhoc.ui.table_columns import right_aligned

# Column of figures -> the one that says whether they are estimates.
_METHOD_OF = {
    "award_count": "method",
    "amount": "method",
    "average": "method",
    "least_average": "spread_method",
    "most_average": "spread_method",
}


def show_awards(span: Span, selection: Selection, scope: Scope, t: Translator) -> None:
    """The averages, the table and its download."""
    awards = query(
        "awards_by_kind",
        scope,
        **parameters(selection, from_january=span.from_january),
        lowest=UNUSUAL_AVERAGE[0],
        highest=UNUSUAL_AVERAGE[1],
    )
    title = awards_title(awards, selection, t)
    st.header(title)
    if awards.empty:
        return
    st.caption(t("funds.awards_subtitle", span=span.name))
    names = {kind: element_name(kind, t) for kind in awards["kind"]}
    figure = drawing(award_averages, awards, names=names, typical=TYPICAL_AVERAGE, t=t)
    output.show_figure(figure, alt=f"{title}. {_averages(awards, names, t)}", key="funds.awards")
    st.caption(awards_note(awards, t))
    _table(_named(awards, names), span, selection, t)
    output.source_line(
        t,
        reported=span.reported,
        expected=span.expected,
        is_synthetic=selection.is_synthetic,
        estimated=t("funds.estimated")
        if any_estimate(awards["method"], awards["spread_method"]) == ESTIMATE
        else "",
    )


@derived
def _named(awards: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    return awards.assign(name=awards["kind"].map(names))


@derived
def _shown(frame: pd.DataFrame, headings: dict[str, str], t: Translator) -> pd.DataFrame:
    """The rows as texts under their headings."""
    shown = frame.assign(
        units=[format_number(value, t.language) for value in frame["units"]],
        **{name: _texts(name, frame, t) for name in _METHOD_OF},
    )
    return shown[list(headings)].rename(columns=headings)


def _texts(name: str, frame: pd.DataFrame, t: Translator) -> list[str]:
    return [
        "–"
        if pd.isna(value)
        else marked(
            format_number(value, t.language) if name == "award_count" else format_money(value, t), method, t
        )
        for value, method in zip(frame[name], frame[_METHOD_OF[name]], strict=True)
    ]


def _averages(awards: pd.DataFrame, names: dict[str, str], t: Translator) -> str:
    return "; ".join(f"{names[row.kind]}: {format_money(row.average, t)}" for row in awards.itertuples())


def _table(frame: pd.DataFrame, span: Span, selection: Selection, t: Translator) -> None:
    headings = {
        "name": t("funds.kind"),
        "award_count": t("funds.count"),
        "amount": t("funds.amount"),
        "average": t("funds.average"),
        "least_average": t("funds.least_average"),
        "most_average": t("funds.most_average"),
        "units": t("table.reported"),
    }
    st.dataframe(
        in_italics(_shown(frame, headings, t), *(headings[name] for name in _METHOD_OF)),
        hide_index=True,
        height="content",
        column_config=right_aligned(*(heading for name, heading in headings.items() if name != "name")),
        alt=t("funds.awards_alt"),
    )
    has_hidden = bool(frame.loc[frame["kind"].isin(sensitive_elements()), "least_average"].isna().any())
    notes = file_notes(
        selection, t, what=t("funds.awards_alt"), period=span.name, definition=awards_note(frame, t)
    )
    if has_hidden:
        st.caption(t("state.hidden_why"))
        notes[t("state.hidden")] = t("state.hidden_why")
    output.download_table(
        frame,
        table_columns(headings, dict.fromkeys((*_METHOD_OF, "units"), "#,##0"), _METHOD_OF),
        t,
        name=lens_words.file_name("trao_thuong", selection),
        notes=notes,
    )
