"""What two periods have in common: totals of all units beside those of the units that reported both."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_period, format_value
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import output
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name
from khuyenhoc.ui.table_columns import text_columns

_FORMATS = {
    **dict.fromkeys(("all_now", "all_before", "now", "before", "change"), "#,##0.00"),
    **dict.fromkeys(("all_now_units", "all_before_units", "units"), "0"),
}


def show(selection: Selection, scope: Scope, t: Translator) -> None:
    """Totals of all units beside those of the units that reported both periods."""
    earlier = _choose_earlier(selection, t)
    totals = query(
        "comparable_totals",
        scope,
        province_ids=selection.all_province_ids,
        period_id=selection.period.period_id,
        earlier_period_id=earlier.period_id,
    )
    if totals.empty:
        st.info(t("empty.no_values"), icon=":material/search_off:")
        return
    frame = derived(_texts)(totals, t)
    headings = {
        "indicator": t("notes.indicator"),
        "all_now": t("progress.all_now"),
        "all_before": t("progress.all_before"),
        "units": t("progress.units_in_both"),
        "now": t("progress.both_now"),
        "before": t("progress.both_before"),
        "change": t("progress.both_change"),
    }
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        column_config=text_columns(headings, words=("indicator",)),
        alt=t("progress.comparable_alt"),
    )
    st.caption(t("progress.comparable_note"))
    output.download_table(
        _figures(totals, t),
        table_columns(_file_headings(headings, t), _FORMATS),
        t,
        name=f"so_sanh_duoc_{selection.province.file_name}_{selection.period.period_id}",
        notes=file_notes(
            replace(selection, lens=Lens.REPORTED),
            t,
            what=t("progress.comparable_alt"),
            period=f"{format_period(selection.period, t)} / {format_period(earlier, t)}",
            definition=t("progress.comparable_note"),
        ),
    )


def _figures(totals: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The same as numbers, for the file."""
    found = [indicators()[name] for name in totals["indicator"]]
    return pd.DataFrame(
        {
            "indicator": [indicator_name(each, t) for each in found],
            "unit": [t(f"unit.{each.unit}") for each in found],
            "all_now": totals["value"],
            "all_now_units": totals["units"],
            "all_before": totals["earlier_value"],
            "all_before_units": totals["earlier_units"],
            "units": totals["units_in_both"],
            "now": totals["value_in_both"],
            "before": totals["earlier_value_in_both"],
            "change": (totals["value_in_both"] - totals["earlier_value_in_both"]).where(
                totals["units_in_both"] > 0
            ),
        }
    )


def _choose_earlier(selection: Selection, t: Translator) -> Period:
    """The quarter before, where there is one, or the same period a year before."""
    former = [selection.earlier_period.period_id]
    if selection.period.previous:
        former.insert(0, selection.period.previous.period_id)
    chosen = st.segmented_control(
        t("progress.compared_with"),
        former,
        default=former[-1],
        required=True,
        format_func=lambda period_id: format_period(Period.parse(period_id), t),
        key="progress.earlier",
    )
    return Period.parse(chosen)


def _texts(totals: pd.DataFrame, t: Translator) -> pd.DataFrame:
    rows = []
    for row in totals.itertuples():
        indicator = indicators()[row.indicator]
        unit = indicator.unit
        change = row.value_in_both - row.earlier_value_in_both if row.units_in_both else None
        rows.append(
            {
                "indicator": indicator_name(indicator, t),
                "all_now": f"{format_value(row.value, unit, t)} ({row.units})",
                "all_before": f"{format_value(row.earlier_value, unit, t)} ({row.earlier_units})",
                "units": str(row.units_in_both),
                "now": format_value(row.value_in_both, unit, t),
                "before": format_value(row.earlier_value_in_both, unit, t),
                "change": format_change(change, unit, t),
            }
        )
    return pd.DataFrame(rows)


def _file_headings(headings: dict[str, str], t: Translator) -> dict[str, str]:
    """In the file the number of units stands beside each total, not behind it in brackets."""
    found = {}
    for name, heading in headings.items():
        found[name] = heading
        if name == "indicator":
            found["unit"] = t("review.unit_of_measure")
        if name in {"all_now", "all_before"}:
            found[f"{name}_units"] = f"{heading}: {t('table.reported')}"
    return found
