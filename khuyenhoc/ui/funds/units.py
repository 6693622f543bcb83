"""The fund of every unit."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_value, marked
from khuyenhoc.reports.fund_publication import hidden_note
from khuyenhoc.reports.workbook import TableColumn, table_columns
from khuyenhoc.ui import lens_words, output, sentences
from khuyenhoc.ui.estimates import in_italics
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, of_selected
from khuyenhoc.ui.funds.span import Span, parameters
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.table_columns import text_columns

# Column of amounts -> the one that says whether they are estimates.
_METHOD_OF = {
    "opening": "opening_method",
    "raised": "method",
    "spent": "method",
    "closing": "closing_method",
    "budget_support": "method",
    "raised_per_head": "method",
}
# Column of the download -> the data element that names it.
_SOURCES_AND_USES = {
    "enterprises": "fund_raised_enterprises",
    "individuals": "fund_raised_individuals",
    "clans": "fund_raised_clans",
    "other_sources": "fund_raised_other",
    "scholarships_amount": "scholarships_amount",
    "rewards_amount": "rewards_amount",
    "hardship_grants_amount": "hardship_grants_amount",
    "adult_grants_amount": "adult_grants_amount",
}


def show_units(span: Span, selection: Selection, scope: Scope, t: Translator) -> None:
    """A table with its download; sources and uses are in the download."""
    units = query("fund_by_unit", scope, **parameters(selection, from_january=span.from_january))
    if units.empty:
        return
    st.header(of_selected(_title(units, t), selection, t))
    st.caption(f"{t('funds.units_subtitle', span=span.name)} {sentences.map_words(selection, t)}.")
    headings = _headings(selection.lens, t)
    units, shown = _rows(units, tuple(headings), t)
    table_with_profiles(
        in_italics(shown, *_METHOD_OF),
        units["org_unit_id"].tolist(),
        t,
        key="funds.units",
        height=min(38 * (len(units) + 1), 480),
        column_config=text_columns(headings),
        alt=t("funds.units_alt"),
    )
    output.download_table(
        units,
        _file_columns(headings, t),
        t,
        name=lens_words.file_name("quy_theo_don_vi", selection),
        notes=file_notes(
            selection,
            t,
            what=t("funds.units_title_plain"),
            period=span.name,
            completeness=t("source.completeness", reported=span.reported, expected=span.expected),
        )
        | hidden_note(units, t),
    )
    output.source_line(
        t,
        reported=span.reported,
        expected=span.expected,
        is_synthetic=selection.is_synthetic,
        estimated=lens_words.estimated_units(units["method"], t),
    )


@derived
def _rows(units: pd.DataFrame, columns: tuple[str, ...], t: Translator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The units with how much of them is estimated and reported, and these columns with texts for amounts."""
    units = units.assign(
        estimated=lens_words.estimated_texts(units, t), sources=lens_words.source_counts(units, t)
    )
    texts = {name: [_text(name, row, t) for _, row in units.iterrows()] for name in _METHOD_OF}
    return units, units.assign(**texts)[list(columns)]


@derived
def _title(units: pd.DataFrame, t: Translator) -> str:
    """Who raised the most and the least per head."""
    per_head = units.dropna(subset=["raised_per_head"]).sort_values("raised_per_head")
    if per_head.empty:
        return t("funds.units_title_plain")
    most, least = per_head.iloc[-1], per_head.iloc[0]
    return t(
        "funds.units_title",
        most=most["name"],
        most_value=_text("raised_per_head", most, t),
        least=least["name"],
        least_value=_text("raised_per_head", least, t),
    )


def _headings(lens: Lens, t: Translator) -> dict[str, str]:
    headings = {
        "name": t("table.unit"),
        "opening": t("funds.opening"),
        "raised": t("funds.raised"),
        "spent": t("funds.spent"),
        "closing": t("funds.closing"),
        "budget_support": t("funds.budget_column"),
        "raised_per_head": t("funds.raised_per_head"),
    }
    if lens is Lens.REPORTED:
        return headings
    return headings | {"estimated": t("lens.estimated"), "sources": t("lens.source_count")}


def _file_columns(headings: dict[str, str], t: Translator) -> list[TableColumn]:
    """The columns on screen, and what the money came from and went to."""
    details = {name: t(f"funds.short.{element}") for name, element in _SOURCES_AND_USES.items()}
    amounts = dict.fromkeys((*_METHOD_OF, *details), "#,##0")
    return table_columns(headings | details, amounts, dict.fromkeys(details, "method") | _METHOD_OF)


def _text(name: str, row: pd.Series, t: Translator) -> str:
    value = row[name]
    if name == "raised_per_head":
        text = format_value(value, "VND/person", t)
    else:
        text = format_money(value, t, is_short=True)
    return marked(text, row[_METHOD_OF[name]], t) if pd.notna(value) else text
