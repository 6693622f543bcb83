"""The reviewed crosswalk: every former unit goes over whole, nothing is lost and nothing is counted twice."""

from collections import defaultdict
from fractions import Fraction

import pytest

from khuyenhoc.domain.crosswalk import Succession, became, made_from, successions
from khuyenhoc.domain.lens_names import area_name
from khuyenhoc.domain.lenses import PARTS, Lens, areas, links, provinces_of_targets
from khuyenhoc.domain.org_units import Level, all_units
from khuyenhoc.domain.reference import read_reference

UNITS = all_units()


def parts_of_former_communes() -> dict[str, list[Succession]]:
    parts: dict[str, list[Succession]] = defaultdict(list)
    for row in successions():
        if row.level == Level.COMMUNE:
            parts[row.from_id].append(row)
    return parts


def test_shares_of_each_of_the_10040_former_units_add_up_to_one() -> None:
    parts = parts_of_former_communes()
    assert len(parts) == 10_040
    assert {sum(row.weight for row in rows) for rows in parts.values()} == {Fraction(1)}
    assert all(row.weight > 0 for row in successions())


def test_whole_units_say_so_and_divided_ones_name_their_basis() -> None:
    for rows in parts_of_former_communes().values():
        if len(rows) == 1:
            facts = (rows[0].is_exact, rows[0].basis, rows[0].confidence)
            assert facts == (True, "whole", "high")
        else:
            assert not any(row.is_exact for row in rows)
            assert {row.basis for row in rows} <= {"population", "area", "equal"}
            assert {row.confidence for row in rows} <= {"high", "medium", "low"}


def test_divided_units_in_numbers() -> None:
    divided = [rows for rows in parts_of_former_communes().values() if len(rows) > 1]
    assert len(divided) == 439
    assert sum(rows[0].basis == "equal" for rows in divided) == 2


def test_every_row_has_its_day_and_act() -> None:
    assert {(str(row.event_date), row.legal_act) for row in successions()} == {
        ("2025-07-01", "Quyết định 19/2025/QĐ-TTg (30/06/2025)")
    }


def test_units_that_the_maps_have_no_land_for_went_over_whole() -> None:
    sa_pa_and_moc_chau = [unit for unit in UNITS.values() if unit.parent_id in {"legacy-088", "legacy-123"}]
    assert len(sa_pa_and_moc_chau) == 31
    assert all(sum(row.weight for row in became(unit.org_unit_id)) == 1 for unit in sa_pa_and_moc_chau)


def test_provinces_went_over_whole() -> None:
    rows = [row for row in successions() if row.level == Level.PROVINCE]
    assert len(rows) == 63
    assert all(row.weight == 1 and row.is_exact for row in rows)


def test_overrides_are_in_force() -> None:
    for row in read_reference("crosswalk_overrides"):
        assert [step.to_id for step in became(row["from_id"])] == [row["to_id"]]
        assert row["reason"]


def test_lineage_reads_both_ways() -> None:
    assert [step.to_id for step in became("legacy-00007")] == ["reform-00008", "reform-00025"]
    assert {step.from_id for step in made_from("reform-22736")} == {
        row.from_id for row in successions() if row.to_id == "reform-22736"
    }
    assert became("reform-22736") == ()


@pytest.mark.parametrize("lens", Lens)
def test_links_of_a_lens_divide_each_reporting_unit_wholly(lens: Lens) -> None:
    parts: dict[str, int] = defaultdict(int)
    for link in links(lens):
        assert link.parts > 0
        parts[link.from_id] += link.parts
    assert len(parts) == 696 + 3_321
    assert set(parts.values()) == {PARTS}


@pytest.mark.parametrize(("lens", "count"), [("current", 3_321), ("former", 696), ("comparable", 481)])
def test_units_of_each_lens(lens: str, count: int) -> None:
    assert len({link.to_id for link in links(lens)}) == count
    assert len(provinces_of_targets(lens)) == count


def test_every_comparable_area_lies_in_one_province_of_each_map() -> None:
    for provinces in provinces_of_targets(Lens.COMPARABLE).values():
        assert sorted(UNITS[province].vintage for province in provinces) == ["legacy", "reform"]


def test_areas_have_names_of_their_own() -> None:
    names = {area_id: area_name(area) for area_id, area in areas().items()}
    assert len(set(names.values())) == len(names)
    assert names["area-legacy-574"] == "Diên Khánh"
    assert names["area-legacy-582"] == "Ninh Thuận (7 huyện)"
    assert "Huyện Cai Lậy, Tiền Giang" in names.values()


def test_districts_of_old_khanh_hoa_are_exact_and_those_of_ninh_thuan_are_not() -> None:
    is_exact: dict[str, bool] = defaultdict(lambda: True)
    for link in links(Lens.FORMER):
        is_exact[link.to_id] &= link.is_exact
    districts = {
        province: [is_exact[unit.org_unit_id] for unit in UNITS.values() if unit.parent_id == province]
        for province in ("legacy-56", "legacy-58")
    }
    assert (sum(districts["legacy-56"]), len(districts["legacy-56"])) == (9, 9)
    assert (sum(districts["legacy-58"]), len(districts["legacy-58"])) == (0, 7)
    assert sum(is_exact.values()) == 394
