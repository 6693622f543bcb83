"""What was recognised in a file: the card at the top."""

import pandas as pd
import streamlit as st

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.intake.cells import TextRepair
from khuyenhoc.intake.headings import CERTAIN
from khuyenhoc.intake.verdict import Decision, MappedColumn, Verdict
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.estimates import in_ink


def show_recognised(verdict: Verdict, t: Translator) -> None:
    """What was read: province, period, money unit, tables, columns, and text that was converted."""
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
        money = t("upload.table_money", money=_money_name(table.money_unit, t)) if table.money_unit else ""
        st.caption(t("upload.table", sheet=table.sheet, range=table.cell_range) + money)
        with st.expander(t("upload.columns", count=len(table.columns))):
            _show_columns(table.columns, t)
    if verdict.not_established:
        names = ", ".join(all_units()[unit].name for unit in verdict.not_established)
        st.caption(t("upload.not_established", count=len(verdict.not_established), names=names))
    if verdict.repairs:
        _show_repairs(verdict.repairs, t)
    if verdict.is_synthetic:
        st.warning(t("synthetic.banner"), icon=":material/science:")


def _show_columns(columns: tuple[MappedColumn, ...], t: Translator) -> None:
    """Heading -> data element, with how sure that is and how its figures are written."""
    frame = pd.DataFrame(
        {
            t("upload.column"): [column.column for column in columns],
            t("upload.heading"): [column.heading for column in columns],
            t("upload.understood_as"): [_meaning(column, t) for column in columns],
            t("upload.confidence"): [_confidence(column, t) for column in columns],
            t("upload.style"): [_style(column, t) for column in columns],
            t("upload.example"): [column.example for column in columns],
            t("upload.money_unit"): [_money_of(column, t) for column in columns],
        }
    )
    st.dataframe(
        in_ink(frame.style, t("upload.column")),
        hide_index=True,
        height="content" if len(frame) <= 12 else 460,
        column_config={
            t("upload.column"): st.column_config.TextColumn(width=55, pinned=True),
            t("upload.heading"): st.column_config.TextColumn(width=230),
            t("upload.understood_as"): st.column_config.TextColumn(width=190),
            t("upload.example"): st.column_config.TextColumn(width=110, alignment="right"),
        },
        alt=t("upload.columns", count=len(columns)),
    )


def _show_repairs(repairs: tuple[TextRepair, ...], t: Translator) -> None:
    """Texts of an old font before and after, so that a wrong guess is seen."""
    encodings = ", ".join(t(f"upload.encoding.{name}") for name in dict.fromkeys(r.encoding for r in repairs))
    with st.expander(t("upload.converted", encodings=encodings), icon=":material/translate:"):
        st.caption(t("upload.converted_note"))
        frame = pd.DataFrame(
            {
                t("upload.cell"): [repair.cell for repair in repairs],
                t("upload.text_before"): [repair.before for repair in repairs],
                t("upload.text_after"): [repair.after for repair in repairs],
                t("upload.encoding_found"): [t(f"upload.encoding.{repair.encoding}") for repair in repairs],
            }
        )
        st.dataframe(frame, hide_index=True, height="content", alt=t("upload.converted", encodings=encodings))


def _meaning(column: MappedColumn, t: Translator) -> str:
    return element_name(column.data_element, t) if column.data_element else t(f"upload.role.{column.role}")


def _style(column: MappedColumn, t: Translator) -> str:
    return t(f"upload.styles.{column.style}") if column.style else ""


def _confidence(column: MappedColumn, t: Translator) -> str:
    """In words and percent, for columns whose figures are read."""
    if column.role not in {"value", "rate"}:
        return ""
    percent = format_number(100 * column.confidence, t.language)
    return t("upload.sure" if column.confidence >= CERTAIN else "upload.unsure", percent=percent)


def _money_of(column: MappedColumn, t: Translator) -> str:
    return _money_name(column.money_unit, t) if column.money_unit else ""


def _money_name(money_unit: str, t: Translator) -> str:
    key = f"upload.money.{money_unit}"
    return t(key) if t.has(key) else money_unit or t("upload.not_found")
