"""The units by where they stand against their targets."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.org_units import reporting_level
from khuyenhoc.domain.pace import Standing, judge_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.reports.workbook import TableColumn
from khuyenhoc.ui import output
from khuyenhoc.ui.counts import counted
from khuyenhoc.ui.filters import Selection, indicator_name, province_name
from khuyenhoc.ui.targets.pacing import PaceView, quarter_of

_ORDER = {
    str(standing): place
    for place, standing in enumerate(
        (Standing.BEHIND, Standing.ON_TRACK, Standing.REACHED, Standing.NO_FIGURE)
    )
}


def units_of(view: PaceView | None, selection: Selection, scope: Scope) -> pd.DataFrame:
    """The units with standing and what they need, those behind first, the most missing on top."""
    period = selection.period
    base = f"{period.year - 1}" if period.is_cumulative else f"{period.year - 1}-Q4"
    rows = query(
        "unit_target_standing",
        scope,
        province_ids=selection.province_ids,
        province_code=selection.province.code,
        period_id=period.period_id,
        base_period_id=base,
        indicator=selection.indicator.indicator,
    )
    judged = judge_units(
        rows,
        year=period.year,
        quarter=quarter_of(period),
        province_base=view.pace.course.base_value if view and view.pace.course else None,
        factor=selection.indicator.factor,
    )
    order = judged["standing"].map(_ORDER)
    return (
        judged.assign(order=order)
        .sort_values(
            ["order", "needed_for_course", "name"],
            ascending=[True, False, True],
            kind="stable",
            key=by_vietnamese_names,
        )
        .drop(columns="order")
        .reset_index(drop=True)
    )


def show_units(units: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """How many units stand where, and each of them in a table with its download."""
    if units["target_value"].isna().all():
        return
    level = t(f"level.{reporting_level(selection.period.vintage)}")
    counts = units["standing"].value_counts()
    st.subheader(
        t(
            "targets.units_title",
            reached=int(counts.get(Standing.REACHED, 0)),
            expected=len(units),
            units=level,
            behind=int(counts.get(Standing.BEHIND, 0)),
            indicator=indicator_name(selection.indicator, t).lower(),
        )
    )
    numbers = {"all": len(units), **{str(standing): int(counts.get(standing, 0)) for standing in Standing}}
    choice = st.segmented_control(
        t("targets.show_which"),
        ["all", *(str(standing) for standing in Standing)],
        default="all",
        required=True,
        format_func=lambda key: f"{t(f'targets.standing.{key}')}: {numbers[key]}",
        key="targets.which",
    )
    chosen = units if choice == "all" else units[units["standing"] == choice]
    _table(chosen, selection, t)
    output.source_line(
        t,
        reported=int(units["value"].notna().sum()),
        expected=len(units),
        is_synthetic=selection.is_synthetic,
    )
    st.caption(t("targets.units_note"))


def _standing_text(row: object, t: Translator) -> str:
    if row.standing == Standing.NO_FIGURE and row.state != "reported":
        return t(f"state.{row.state}")
    return t(f"targets.standing.{row.standing}")


def _needed(value: float, selection: Selection, t: Translator) -> str:
    if pd.isna(value):
        return "–"
    return counted(value, selection.indicator, t) if value else t("targets.nothing_needed")


def _table(units: pd.DataFrame, selection: Selection, t: Translator) -> None:
    indicator = selection.indicator
    frame = units.assign(standing_text=[_standing_text(row, t) for row in units.itertuples()])
    headings = {
        "name": t("table.unit"),
        "standing_text": t("table.state"),
        "value": f"{t('table.value')} ({t(f'unit.{indicator.unit}')})",
        "expected": t("targets.expected_now"),
        "target_value": t("targets.target"),
        "target_year": t("targets.year"),
        "needed_for_course": t("targets.needed_for_course"),
        "needed_for_target": t("targets.needed_for_target"),
    }
    texts = {
        name: [format_value(value, indicator.unit, t) for value in frame[name]]
        for name in ("value", "expected", "target_value")
    }
    texts |= {
        name: [_needed(value, selection, t) for value in frame[name]]
        for name in ("needed_for_course", "needed_for_target")
    }
    texts["target_value"] = [
        "–" if pd.isna(year) else t("targets.value_by", value=value, year=int(year))
        for value, year in zip(texts["target_value"], frame["target_year"], strict=True)
    ]
    on_screen = [name for name in headings if name != "target_year"]
    st.dataframe(
        frame.assign(**texts)[on_screen],
        hide_index=True,
        height=min(38 * (len(frame) + 1), 560),
        column_config={
            name: st.column_config.TextColumn(
                heading, alignment="left" if name in {"name", "standing_text"} else "right"
            )
            for name, heading in headings.items()
            if name in on_screen
        },
        alt=t("targets.units_alt", indicator=indicator_name(indicator, t)),
    )
    number = "#,##0.00" if indicator.unit in {"%", "per 1000"} else "#,##0"
    formats = {"target_year": "0", "needed_for_course": "#,##0", "needed_for_target": "#,##0"}
    formats |= dict.fromkeys(("value", "expected", "target_value"), number)
    output.download_table(
        frame,
        [TableColumn(name, heading, formats.get(name, "")) for name, heading in headings.items()]
        + [TableColumn("legal_act", t("targets.act"))],
        t,
        name=f"don_vi_theo_muc_tieu_{indicator.indicator}_{selection.period.period_id}",
        notes={
            t("notes.indicator"): indicator_name(indicator, t),
            t("notes.province"): province_name(selection.province, t),
            t("notes.period"): format_period(selection.period, t),
            t("notes.definition"): t("targets.units_note"),
            t("notes.source"): t("source.reports"),
            **({t("notes.warning"): t("synthetic.banner")} if selection.is_synthetic else {}),
        },
    )
