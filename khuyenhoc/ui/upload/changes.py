"""What storing a file would change, per unit and element, with a download."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.changes import changes
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_period
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.counts import element_name
from khuyenhoc.ui.upload.checking import receipt_of
from khuyenhoc.ui.upload.files import DroppedFile

_KINDS = ("new", "changed", "same", "gone", "kept")
_ALWAYS_COUNTED = ("new", "changed", "same")
_MOST_HEIGHT = 460
_ROW_HEIGHT = 38
# What alters stored figures comes first; new ones stand below, the unaltered only in the download.
_SHOWN = ("changed", "gone", "new")


def show_changes(report: DroppedFile, verdict: Verdict, scope: Scope, t: Translator) -> None:
    """Old and new value, change in percent, and what is new or gone; counts of the rest.

    Of a stored file there is nothing to say: its values are those that are compared with.
    """
    if receipt_of(report) is not None:
        return
    stored = query(
        "stored_values", scope, province_id=verdict.province_id, period_id=verdict.period.period_id
    )
    found = changes(
        ((value.org_unit_id, value.data_element, value.value) for value in verdict.values),
        stored,
        verdict.not_established,
    )
    counts = found["kind"].value_counts()
    st.header(t("upload.changes"))
    kinds = [kind for kind in _KINDS if counts.get(kind) or kind in _ALWAYS_COUNTED]
    parts = (
        t(f"upload.change_count.{kind}", count=format_number(counts.get(kind, 0), t.language))
        for kind in kinds
    )
    st.markdown(f"{', '.join(parts)}.")
    if counts.sum() and counts.sum() == counts.get("same", 0):
        st.info(t("upload.nothing_new"), icon=":material/info:")
    if stored.empty:
        return
    shown = found[found["kind"].isin(_SHOWN)].sort_values(
        "kind", key=lambda kinds: kinds.map(_SHOWN.index), kind="stable"
    )
    if not shown.empty:
        _show_table(shown, t)
    output.download_table(
        _texts(found, t), _columns(t), t, name=_file_name(verdict), notes=_notes(verdict, t)
    )


def _show_table(shown: pd.DataFrame, t: Translator) -> None:
    frame = _texts(shown, t)
    for name in ("before", "after"):
        frame[name] = [format_number(value, t.language) for value in frame[name]]
    frame["change"] = [_percent(value, t) for value in frame["change"]]
    columns = _columns(t)
    st.dataframe(
        frame[[column.source for column in columns]],
        hide_index=True,
        height=min(_ROW_HEIGHT * (len(frame) + 1) + 3, _MOST_HEIGHT),
        column_config={
            column.source: st.column_config.TextColumn(
                column.heading, alignment="right" if column.number_format else "left"
            )
            for column in columns
        },
        alt=t("upload.changes"),
    )


def _texts(found: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return found.assign(
        unit=[all_units()[unit].name for unit in found["org_unit_id"]],
        element=[element_name(element, t) for element in found["data_element"]],
        kind=[t(f"upload.change_kind.{kind}") for kind in found["kind"]],
    )


def _columns(t: Translator) -> list[TableColumn]:
    return [
        TableColumn("unit", t("table.unit")),
        TableColumn("element", t("upload.element")),
        TableColumn("before", t("upload.before"), "#,##0"),
        TableColumn("after", t("upload.after"), "#,##0"),
        TableColumn("change", t("upload.change_percent"), "0.0"),
        TableColumn("kind", t("upload.kind_of_change")),
    ]


def _percent(value: float, t: Translator) -> str:
    if pd.isna(value):
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{format_number(abs(value), t.language, 1 if abs(value) >= 1 else 2)}%"


def _file_name(verdict: Verdict) -> str:
    return f"{verdict.province_id}_{verdict.period.period_id}_thay_doi"


def _notes(verdict: Verdict, t: Translator) -> dict[str, str]:
    notes = {
        t("upload.file"): verdict.file_name,
        t("notes.province"): all_units()[verdict.province_id].name,
        t("notes.period"): format_period(verdict.period, t),
        t("upload.money_unit"): t("upload.money.đồng"),
    }
    if verdict.is_synthetic:
        notes[t("notes.warning")] = t("synthetic.banner")
    return notes
