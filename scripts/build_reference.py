"""Write the administrative reference files of data/reference/ from the package vietnamadminunits.

Run by hand when the package or the list of later acts changes; the result is reviewed and committed:

    python scripts/build_reference.py

Writes org_units.csv (both vintages), org_unit_events.csv (what changed when) and crosswalk.csv
(which former unit became which). Needs requirements-dev.txt.
"""

import csv
import json
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import vietnamadminunits

PACKAGE_DATA = Path(vietnamadminunits.__file__).parent / "data"
REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"

LEGACY_UNTIL = "2025-06-30"
REFORM_FROM = "2025-07-01"
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
        "method": method,
        "is_main": str(is_main).lower(),
        "legal_act": REFORM_ACT,
    }


def event_rows(units: list[Row]) -> list[Row]:
    """Changes of name or type since the reform: same code and land (later_acts.csv lists the acts)."""
    by_id = {row["org_unit_id"]: row for row in units}
    rows = []
    for act in read_csv("later_acts.csv"):
        present = by_id[act["org_unit_id"]]
        if present["short_name"] != act["short_name"]:
            message = f"{act['org_unit_id']} is {present['short_name']}, not {act['short_name']}"
            raise ValueError(message)
        rows.append(
            {
                "org_unit_id": act["org_unit_id"],
                "event_date": act["event_date"],
                "kind": "type_change",
                "type_before": present["type"],
                "type_after": act["type_after"],
                "name_before": present["name"],
                "name_after": f"{act['type_after']} {present['short_name']}",
                "legal_act": act["legal_act"],
            }
        )
    return rows


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
    units = legacy_units() + reform_units()
    write("org_units.csv", sorted(units, key=lambda row: (row["vintage"], len(row["code"]), row["code"])))
    write(
        "org_unit_events.csv",
        sorted(event_rows(units), key=lambda row: (row["event_date"], row["org_unit_id"])),
    )
    write(
        "crosswalk.csv",
        sorted(crosswalk_rows(), key=lambda row: (row["level"], row["from_id"], row["to_id"])),
    )


if __name__ == "__main__":
    main()
