from khuyenhoc.domain.lineage import all_steps, district_steps_into, former_communes, steps_from, steps_into
from khuyenhoc.domain.org_units import Level, all_units

UNITS = all_units()
NINH_CHU = UNITS["reform-22834"]


def test_a_commune_was_made_of_communes_of_two_districts() -> None:
    assert [(step.from_id, step.share, step.is_exact) for step in steps_into(NINH_CHU)] == [
        ("legacy-22777", 1.0, True),
        ("legacy-22834", 1.0, True),
    ]
    districts = district_steps_into(NINH_CHU)
    assert [step.from_id for step in districts] == ["legacy-586", "legacy-582"]
    assert {(step.basis, step.confidence, step.is_exact) for step in districts} == {
        ("communes", "low", False)
    }


def test_a_district_went_into_communes() -> None:
    steps = steps_from(UNITS["legacy-568"])
    assert [step.to_id for step in steps] == ["reform-22333", "reform-22390", "reform-22366", "reform-22402"]
    assert sum(step.share for step in steps) == 1.0
    assert steps[0].legal_act.startswith("Quyết định 19/2025/QĐ-TTg")
    assert len(former_communes(UNITS["legacy-568"])) == 22


def test_an_island_district_without_communes_went_over_whole() -> None:
    hoang_sa = UNITS["legacy-498"]
    assert former_communes(hoang_sa) == (hoang_sa,)
    assert [(step.to_id, step.basis) for step in steps_from(hoang_sa)] == [("reform-20333", "whole")]


def test_provinces_and_units_that_still_are() -> None:
    assert [step.to_id for step in steps_from(UNITS["legacy-58"])] == ["reform-56"]
    assert {step.from_id for step in steps_into(UNITS["reform-56"])} == {"legacy-56", "legacy-58"}
    assert steps_from(NINH_CHU) == steps_into(UNITS["legacy-568"]) == ()


def test_every_former_unit_is_in_the_whole_list() -> None:
    assert len({step.from_id for step in all_steps(Level.PROVINCE)}) == 63
    assert len({step.from_id for step in all_steps(Level.DISTRICT)}) == 696
    assert len({step.from_id for step in all_steps(Level.COMMUNE)}) == 10_040
