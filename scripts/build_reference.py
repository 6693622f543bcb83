"""Write the administrative reference files of data/reference/ from the package vietnamadminunits.

Run by hand when the package or the list of later acts changes; the result is reviewed and committed:

    python scripts/build_reference.py

Writes org_units.csv (both vintages), org_unit_events.csv (what changed when) and crosswalk.csv
(which unit became which, and how much of it). Needs requirements-dev.txt.

Acts after the reform stand in later_acts.csv, one row a unit that changes, of the kinds `type_change`,
`rename`, `merge` and `split`. A unit that is merged or split ceases the day before; `into_id` names a unit
that goes on, or a new one of later_units.csv (the columns of org_units.csv); a split has a row for each part,
with its `share` and `basis`.
"""

import csv
import json
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import vietnamadminunits

PACKAGE_DATA = Path(vietnamadminunits.__file__).parent / "data"
REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"

LEGACY_UNTIL = "2025-06-30"
REFORM_FROM = "2025-07-01"
COMMUNES, PROVINCES = "commune", "province"
WHOLE = {"weight": "1", "basis": "whole", "confidence": "high"}
CONFIDENCE = {"population": "high", "area": "medium", "equal": "low"}
# A smaller share is within what the division of land gets wrong.
LEAST_SURE_SHARE = 0.01
REFORM_ACT = "Quyết định 19/2025/QĐ-TTg (30/06/2025)"

# The divided-ward table of the package pairs some units by name alone. True neighbours lie at most 5.1 km
# from edge to edge (measured), clashes 6.8 to 90 km.
NAME_CLASH_KM = 6.0

# Districts whose units the package's legacy table places on the mainland.
ARCHIPELAGO_POINTS = {"498": (16.568, 112.135), "576": (9.71, 114.45)}

UNIT_TYPES = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Phường", "Thị trấn", "Xã", "Đặc khu")

Row = dict[str, object]


def text(value: object) -> str:
    return unicodedata.normalize("NFC", str(value)).strip()


def read_table(name: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(PACKAGE_DATA / "dataset.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(f"select * from {name}").fetchall()  # noqa: S608 - two fixed names


def split_name(full_name: str) -> tuple[str, str, str]:
    """Type, full name and short name; a numbered unit ("Phường 4") keeps its type in the short name."""
    unit_type = next(kind for kind in UNIT_TYPES if full_name.casefold().startswith(kind.casefold() + " "))
    proper = full_name[len(unit_type) :].strip()
    name = f"{unit_type} {proper}"
    return unit_type, name, name if proper.isdigit() else proper


def unit(level: str, code: str, row: sqlite3.Row, parent: str, vintage: str) -> Row:
    column = "ward" if level == "commune" else level
    unit_type, name, short_name = split_name(text(row[column]))
    latitude, longitude = row[f"{column}Lat"], row[f"{column}Lon"]
    if vintage == "legacy" and level != "province" and row["districtCode"] in ARCHIPELAGO_POINTS:
        latitude, longitude = ARCHIPELAGO_POINTS[row["districtCode"]]
    return {
        "org_unit_id": f"{vintage}-{code}",
        "code": code,
        "vintage": vintage,
        "level": level,
        "name": name,
        "short_name": short_name,
        "type": unit_type,
        "parent_id": f"{vintage}-{parent}" if parent else "",
        "latitude": latitude,
        "longitude": longitude,
        "valid_from": REFORM_FROM if vintage == "reform" else "",
        "valid_to": LEGACY_UNTIL if vintage == "legacy" else "",
    }


def legacy_units() -> list[Row]:
    units: dict[str, Row] = {}
    for row in read_table("admin_units_legacy"):
        province, district, commune = row["provinceCode"], row["districtCode"], row["wardCode"]
        units.setdefault(province, unit("province", province, row, "", "legacy"))
        units.setdefault(district, unit("district", district, row, province, "legacy"))
        if commune:
            units.setdefault(commune, unit("commune", commune, row, district, "legacy"))
    return list(units.values())


def reform_units() -> list[Row]:
    units: dict[str, Row] = {}
    for row in read_table("admin_units"):
        province, commune = row["provinceCode"], row["wardCode"]
        units.setdefault(province, unit("province", province, row, "", "reform"))
        units[commune] = unit("commune", commune, row, province, "reform")
    return list(units.values())


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in km between two points in degrees."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    half = sin((other_phi - phi) / 2) ** 2
    half += cos(phi) * cos(other_phi) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def crosswalk_rows() -> list[Row]:
    """Former commune (or ward-less island district) -> present commune, and former -> present province."""
    converter = json.loads((PACKAGE_DATA / "converter_2025.json").read_text(encoding="utf-8"))
    old_by_key: dict[str, sqlite3.Row] = {}
    for row in read_table("admin_units_legacy"):
        old_by_key["_".join([row["provinceKey"], row["districtKey"], row["wardKey"] or ""])] = row
    new_by_key = {(row["provinceKey"], row["wardKey"]): row for row in read_table("admin_units")}
    province_codes = {row["provinceKey"]: row["provinceCode"] for row in read_table("admin_units")}
    old_province_codes = {row["provinceKey"]: row["provinceCode"] for row in read_table("admin_units_legacy")}

    rows: list[Row] = [
        pair(old_province_codes[old], province_codes[new], "province", "exact", is_main=True)
        for new, olds in converter["DICT_PROVINCE"].items()
        for old in olds
    ]
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in communes.items():
            new = new_by_key[province, new_key]
            rows += [
                pair(old_code(old_by_key[key]), new["wardCode"], "commune", "exact", is_main=True)
                for key in old_keys
            ]
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in olds.items():
            rows += divided_rows(old_by_key[old_key], parts, new_by_key, province)
    return overridden(rows)


def overridden(rows: list[Row]) -> list[Row]:
    """The rows with those units corrected that were reviewed by hand (crosswalk_overrides.csv)."""
    reviewed = read_csv("crosswalk_overrides.csv")
    replaced = {row["from_id"] for row in reviewed}
    kept = [row for row in rows if row["from_id"] not in replaced]
    for row in reviewed:
        old, new = row["from_id"].removeprefix("legacy-"), row["to_id"].removeprefix("reform-")
        kept.append(pair(old, new, "commune", "exact", is_main=True))
    return kept


def old_code(row: sqlite3.Row) -> str:
    return row["wardCode"] or row["districtCode"]


def divided_rows(old: sqlite3.Row, parts: list[Row], new_by_key: dict, province: str) -> list[Row]:
    near = [part for part in parts if part["isDefaultNewWard"] or is_near(old, part, parts)]
    method = "exact" if len(near) == 1 else "estimate"
    return [
        pair(
            old_code(old),
            new_by_key[province, part["newWardKey"]]["wardCode"],
            "commune",
            method,
            is_main=bool(part["isDefaultNewWard"]),
        )
        for part in near
    ]


def is_near(old: sqlite3.Row, part: Row, parts: list[Row]) -> bool:
    """Whether a part can hold land of `old`: close to its point or to the unit that took most of it."""
    main = next(candidate for candidate in parts if candidate["isDefaultNewWard"])
    point, radius = (part["newWardLat"], part["newWardLon"]), 0.7 * sqrt(part["newWardAreaKm2"])
    gaps = [
        kilometres(*point, main["newWardLat"], main["newWardLon"])
        - radius
        - 0.7 * sqrt(main["newWardAreaKm2"])
    ]
    if old["wardLat"]:
        gaps.append(kilometres(*point, old["wardLat"], old["wardLon"]) - radius)
    return min(gaps) <= NAME_CLASH_KM


def pair(old: str, new: str, level: str, method: str, *, is_main: bool) -> Row:
    return {
        "from_id": f"legacy-{old}",
        "to_id": f"reform-{new}",
        "level": level,
        "event_date": REFORM_FROM,
        "legal_act": REFORM_ACT,
        "method": method,
        **WHOLE,
        "is_main": str(is_main).lower(),
    }


def weighted(rows: list[Row]) -> list[Row]:
    """The rows with the shares of divided units (crosswalk_shares.csv, scripts/build_crosswalk_shares.py)."""
    shares = {(row["from_id"], row["to_id"]): row for row in read_csv("crosswalk_shares.csv")}
    return [
        row if row["method"] == "exact" else row | share_facts(shares[row["from_id"], row["to_id"]])
        for row in rows
    ]


def share_facts(row: Row) -> Row:
    unsure = row["basis"] == "area" and float(row["share"]) < LEAST_SURE_SHARE
    confidence = "low" if unsure else CONFIDENCE[row["basis"]]
    return {"weight": row["share"], "basis": row["basis"], "confidence": confidence}


def later_rows(acts: list[dict[str, str]], by_id: dict[str, Row]) -> list[Row]:
    """Units that a later act merged or split -> what they became."""
    rows = []
    for act in acts:
        if act["kind"] not in {"merge", "split"}:
            continue
        is_whole = act["kind"] == "merge"
        if act["into_id"] not in by_id:
            message = f"{act['org_unit_id']} becomes {act['into_id']}, which is in neither file of units"
            raise ValueError(message)
        row = {
            "from_id": act["org_unit_id"],
            "to_id": act["into_id"],
            "level": by_id[act["org_unit_id"]]["level"],
            "event_date": act["event_date"],
            "legal_act": act["legal_act"],
            "method": "exact" if is_whole else "estimate",
            **(WHOLE if is_whole else share_facts(act)),
            "is_main": str(is_whole or float(act["share"]) >= 0.5).lower(),
        }
        rows.append(row)
    return rows


def ended(units: list[Row], acts: list[dict[str, str]]) -> list[Row]:
    """The units with the last day of those that a later act merged or split."""
    last_days = {
        act["org_unit_id"]: str(date.fromisoformat(act["event_date"]) - timedelta(days=1))
        for act in acts
        if act["kind"] in {"merge", "split"}
    }
    return [unit | {"valid_to": last_days.get(unit["org_unit_id"], unit["valid_to"])} for unit in units]


def event_rows(acts: list[dict[str, str]], by_id: dict[str, Row]) -> list[Row]:
    """What happened to units since the reform, one row a unit and act."""
    rows: dict[tuple[str, str], Row] = {}
    for act in acts:
        present = by_id[act["org_unit_id"]]
        if present["short_name"] != act["short_name"]:
            message = f"{act['org_unit_id']} is {present['short_name']}, not {act['short_name']}"
            raise ValueError(message)
        type_after = act["type_after"] or present["type"]
        rows[act["org_unit_id"], act["event_date"]] = {
            "org_unit_id": act["org_unit_id"],
            "event_date": act["event_date"],
            "kind": act["kind"],
            "type_before": present["type"],
            "type_after": type_after,
            "name_before": present["name"],
            "name_after": f"{type_after} {act['short_name_after'] or present['short_name']}",
            "legal_act": act["legal_act"],
        }
    return list(rows.values())


def read_csv(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with (REFERENCE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    acts = read_csv("later_acts.csv")
    units = ended(legacy_units() + reform_units() + read_csv("later_units.csv"), acts)
    by_id = {row["org_unit_id"]: row for row in units}
    crosswalk = weighted(crosswalk_rows()) + later_rows(acts, by_id)
    write("org_units.csv", sorted(units, key=lambda row: (row["vintage"], len(row["code"]), row["code"])))
    write(
        "org_unit_events.csv",
        sorted(event_rows(acts, by_id), key=lambda row: (row["event_date"], row["org_unit_id"])),
    )
    write("crosswalk.csv", sorted(crosswalk, key=lambda row: (row["level"], row["from_id"], row["to_id"])))


if __name__ == "__main__":
    main()
