"""`restate` and `crosswalk`: figures on another map, and which unit became which."""

import argparse
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli import later_acts
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.apportionment import to_whole_numbers
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.lineage import Step, all_steps, district_steps_into, steps_from, steps_into
from khuyenhoc.domain.org_units import Level, OrgUnit, all_units, province_of, provinces_in
from khuyenhoc.domain.periods import InvalidPeriodError, Period, Vintage
from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.intake.unit_names import take_apart
from khuyenhoc.reports.crosswalk_workbook import crosswalk_workbook
from khuyenhoc.store.answers import answer
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    restate = subcommands.add_parser("restate", help="quy đổi địa giới · figures on another map")
    restate.add_argument(
        "--province", metavar="CODE", required=True, help="mã tỉnh · province: 56, legacy-56, reform-56"
    )
    restate.add_argument("--data-element", metavar="E", required=True, help="số liệu · figure, e.g. members")
    restate.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo · period, e.g. 2024-Q1")
    lenses = [str(lens) for lens in Lens]
    restate.add_argument("--lens", choices=lenses, required=True, help="địa giới để đọc · the map to read on")
    restate.add_argument("--json", action="store_true")
    restate.set_defaults(run=_restate)

    crosswalk = subcommands.add_parser("crosswalk", help="đơn vị nào thành đơn vị nào · what became what")
    crosswalk.add_argument(
        "origin",
        metavar="FROM",
        nargs="?",
        default="legacy",
        help=f"từ · from: legacy | reform | code | id | name | {' | '.join(later_acts.RUNS)}",
    )
    crosswalk.add_argument(
        "target", metavar="TO", nargs="?", default="", help="đến · to: legacy | reform | code | id | name"
    )
    whole = "cả bảng quy đổi ra Excel · the whole crosswalk as a workbook"
    crosswalk.add_argument("--xlsx", metavar="FILE", type=Path, help=whole)
    crosswalk.add_argument("--lang", choices=LANGUAGES, default="vi")
    crosswalk.add_argument("--json", action="store_true")
    later_acts.add_options(crosswalk)
    crosswalk.set_defaults(run=_crosswalk)


def _restate(options: argparse.Namespace) -> int:
    period = _period(options.period)
    province = _province(options.province, period)
    if options.data_element not in data_elements():
        names = ", ".join(data_elements())
        vi, en = f"Không có chỉ tiêu này. Có: {names}.", f"No such data element. There are: {names}."
        raise CannotRunError(vi, en)
    province_ids: tuple[str, ...] = (province.org_unit_id,)
    if options.lens == Lens.REPORTED:
        province_ids = provinces_in(province.org_unit_id, period.vintage)
    frame = answer(
        open_database(),
        "restated_values",
        Scope.everything(),
        {
            "province_ids": list(province_ids),
            "period_id": period.period_id,
            "data_element": options.data_element,
            "lens": options.lens,
        },
    )
    values = _restated(frame[frame["value"].notna()])
    if options.json:
        without = [_code(unit) for unit in frame.loc[frame["value"].isna(), "org_unit_id"]]
        facts = {
            "province": province.org_unit_id,
            "period": period.period_id,
            "data_element": options.data_element,
            "lens": options.lens,
        }
        print_json({**facts, "values": values, "without_value": without})
    else:
        print(pd.DataFrame(values).to_string(index=False))
    return 0


def _restated(known: pd.DataFrame) -> list[dict[str, object]]:
    """What is told of each unit with a value; counts come out whole and keep their sum."""
    values = to_whole_numbers(known["value"].tolist())
    return [
        {
            "unit": _code(row.org_unit_id),
            "unit_id": row.org_unit_id,
            "name": row.name,
            "value": value,
            "method": row.method,
            "estimated_share": round(row.estimated_share, 4),
            "reported_sources": row.reported_sources,
            "expected_sources": row.expected_sources,
        }
        for row, value in zip(known.itertuples(index=False), values, strict=True)
    ]


def _code(unit_id: str) -> str:
    """A unit's code; a comparable area has none, so its id."""
    unit = all_units().get(unit_id)
    return unit.code if unit else unit_id


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except InvalidPeriodError as error:
        vi = f"Kỳ báo cáo không hợp lệ: {text}. Viết như 2025-Q3, 2025-H1, 2025-9M hoặc 2025."
        raise CannotRunError(vi, str(error)) from error


def _province(text: str, period: Period) -> OrgUnit:
    """A province by id, or by its code at the time of the period, else on the other map."""
    own = period.vintage
    other = Vintage.REFORM if own is Vintage.LEGACY else Vintage.LEGACY
    for candidate in (text, f"{own}-{text}", f"{other}-{text}"):
        unit = all_units().get(candidate)
        if unit is not None and unit.level is Level.PROVINCE:
            return unit
    raise CannotRunError(f"Không có tỉnh nào mang mã {text}.", f"No province has the code {text}.")


def _crosswalk(options: argparse.Namespace) -> int:
    if options.origin in later_acts.RUNS:
        return later_acts.RUNS[options.origin](options)
    if options.xlsx:
        try:
            options.xlsx.write_bytes(crosswalk_workbook(Translator(options.lang)))
        except OSError as error:
            vi, en = f"Không ghi được tệp {options.xlsx}.", f"Cannot write {options.xlsx}: {error.strerror}."
            raise CannotRunError(vi, en) from error
        print(options.xlsx)
        return 0
    open_database()  # with the acts that were imported
    steps = _steps(options.origin, options.target)
    if options.json:
        links = [_as_json(step) for step in steps]
        print_json({"from": options.origin, "to": options.target or str(Vintage.REFORM), "links": links})
    else:
        for step in steps:
            before, after = all_units()[step.from_id], all_units()[step.to_id]
            mark = "=" if step.is_exact else "≈"
            print(f"{before.name} ({before.code}) → {after.name} ({after.code}) {mark} {step.share:.1%}")
    return 0


def _steps(origin: str, target: str) -> list[Step]:
    """Steps from one unit or map to another, in the order of time whichever is named first."""
    if {origin, target or "reform"} <= set(Vintage):
        return [step for level in Level for step in all_steps(level)]
    if origin in set(Vintage):
        return list(_unique(step for unit in _units(target, "reform") for step in _into(unit)))
    starts = _units(origin, "legacy" if target != "legacy" else "reform")
    steps = list(_unique(step for unit in starts for step in (*steps_from(unit), *_into(unit))))
    if target in set(Vintage) or not target:
        return steps
    wanted = {unit.org_unit_id for unit in _units(target, "reform")}
    return [step for step in steps if wanted & {step.from_id, step.to_id}]


def _into(unit: OrgUnit) -> tuple[Step, ...]:
    return (*steps_into(unit), *district_steps_into(unit))


def _unique(steps: Iterable[Step]) -> Iterable[Step]:
    return dict.fromkeys(steps)


def _units(text: str, likely_vintage: str) -> list[OrgUnit]:
    """Units by id, by code (on the likelier map first) or by name, with or without type and marks."""
    units = all_units()
    other = next(vintage for vintage in Vintage if vintage != likely_vintage)
    for candidate in (text, f"{likely_vintage}-{text}", f"{other}-{text}"):
        if candidate in units:
            return [units[candidate]]
    for name in take_apart(text):
        found = [
            unit
            for unit in units.values()
            if unit.vintage == likely_vintage
            and any(
                (own.folded if name.is_plain else own.key) == (name.folded if name.is_plain else name.key)
                and (name.type is None or unit.type == name.type)
                for own in take_apart(unit.short_name)[-1:]
            )
        ]
        if found:
            return found
    raise CannotRunError(f"Không có đơn vị nào tên hoặc mã {text}.", f"No unit has the name or code {text}.")


def _as_json(step: Step) -> dict[str, object]:
    before, after = all_units()[step.from_id], all_units()[step.to_id]
    return {
        "from": step.from_id,
        "from_code": before.code,
        "from_name": before.name,
        "from_province": province_of(before).name,
        "to": step.to_id,
        "to_code": after.code,
        "to_name": after.name,
        "to_province": province_of(after).name,
        "level": before.level,
        "weight": step.share,
        "method": "exact" if step.is_exact else "estimate",
        "basis": step.basis,
        "confidence": step.confidence,
        "event_date": str(step.event_date),
        "legal_act": step.legal_act,
    }
