"""The fund of every unit."""

import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_money, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.filters import Selection, province_name
from khuyenhoc.ui.funds.hidden import hidden_note
from khuyenhoc.ui.funds.span import Span, parameters
from khuyenhoc.ui.profile_link import table_with_profiles

_SHOWN = ("opening", "raised", "spent", "closing", "budget_support")


def show_units(span: Span, selection: Selection, scope: Scope, t: Translator) -> None:
    """A table with its download; sources and uses are in the download."""
    units = query("fund_by_unit", scope, **parameters(selection, from_january=span.from_january))
    if units.empty:
        return
    per_head = units.dropna(subset=["raised_per_head"]).sort_values("raised_per_head")
    if per_head.empty:
        st.header(t("funds.units_title_plain"))
    else:
        most, least = per_head.iloc[-1], per_head.iloc[0]
        st.header(
            t(
                "funds.units_title",
                most=most["name"],
                most_value=format_value(most["raised_per_head"], "VND/person", t),
                least=least["name"],
                least_value=format_value(least["raised_per_head"], "VND/person", t),
            )
        )
    st.caption(t("funds.units_subtitle", span=span.name))
    headings = {
        "name": t("table.unit"),
        "opening": t("funds.opening"),
        "raised": t("funds.raised"),
        "spent": t("funds.spent"),
        "closing": t("funds.closing"),
        "budget_support": t("funds.budget_column"),
        "raised_per_head": t("funds.raised_per_head"),
    }
    shown = units.assign(
        **{name: [format_money(value, t, is_short=True) for value in units[name]] for name in _SHOWN},
        raised_per_head=[format_value(value, "VND/person", t) for value in units["raised_per_head"]],
    )
    table_with_profiles(
        shown[list(headings)],
        units["org_unit_id"].tolist(),
        t,
        key="funds.units",
        height=min(38 * (len(units) + 1), 480),
        column_config={
            name: st.column_config.TextColumn(heading, alignment="left" if name == "name" else "right")
            for name, heading in headings.items()
        },
        alt=t("funds.units_alt"),
    )
    details = {
        "enterprises": "fund_raised_enterprises",
        "individuals": "fund_raised_individuals",
        "clans": "fund_raised_clans",
        "other_sources": "fund_raised_other",
        "scholarships_amount": "scholarships_amount",
        "rewards_amount": "rewards_amount",
        "hardship_grants_amount": "hardship_grants_amount",
        "adult_grants_amount": "adult_grants_amount",
    }
    output.download_table(
        units,
        [
            *(
                TableColumn(name, heading, "" if name == "name" else "#,##0")
                for name, heading in headings.items()
            ),
            *(TableColumn(name, t(f"funds.short.{element}"), "#,##0") for name, element in details.items()),
        ],
        t,
        name=f"quy_theo_don_vi_{selection.province.org_unit_id}_{selection.period.period_id}",
        notes={
            t("notes.province"): province_name(selection.province, t),
            t("notes.period"): span.name,
            t("notes.source"): t("source.reports"),
            **({t("notes.warning"): t("synthetic.banner")} if selection.is_synthetic else {}),
            **hidden_note(units, t),
        },
    )
    output.source_line(t, reported=span.reported, expected=span.expected, is_synthetic=selection.is_synthetic)
