"""What a query answers to somebody with a scope: small counts of a sensitive kind are left out.

Pages, exports and the command line ask here; the store itself, which compares and keeps figures, asks the
database. A query of data elements is either named here or among `HARMLESS` (held by a test).
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.lenses import Lens, sources_of, units_on_land_of
from khuyenhoc.domain.org_units import all_units, province_of, reporting_to
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.domain.reference import kept
from khuyenhoc.domain.small_counts import (
    HIDDEN,
    Hidden,
    find_hidden,
    is_small,
    sensitive_counts,
    sensitive_elements,
)
from khuyenhoc.store.database import Database

# Queries with a row for each unit and data element -> what tells of the value.
BY_UNIT: Mapping[str, tuple[str, ...]] = {
    "elements_by_unit": ("value",),
    "unit_elements": ("value",),
    "published_and_corrected": ("published_value", "current_value"),
    "submission_values": ("value", "original"),
    "submission_changes": ("value_before", "value_after"),
    "withdrawal_effect": ("value_now", "value_after"),
    "value_history": ("value", "original"),
    "open_observations": ("value",),
    "restated_values": ("value",),
}
# Queries with a row for each unit and a column for some data elements, summed over a span.
WIDE = ("fund_by_unit",)
# Queries with totals -> the columns, by the periods they are of.
TOTALS: Mapping[str, Mapping[str, str]] = {
    "fund_totals": {"value": "span", "per_head": "span"},
    "province_elements": {
        "value": "period_id",
        "earlier_value": "earlier_period_id",
        "year_to_date": "year",
        "earlier_year_to_date": "earlier_year",
    },
    "elements_over_time": {"value": "row", "value_to_date": "row_year"},
    "yearly_totals": {"value": "whole_year"},
    "awards_by_kind": {"award_count": "span", "amount": "span", "average": "span"},
}
# Of these, parts of a total: with the whole beside them they tell of the units that are in one only. Where a
# row `is_whole`, there are no such units.
PARTS: Mapping[str, tuple[str, ...]] = {
    "province_elements": ("compared_value", "compared_earlier_value"),
    "awards_by_kind": ("award_count", "amount", "average"),
}
# Of a single unit each, which may be one with a small count.
EXTREMES: Mapping[str, tuple[str, ...]] = {"awards_by_kind": ("least_average", "most_average")}
# Of indicators, none of which is made of a sensitive element (held by a test), or asked by the store alone.
HARMLESS = frozenset(
    {
        *(
            "figure_sources",
            "fund_breaks",
            "indicator_by_province",
            "indicator_by_unit",
            "indicator_published",
        ),
        *(
            "indicator_series",
            "indicator_to_date",
            "models_stages",
            "models_against_targets",
            "province_summary",
        ),
        *("scorecard_cells", "comparable_totals", "unit_indicators", "unit_target_standing"),
        *("reports_of_unit", "stored_values", "unit_history", "sensitive_counts", "reference_state"),
        *("units_to_date", "conclusions"),
    }
)


def answer(database: Database, name: str, scope: Scope, parameters: Mapping[str, object]) -> pd.DataFrame:
    """Rows of `queries/<name>.sql` within a scope, without what small counts would give away.

    A hidden value is missing; where the rows have a `state`, it says `hidden`. Where elements are columns,
    `has_hidden` tells of a row with one.

    Raises:
        UnknownQueryError, QueryTooSlowError: as the database's own.
    """
    frame = database.query(name, {"scope": scope.as_parameter(), **parameters})
    if not (name in BY_UNIT or name in WIDE or name in TOTALS) or not _tells_of_sensitive(frame, parameters):
        return frame
    provinces = _provinces(frame, parameters)
    counts = database.query(
        "sensitive_counts",
        {
            "scope": scope.as_parameter(),
            "province_ids": provinces,
            "data_elements": list(sensitive_counts()),
        },
    )
    counts = counts[~counts["org_unit_id"].isin(units_alone(scope))]
    hidden = find_hidden(counts)
    if name in BY_UNIT:
        return _without_cells(frame, BY_UNIT[name], units_alone(scope), hidden, parameters)
    if name in WIDE:
        return _without_columns(frame, hidden, parameters)
    return _without_totals(name, frame, hidden, parameters)


@kept
def units_alone(scope: Scope) -> frozenset[str]:
    """The units that somebody sees without any other that reports on the same map, as their reporter does."""
    reporting = [all_units()[unit] for unit in scope.org_unit_ids or () if _is_reporting(unit)]
    by_map = {vintage: [unit for unit in reporting if unit.vintage == vintage] for vintage in Vintage}
    return frozenset(units[0].org_unit_id for units in by_map.values() if len(units) == 1)


def _is_reporting(org_unit_id: str) -> bool:
    """Provinces count as well: whoever sees one sees more than a unit in it."""
    unit = all_units()[org_unit_id]
    return not unit.parent_id or not all_units()[unit.parent_id].parent_id


def _tells_of_sensitive(frame: pd.DataFrame, parameters: Mapping[str, object]) -> bool:
    named = {*frame.get("data_element", ()), *frame.get("kind", ()), parameters.get("data_element")}
    return not sensitive_elements().isdisjoint(named | set(frame.columns))


def _provinces(frame: pd.DataFrame, parameters: Mapping[str, object]) -> list[str]:
    """The provinces that reports behind an answer went to; units of a lens stand for their sources."""
    named = _named_provinces(parameters)
    units = {*frame.get("org_unit_id", ()), parameters.get("org_unit_id")} - {None}
    sources = {source for unit in units for source in _sources(unit, parameters)}
    if _lens(parameters) != Lens.REPORTED:
        sources |= _on_land_of(named)
    return sorted(named | {province_of(all_units()[unit]).org_unit_id for unit in sources})


def _named_provinces(parameters: Mapping[str, object]) -> set[str]:
    keys = ("province_ids", "earlier_province_ids", "former_province_ids")
    return {one for key in keys for one in parameters.get(key) or ()}


def _lens(parameters: Mapping[str, object]) -> str:
    return str(parameters.get("lens") or Lens.REPORTED)


def _sources(unit: str, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """The units whose reports a unit's figures are made of."""
    return (unit,) if _lens(parameters) == Lens.REPORTED else sources_of(_lens(parameters)).get(unit, ())


def _on_land_of(provinces: Iterable[str]) -> set[str]:
    return {unit for province in provinces for unit in units_on_land_of(province)}


def _part_of_provinces(parameters: Mapping[str, object]) -> set[str]:
    """Under a lens, the units behind a total that leaves out others of their province; none for whole ones.

    A former province goes on after the reform as a part of its successor. Beside the total of all, that of a
    part tells what the part's hidden counts are, however safe they are among all.
    """
    if _lens(parameters) == Lens.REPORTED:
        return set()
    units = _on_land_of(_named_provinces(parameters))
    whole = {
        unit.org_unit_id
        for province in _provinces(pd.DataFrame(), parameters)
        for unit in reporting_to(province)
    }
    return set() if whole <= units else units


def _without_cells(
    frame: pd.DataFrame,
    columns: tuple[str, ...],
    alone: frozenset[str],
    hidden: Hidden,
    parameters: Mapping[str, object],
) -> pd.DataFrame:
    keys = ("org_unit_id", "period_id", "data_element")
    rows = frame.assign(**{key: parameters[key] for key in keys if key not in frame})
    rows = rows[rows["data_element"].isin(sensitive_elements()) & ~rows["org_unit_id"].isin(alone)]
    marked = [
        index
        for index, unit, period, element in rows[list(keys)].itertuples()
        if any(hidden.has_cell(source, [period], element) for source in _sources(unit, parameters))
        or any(is_small(element, rows.loc[index, column]) for column in columns if column != "original")
    ]
    return _masked(frame, frame.index.isin(marked), columns)


def _without_columns(frame: pd.DataFrame, hidden: Hidden, parameters: Mapping[str, object]) -> pd.DataFrame:
    span = _span(parameters)
    frame = frame.assign(has_hidden=False)
    for element in sensitive_elements() & set(frame.columns):
        marks = pd.Series(
            [
                any(hidden.has_cell(source, span, element) for source in _sources(unit, parameters))
                for unit in frame["org_unit_id"]
            ],
            index=frame.index,
            dtype=bool,
        )
        frame = _masked(frame, marks, (element,)).assign(has_hidden=frame["has_hidden"] | marks)
    return frame


def _without_totals(
    name: str, frame: pd.DataFrame, hidden: Hidden, parameters: Mapping[str, object]
) -> pd.DataFrame:
    key = "kind" if name == "awards_by_kind" else "data_element"
    part = _part_of_provinces(parameters)
    for index, row in frame[frame[key].isin(sensitive_elements())].iterrows():
        element = row[key]
        for column, of in TOTALS[name].items():
            periods = _periods(of, row, parameters)
            if hidden.has_total(periods, element) or any(
                hidden.has_cell(unit, periods, element) for unit in part
            ):
                frame = _masked(frame, frame.index == index, (column,))
        if name in PARTS and hidden.has_any(_parted_periods(parameters), element):
            parts = () if row.get("is_whole") else PARTS[name]
            frame = _masked(frame, frame.index == index, (*parts, *EXTREMES.get(name, ())))
    return frame


def _periods(of: str, row: pd.Series, parameters: Mapping[str, object]) -> list[str]:
    """The periods that a total is summed over."""
    if of == "span":
        return _span(parameters)
    if of in {"row", "row_year"}:
        return _year_to(row["period_id"]) if of == "row_year" else [row["period_id"]]
    if of == "whole_year":
        return _year_to(f"{parameters['year']}-Q4")
    if of in {"year", "earlier_year"}:
        return _year_to(parameters["period_id" if of == "year" else "earlier_period_id"])
    return [parameters[of]]


def _parted_periods(parameters: Mapping[str, object]) -> list[str]:
    earlier = parameters.get("earlier_period_id")
    return [*_span(parameters), *([earlier] if earlier else [])]


def _span(parameters: Mapping[str, object]) -> list[str]:
    period = parameters["period_id"]
    return _year_to(period) if parameters.get("from_january") else [period]


def _year_to(period_id: str) -> list[str]:
    """The quarters of a year up to one of them; a period counted from 1 January stands alone."""
    period = Period.parse(period_id)
    if period.is_cumulative:
        return [period_id]
    return [f"{period.year}-Q{number}" for number in range(1, int(period.kind[1]) + 1)]


def _masked(frame: pd.DataFrame, marks: pd.Series | np.ndarray, columns: tuple[str, ...]) -> pd.DataFrame:
    """A frame without the values of marked rows."""
    if not marks.any():
        return frame
    masked = frame.assign(**{column: frame[column].mask(marks) for column in columns})
    if "state" in frame:
        masked["state"] = frame["state"].mask(marks, HIDDEN)
    return masked
