"""What was recognised in a file."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.intake.verdict import Decision, MappedColumn, Verdict


def show_recognised(verdict: Verdict, t: Translator) -> None:
    """What was read: province, period, money unit, tables and columns."""
    with st.container(border=True):
        st.subheader(t("upload.recognised"))
        province = all_units()[verdict.province_id].name if verdict.province_id else t("upload.not_found")
        period = format_period(verdict.period, t) if verdict.period else t("upload.not_found")
        facts = [(t("upload.province"), province), (t("upload.period"), period)]
        if verdict.decision is not Decision.REJECTED:
            units = {value.org_unit_id for value in verdict.values}
            facts.append((t("upload.units"), format_number(len(units), t.language)))
            facts.append((t("upload.values"), format_number(len(verdict.values), t.language)))
        for column, (label, text) in zip(st.columns([3, 2, 2, 2]), facts, strict=False):
            column.metric(label, text)
        for table in verdict.tables:
            money = _money_name(table.money_unit, t)
            st.caption(t("upload.table", sheet=table.sheet, range=table.cell_range, money=money))
            with st.expander(t("upload.columns", count=len(table.columns))):
                st.dataframe(_column_frame(table.columns, t), hide_index=True)
        if verdict.not_established:
            names = ", ".join(all_units()[unit].name for unit in verdict.not_established)
            st.caption(t("upload.not_established", count=len(verdict.not_established), names=names))
        if verdict.is_synthetic:
            st.warning(t("synthetic.banner"), icon=":material/science:")


def _money_name(money_unit: str, t: Translator) -> str:
    key = f"upload.money.{money_unit}"
    return t(key) if t.has(key) else money_unit or t("upload.not_found")


def _column_frame(columns: tuple[MappedColumn, ...], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("upload.column"): [column.column for column in columns],
            t("upload.heading"): [column.heading for column in columns],
            t("upload.understood_as"): [
                element_name(column.data_element, t)
                if column.data_element
                else t(f"upload.role.{column.role}")
                for column in columns
            ],
        }
    )


def element_name(element: str, t: Translator) -> str:
    """Name of a data element in the language of the screen."""
    found = data_elements()[element]
    return found.name_vi if t.language == "vi" else found.name_en
