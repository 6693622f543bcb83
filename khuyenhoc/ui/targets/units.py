"""The units by where they stand against their targets."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import Indicator
from khuyenhoc.domain.org_units import reporting_level
from khuyenhoc.domain.pace import QUARTERS, Method, Standing
from khuyenhoc.domain.unit_pace import Divided, UnitRule, judge_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period, format_value
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.ui import output
from khuyenhoc.ui.counts import counted
from khuyenhoc.ui.file_notes import file_notes
from khuyenhoc.ui.filters import Selection, indicator_name, of_selected
from khuyenhoc.ui.profile_link import table_with_profiles
from khuyenhoc.ui.table_columns import text_columns
from khuyenhoc.ui.targets.pacing import PaceView, quarter_of

_ORDER = {
    str(standing): place
    for place, standing in enumerate(
        (Standing.BEHIND, Standing.ON_TRACK, Standing.REACHED, Standing.NO_FIGURE)
    )
}

_WORDS = {"name", "standing_text", "divided_text"}
_IN_UNITS = ("value", "expected", "target_value", "forecast", "forecast_low", "forecast_high")


@derived
def units_of(view: PaceView | None, selection: Selection, scope: Scope) -> pd.DataFrame:
    """The units with standing and what they need, those behind first, the most missing on top."""
    period = selection.period
    base = f"{period.year - 1}" if period.is_cumulative else f"{period.year - 1}-Q4"
    choice = {
        "province_ids": selection.province_ids,
        "period_id": period.period_id,
        "indicator": selection.indicator.indicator,
    }
    rows = query(
        "unit_target_standing",
        scope,
        province_code=selection.province.code,
        base_period_id=base,
        **choice,
    )
    past = query("units_to_date", scope, **choice)
    judged = judge_units(rows, past, _rule(view, selection))
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


def _rule(view: PaceView | None, selection: Selection) -> UnitRule:
    year, quarter = selection.period.year, quarter_of(selection.period)
    if view is None:
        return UnitRule(selection.indicator, year, quarter, Method.LINEAR)
    course = view.pace.course
    has_shape = course is not None and view.pace.method is Method.LAST_YEAR
    return UnitRule(
        selection.indicator,
        year,
        quarter,
        view.method,
        province_base=course.base_value if course else None,
        province_shares=course.shares if has_shape else None,
    )


def show_units(units: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """How many units stand where, and each of them in a table with its download."""
    if units["target_value"].isna().all():
        return
    level = t(f"level.{reporting_level(selection.period.vintage)}")
    counts = units["standing"].value_counts()
    finding = t(
        "targets.units_title",
        reached=int(counts.get(Standing.REACHED, 0)),
        expected=len(units),
        units=level,
        behind=int(counts.get(Standing.BEHIND, 0)),
        indicator=indicator_name(selection.indicator, t).lower(),
    )
    st.header(of_selected(finding, selection, t))
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
    st.caption(method_of_units(units, selection, t))


@derived
def method_of_units(units: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """Where the units' ways begin, how they are divided, and how their year may end."""
    counts = {f"{name}": int((units["divided"] == name).sum()) for name in Divided}
    key = "linear" if counts[Divided.LINEAR] == len(units) else "last_year"
    parts = [
        t("targets.units_note"),
        t(f"targets.units_method.{key}", year=selection.period.year - 1, **counts),
    ]
    if quarter_of(selection.period) < QUARTERS:
        is_known = units["forecast"].notna().any()
        parts.append(t("targets.units_forecast" if is_known else "targets.units_no_forecast"))
    return " ".join(parts)


def _standing_text(row: object, t: Translator) -> str:
    if row.standing == Standing.NO_FIGURE and row.state != "reported":
        return t(f"state.{row.state}")
    return t(f"targets.standing.{row.standing}")


def _needed(value: float, selection: Selection, t: Translator) -> str:
    if pd.isna(value):
        return "–"
    return counted(value, selection.indicator, t) if value else t("targets.nothing_needed")


def _forecast_text(row: object, unit: str, t: Translator) -> str:
    if pd.isna(row.forecast):
        return "–"
    names = ("forecast", "forecast_low", "forecast_high")
    middle, low, high = (format_value(getattr(row, name), unit, t) for name in names)
    return t("targets.forecast_short", middle=middle, low=low, high=high)


def _table(units: pd.DataFrame, selection: Selection, t: Translator) -> None:
    headings = _headings(selection.indicator, t)
    frame, shown, org_unit_ids = _frames(units, selection, t)
    table_with_profiles(
        shown,
        org_unit_ids,
        t,
        key="targets.units",
        height=min(38 * (len(frame) + 1), 560),
        column_config=text_columns({name: headings[name] for name in shown}, words=_WORDS),
        alt=t("targets.units_alt", indicator=indicator_name(selection.indicator, t)),
    )
    _download(frame, headings, selection, t)


@derived
def _frames(
    units: pd.DataFrame, selection: Selection, t: Translator
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """The rows with their words, as they are read on screen, and the unit of each."""
    frame = units.assign(
        standing_text=[_standing_text(row, t) for row in units.itertuples()],
        divided_text=[t(f"targets.divided.{name}") for name in units["divided"]],
    )
    hidden = _hidden(frame)
    on_screen = [name for name in _headings(selection.indicator, t) if name not in hidden]
    return frame, frame.assign(**_texts(frame, selection, t))[on_screen], tuple(frame["org_unit_id"])


def _headings(indicator: Indicator, t: Translator) -> dict[str, str]:
    return {
        "name": t("table.unit"),
        "standing_text": t("table.state"),
        "value": f"{t('table.value')} ({t(f'unit.{indicator.unit}')})",
        "expected": t("targets.expected_now"),
        "divided_text": t("targets.divided_heading"),
        "target_value": t("targets.target"),
        "target_year": t("targets.year"),
        "needed_for_course": t("targets.needed_for_course"),
        "needed_for_target": t("targets.needed_for_target"),
        "forecast": t("targets.forecast_middle"),
        "forecast_low": t("targets.forecast_low"),
        "forecast_high": t("targets.forecast_high"),
    }


def _hidden(frame: pd.DataFrame) -> set[str]:
    """What only the file has: parts of other columns, and what is the same for all and said below."""
    hidden = {"target_year", "forecast_low", "forecast_high"}
    if len(set(frame["divided"])) == 1:
        hidden.add("divided_text")
    if frame["forecast"].isna().all():
        hidden.add("forecast")
    return hidden


def _texts(frame: pd.DataFrame, selection: Selection, t: Translator) -> dict[str, list[str]]:
    """The columns of numbers as they are read."""
    unit = selection.indicator.unit
    texts = {name: [format_value(value, unit, t) for value in frame[name]] for name in ("value", "expected")}
    texts |= {
        name: [_needed(value, selection, t) for value in frame[name]]
        for name in ("needed_for_course", "needed_for_target")
    }
    texts["target_value"] = [
        "–"
        if pd.isna(row.target_year)
        else t("targets.value_by", value=format_value(row.target_value, unit, t), year=int(row.target_year))
        for row in frame.itertuples()
    ]
    texts["forecast"] = [_forecast_text(row, unit, t) for row in frame.itertuples()]
    return texts


def _download(frame: pd.DataFrame, headings: dict[str, str], selection: Selection, t: Translator) -> None:
    indicator = selection.indicator
    number = "#,##0.00" if indicator.unit in {"%", "per 1000"} else "#,##0"
    formats = {"target_year": "0", "needed_for_course": "#,##0", "needed_for_target": "#,##0"}
    formats |= dict.fromkeys(_IN_UNITS, number)
    output.download_table(
        frame,
        table_columns(headings | {"legal_act": t("targets.act")}, formats),
        t,
        name=f"don_vi_theo_muc_tieu_{indicator.indicator}_{selection.period.period_id}",
        notes=file_notes(
            selection,
            t,
            indicator=indicator_name(indicator, t),
            period=format_period(selection.period, t),
            completeness=t(
                "source.completeness", reported=int(frame["value"].notna().sum()), expected=len(frame)
            ),
            definition=method_of_units(frame, selection, t),
        ),
    )
