"""The rows that answer a question: every one comes out of `store.answers`, within the scope of who asks."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.lens_names import unit_name
from khuyenhoc.domain.lenses import Lens, provinces_of_targets, units_on_land_of
from khuyenhoc.domain.org_units import (
    OrgUnit,
    all_units,
    predecessors,
    province_of,
    provinces_in,
    reporting_to,
    successor,
)
from khuyenhoc.domain.periods import Period
from khuyenhoc.store.answers import answer
from khuyenhoc.store.database import Database
from khuyenhoc.store.open_data.asking import Asked, CannotAnswerError

Row = dict[str, Any]


def indicator_rows(_database: Database, _asked: Asked) -> list[Row]:
    """The indicators, in the order of the screens."""
    return [
        {
            "indicator": one.indicator,
            "group": one.group,
            "name_vi": one.name_vi,
            "name_en": one.name_en,
            "unit": one.unit,
            "numerator_element": one.numerator,
            "denominator_element": one.denominator,
            "higher_is_better": one.higher_is_better,
        }
        for one in indicators().values()
    ]


def unit_rows(_database: Database, asked: Asked) -> list[Row]:
    """The units that may be seen, of both maps unless one was asked for."""
    vintage, province = asked.values["vintage"], asked.province_id
    return [
        _unit_row(unit)
        for unit in all_units().values()
        if asked.scope.includes(unit.org_unit_id)
        and vintage in {"", str(unit.vintage)}
        and province in {"", province_of(unit).org_unit_id}
    ]


def _unit_row(unit: OrgUnit) -> Row:
    return {
        "org_unit_id": unit.org_unit_id,
        "code": unit.code,
        "vintage": str(unit.vintage),
        "level": str(unit.level),
        "name": unit_name(unit.org_unit_id),
        "kind": unit.type,
        "parent_id": unit.parent_id or None,
        "province_id": province_of(unit).org_unit_id,
        "valid_from": _day(unit.valid_from),
        "valid_to": _day(unit.valid_to),
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def period_rows(database: Database, asked: Asked) -> list[Row]:
    """Provinces and the periods they have reports of, newest first."""
    return [
        {
            "period": row.period_id,
            "province_id": row.province_id,
            "period_end": row.period_end.date().isoformat(),
            "is_cumulative": bool(row.is_cumulative),
            "reported_units": int(row.reported_units),
            "expected_units": _count_in_scope(
                reporting_to(row.province_id, Period.parse(row.period_id).end), asked
            ),
            "is_synthetic": bool(row.is_synthetic),
        }
        for row in answer(database, "reporting_periods", asked.scope, {}).itertuples()
        if asked.province_id in {"", row.province_id}
    ]


def figure_rows(database: Database, asked: Asked) -> list[Row]:
    """One indicator in a period: of the units of a province, or of every province that is seen whole."""
    frame = _figures(database, asked, asked.period, _provinces_shown(asked))
    synthetic = _synthetic(database, asked)
    return [
        {
            "indicator": asked.indicator.indicator,
            "period": asked.period.period_id,
            "lens": str(asked.lens),
            "org_unit_id": row["org_unit_id"],
            "name": row["name"],
            "province_id": row["province_id"],
            **_figure(row, asked, row["reported_sources"], row["expected_sources"]),
            "is_synthetic": synthetic(asked.period.period_id, _same_land([row["province_id"]])),
        }
        for row in frame.to_dict("records")
    ]


def series_rows(database: Database, asked: Asked) -> list[Row]:
    """One indicator over time, oldest first; a period with reports but no figure says why it has none."""
    unit_id = asked.values["unit"]
    own = provinces_of_targets(asked.lens).get(unit_id, ()) if unit_id else [asked.province_id]
    provinces = _same_land(own)
    frame = answer(
        database,
        "indicator_series",
        asked.scope,
        {
            "province_ids": _all_of(asked.province_id),
            "org_unit_id": unit_id or None,
            "indicator": asked.indicator.indicator,
            "lens": str(asked.lens),
        },
    )
    found = {row["period_id"]: row for row in frame.to_dict("records")}
    reports = answer(database, "reporting_periods", asked.scope, {})
    known = reports[reports["province_id"].isin(provinces)]["period_id"]
    missing = {key: _missing(database, asked, Period.parse(key)) for key in set(known) - found.keys()}
    synthetic, subject = _synthetic(database, asked), unit_id or asked.province_id
    rows = []
    told = found | {key: row for key, row in missing.items() if row}
    for key, row in sorted(told.items(), key=_in_time):
        period = Period.parse(key)
        rows.append(
            {
                "indicator": asked.indicator.indicator,
                "period": key,
                "period_end": period.end.isoformat(),
                "is_cumulative": period.is_cumulative,
                "lens": str(asked.lens),
                "org_unit_id": subject,
                "name": unit_name(subject),
                **_figure(row, asked, row["reported_units"], row["expected_units"]),
                "is_synthetic": synthetic(key, provinces),
            }
        )
    return rows


def _in_time(item: tuple[str, Row]) -> tuple[object, bool]:
    period = Period.parse(item[0])
    return period.end, period.is_cumulative


def _missing(database: Database, asked: Asked, period: Period) -> Row | None:
    """Why a period with reports has no figure; None where the unit was not there to report."""
    if not asked.values["unit"]:
        if asked.lens is Lens.REPORTED and not provinces_in(asked.province_id, period.vintage):
            return None
        units = [all_units()[unit] for unit in units_on_land_of(asked.province_id)]
        there = [unit for unit in units if unit.vintage is period.vintage and unit.is_valid_on(period.end)]
        expected = _count_in_scope(there, asked)
        return {"state": "no_figure", "reported_units": 0, "expected_units": expected} if expected else None
    provinces = sorted(provinces_of_targets(asked.lens).get(asked.values["unit"], ()))
    frame = _figures(database, asked, period, provinces)
    for row in frame[frame["org_unit_id"] == asked.values["unit"]].to_dict("records"):
        return {
            "state": row["state"],
            "reported_units": row["reported_sources"],
            "expected_units": row["expected_sources"],
        }
    return None


def _provinces_shown(asked: Asked) -> list[str]:
    """The provinces whose units are shown; none for the country's own provinces.

    Raises:
        CannotAnswerError: a former province has no figures of its own in the period.
    """
    if not asked.province_id:
        return []
    if asked.lens is not Lens.REPORTED:
        return [asked.province_id]
    provinces = provinces_in(asked.province_id, asked.period.vintage)
    if not provinces:
        raise CannotAnswerError("former_province", province=successor(asked.province_id))
    return list(provinces)


def _figures(database: Database, asked: Asked, period: Period, provinces: list[str]) -> pd.DataFrame:
    parameters: dict[str, object] = {
        "period_id": period.period_id,
        "earlier_period_id": period.same_period_last_year.period_id,
        "indicator": asked.indicator.indicator,
        "lens": str(asked.lens),
    }
    if not provinces:
        return answer(database, "indicator_by_province", asked.scope, parameters)
    return answer(database, "indicator_by_unit", asked.scope, parameters | {"province_ids": provinces})


def _figure(row: Mapping[str, Any], asked: Asked, reported: int, expected: int) -> Row:
    """The columns that every figure has; amounts in đồng, as they are stored."""
    value = plain(row.get("value"))
    return {
        "state": row.get("state") or ("reported" if value is not None else "no_figure"),
        "value": value,
        "unit": asked.indicator.unit,
        "numerator": plain(row.get("numerator")),
        "denominator": plain(row.get("denominator")),
        "method": None if value is None else row["method"],
        "estimated_share": None if value is None else plain(row["estimated_share"]),
        "reported_units": int(reported),
        "expected_units": int(expected),
    }


def plain(value: object) -> object:
    """A value of a frame as JSON has it: missing is null, and a whole number has no decimal point."""
    if value is None or pd.isna(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _synthetic(database: Database, asked: Asked) -> Callable[[str, Iterable[str]], bool]:
    """Tells whether any report of a period, from some provinces, is made up."""
    reports = answer(database, "reporting_periods", asked.scope, {})
    marked = reports[reports["is_synthetic"].astype(bool)]
    known = set(zip(marked["period_id"], marked["province_id"], strict=True))
    return lambda period, provinces: any((period, province) in known for province in provinces)


def _same_land(province_ids: Iterable[str]) -> set[str]:
    """Provinces of both maps that share land with some."""
    present = {successor(province) for province in province_ids}
    return present.union(*(predecessors(province) for province in present))


def _all_of(province_id: str) -> list[str]:
    """A province in every map it has figures on; a former one by itself."""
    if not province_id:
        return []
    return [province_id, *predecessors(province_id)]


def _count_in_scope(units: Iterable[OrgUnit], asked: Asked) -> int:
    return sum(asked.scope.includes(unit.org_unit_id) for unit in units)
