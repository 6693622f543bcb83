"""The reviewed reference files: complete, unique, connected, in composed Unicode."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.org_units import Level, all_units, province_of
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import REFERENCE_FOLDER, read_reference
from scripts.build_reference import PACKAGE_DATA, read_table

UNITS = all_units()


@pytest.mark.parametrize(
    ("vintage", "level", "count"),
    [
        (Vintage.LEGACY, Level.PROVINCE, 63),
        (Vintage.LEGACY, Level.DISTRICT, 696),
        (Vintage.LEGACY, Level.COMMUNE, 10_035),
        (Vintage.REFORM, Level.PROVINCE, 34),
        (Vintage.REFORM, Level.COMMUNE, 3_321),
    ],
)
def test_counts(vintage: Vintage, level: Level, count: int) -> None:
    assert sum(unit.vintage is vintage and unit.level is level for unit in UNITS.values()) == count


def test_code_and_vintage_are_the_identity() -> None:
    rows = read_reference("org_units")
    assert len({(row["code"], row["vintage"]) for row in rows}) == len(rows) == len(UNITS)


def test_parents_exist_on_the_level_above() -> None:
    above = {
        (Vintage.LEGACY, Level.COMMUNE): Level.DISTRICT,
        (Vintage.LEGACY, Level.DISTRICT): Level.PROVINCE,
        (Vintage.REFORM, Level.COMMUNE): Level.PROVINCE,
    }
    for unit in UNITS.values():
        if unit.level is Level.PROVINCE:
            assert unit.parent_id == ""
        else:
            parent = UNITS[unit.parent_id]
            assert (parent.vintage, parent.level) == (unit.vintage, above[unit.vintage, unit.level])


def test_no_two_units_of_one_full_name_in_one_parent() -> None:
    names = Counter((unit.parent_id, unit.name) for unit in UNITS.values() if unit.parent_id)
    assert [key for key, count in names.items() if count > 1] == []


def test_every_unit_has_a_point_in_viet_nam() -> None:
    for row in read_reference("org_units"):
        assert 6.0 < float(row["latitude"]) < 24.0, row
        assert 101.0 < float(row["longitude"]) < 118.0, row


def test_archipelagos_are_where_they_are() -> None:
    points = {row["org_unit_id"]: float(row["longitude"]) for row in read_reference("org_units")}
    assert min(points[key] for key in ("legacy-498", "reform-20333")) > 111
    assert min(points[key] for key in ("legacy-576", "legacy-22736", "reform-22736")) > 111
    assert province_of(UNITS["reform-20333"]).name == "Thành phố Đà Nẵng"
    assert province_of(UNITS["reform-22736"]).name == "Tỉnh Khánh Hòa"


@pytest.mark.parametrize("path", sorted(REFERENCE_FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_text_is_composed_and_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert not {"\u200b", "\ufeff", "\u00a0"} & set(text)


def test_every_former_unit_went_somewhere_in_its_own_province() -> None:
    successors = {
        row["from_id"]: row["to_id"] for row in read_reference("crosswalk") if row["level"] == "province"
    }
    assert len(successors) == 63
    assert len(set(successors.values())) == 34
    communes = [row for row in read_reference("crosswalk") if row["level"] == "commune"]
    assert len({row["from_id"] for row in communes}) == 10_040
    assert len({row["to_id"] for row in communes}) == 3_321
    for row in communes:
        old, new = province_of(UNITS[row["from_id"]]), province_of(UNITS[row["to_id"]])
        assert successors[old.org_unit_id] == new.org_unit_id


def test_whole_units_go_to_one_and_divided_ones_to_several() -> None:
    parts: dict[str, list[str]] = {}
    for row in read_reference("crosswalk"):
        if row["level"] == "commune":
            parts.setdefault(row["from_id"], []).append(row["method"])
    assert all(methods == ["exact"] for methods in parts.values() if len(methods) == 1)
    assert all(set(methods) == {"estimate"} for methods in parts.values() if len(methods) > 1)


def test_later_acts_are_events_of_their_own() -> None:
    events = read_reference("org_unit_events")
    by_date = Counter((row["event_date"], row["type_after"]) for row in events)
    assert by_date == {
        ("2026-04-30", "Thành phố"): 1,
        ("2026-04-30", "Phường"): 10,
        ("2026-09-01", "Thành phố"): 1,
        ("2026-09-20", "Thành phố"): 1,
        ("2026-09-20", "Phường"): 12,
    }
    assert all(row["legal_act"] and row["org_unit_id"] in UNITS for row in events)


def test_indicators_are_made_of_data_elements() -> None:
    assert len(data_elements()) == 49
    for indicator in indicators().values():
        assert indicator.numerator in data_elements()
        assert indicator.denominator is None or indicator.denominator in data_elements()


def test_targets_name_indicators_provinces_and_acts() -> None:
    codes = {unit.code for unit in UNITS.values() if unit.level is Level.PROVINCE}
    for row in read_reference("targets"):
        assert row["indicator"] in indicators()
        assert row["scope"] in codes | {"VN"}
        assert row["legal_act"]
        assert row["evidence"]


def test_divided_communes_after_the_name_clashes_are_dropped() -> None:
    """The package divides 471 former communes among 441; without far pairs of one name 439 among 408."""
    tables = json.loads((PACKAGE_DATA / "converter_2025.json").read_text(encoding="utf-8"))
    divided = tables["DICT_PROVINCE_WARD_DIVIDED"]
    pairs = [
        (province, old, part["newWardKey"])
        for province, communes in divided.items()
        for old, parts in communes.items()
        for part in parts
    ]
    assert len({(province, old) for province, old, _ in pairs}) == 471
    assert len({(province, new) for province, _, new in pairs}) == 441
    kept = [row for row in read_reference("crosswalk") if row["method"] == "estimate"]
    assert len({row["from_id"] for row in kept}) == 439
    assert len({row["to_id"] for row in kept}) == 408
    # The 33 between are whole: 27 of former communes of this table, 6 are in it by a clash only.
    codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in read_table("admin_units")}
    old_codes = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}": row["wardCode"]
        for row in read_table("admin_units_legacy")
    }
    links = {(f"legacy-{old_codes[old]}", f"reform-{codes[province, new]}") for province, old, new in pairs}
    whole = {new for _, new in links} - {row["to_id"] for row in kept}
    exact = {(row["from_id"], row["to_id"]) for row in read_reference("crosswalk")} & links
    assert len(whole) == 33
    assert len(whole & {new for _, new in exact}) == 27
    # 32 of the 471 are whole without the pair or pairs that were dropped.
    assert len(pairs) - len(kept) == 34 + 32
