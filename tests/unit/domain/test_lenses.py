"""Lenses on made-up territories small enough to work out by hand, and on random ones."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.crosswalk import Succession
from khuyenhoc.domain.lenses import (
    PARTS,
    Link,
    Territory,
    comparable_areas,
    links_to_current,
    links_to_former,
    survey,
)

REFORM, LATER = date(2025, 7, 1), date(2027, 1, 1)


def step(from_id: str, to_id: str, weight: object = 1, day: date = REFORM) -> Succession:
    share = Fraction(weight)
    return Succession(from_id, to_id, "commune", day, "act", share == 1, share, "whole", "high", True)


# North = a, b; South = c, d. X is made of a and a quarter of b; Y of the rest of b and of c; Z of d.
STEPS = [step("a", "X"), step("b", "X", "1/4"), step("b", "Y", "3/4"), step("c", "Y"), step("d", "Z")]
DISTRICTS = {"a": "North", "b": "North", "c": "South", "d": "South"}
EQUAL = dict.fromkeys(DISTRICTS, Fraction(1))


def weights(links: object) -> dict[tuple[str, str], float]:
    return {(link.from_id, link.to_id): link.weight for link in links}


def test_a_district_is_divided_by_its_former_communes() -> None:
    found = weights(links_to_current(survey(STEPS, DISTRICTS, EQUAL)))
    assert found["North", "X"] == 1.25 / 2
    assert found["North", "Y"] == 0.75 / 2
    assert (found["South", "Y"], found["South", "Z"]) == (0.5, 0.5)
    assert found["X", "X"] == found["Y", "Y"] == found["Z", "Z"] == 1


def test_population_goes_before_counting_communes() -> None:
    people = {"a": Fraction(3000), "b": Fraction(1000), "c": Fraction(1), "d": Fraction(1)}
    found = weights(links_to_current(survey(STEPS, DISTRICTS, people)))
    assert found["North", "X"] == 3250 / 4000


def test_a_commune_goes_back_to_the_districts_it_came_from() -> None:
    found = weights(links_to_former(survey(STEPS, DISTRICTS, EQUAL)))
    assert found["X", "North"] == found["Z", "South"] == 1
    assert found["Y", "North"] == pytest.approx(0.75 / 1.75, abs=1 / PARTS)
    assert found["Y", "North"] + found["Y", "South"] == 1


def test_only_what_goes_over_whole_is_exact() -> None:
    links = [*links_to_former(survey(STEPS, DISTRICTS, EQUAL))]
    assert {link.from_id for link in links if not link.is_exact} == {"Y"}


def test_comparable_areas_are_the_connected_groups() -> None:
    steps = [*STEPS, step("e", "V"), step("f", "W")]
    districts = DISTRICTS | {"e": "East", "f": "West"}
    areas = [*comparable_areas(survey(steps, districts, dict.fromkeys(districts, Fraction(1))))]
    assert {area.area_id: area.members for area in areas} == {
        "area-East": ("East", "V"),
        "area-North": ("North", "South", "X", "Y", "Z"),
        "area-W": ("W", "West"),
    }


def test_a_later_merger_carries_on_what_both_had() -> None:
    territory = survey([*STEPS, step("Z", "Y", day=LATER)], DISTRICTS, EQUAL)
    current = weights(links_to_current(territory))
    assert current["South", "Y"] == 1
    assert current["Z", "Y"] == 1
    assert ("Z", "Z") not in current
    assert weights(links_to_former(territory))["Z", "South"] == 1


def test_a_later_split_is_an_estimate_from_then_on() -> None:
    steps = [*STEPS, step("Z", "Z1", "0.7", LATER), step("Z", "Z2", "0.3", LATER)]
    territory = survey(steps, DISTRICTS, EQUAL)
    current = weights(links_to_current(territory))
    assert current["Z", "Z1"] == pytest.approx(0.7, abs=1 / PARTS)
    assert current["South", "Z1"] + current["South", "Z2"] == 0.5
    assert weights(links_to_former(territory))["Z2", "South"] == 1
    assert len([*comparable_areas(territory)]) == 1


@st.composite
def territories(draw: st.DrawFn) -> Territory:
    """Up to 12 former communes in up to 4 districts, each whole or divided among up to 6 present communes."""
    steps, districts, sizes = [], {}, {}
    for number in range(draw(st.integers(1, 12))):
        commune = f"c{number:02d}"
        takers = draw(st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True))
        shares = draw(st.lists(st.integers(1, 999), min_size=len(takers), max_size=len(takers)))
        steps += [
            step(commune, f"P{taker}", Fraction(share, sum(shares)))
            for taker, share in zip(takers, shares, strict=True)
        ]
        districts[commune] = f"D{draw(st.integers(0, 3))}"
        sizes[commune] = Fraction(draw(st.integers(1, 60_000)))
    return survey(steps, districts, sizes)


def restated(figures: dict[str, int], links: list[Link]) -> dict[str, float]:
    totals: dict[str, float] = defaultdict(float)
    for link in links:
        totals[link.to_id] += figures.get(link.from_id, 0) * link.weight
    return totals


@given(territories(), st.data())
def test_totals_are_equal_to_the_unit_before_and_after(territory: Territory, data: st.DataObject) -> None:
    """In binary floating point, without a tolerance: that is what the weights in 4096ths are for."""
    for reporting, other in [(territory.flows, links_to_current), (territory.finals, links_to_former)]:
        amount = st.integers(0, 2 * 10**12 // max(len(reporting), 1))
        figures = {unit: data.draw(amount) for unit in sorted(reporting)}
        links = [link for link in other(territory) if link.from_id in figures]
        assert sum(restated(figures, links).values()) == sum(figures.values())


@given(territories())
def test_links_divide_every_unit_wholly(territory: Territory) -> None:
    for links in (links_to_current(territory), links_to_former(territory)):
        parts: dict[str, int] = defaultdict(int)
        for link in links:
            parts[link.from_id] += link.parts
        assert set(parts) == {*territory.flows, *territory.finals}
        assert set(parts.values()) == {PARTS}


@given(territories())
def test_areas_cut_no_link(territory: Territory) -> None:
    area_of = {unit: area.area_id for area in comparable_areas(territory) for unit in area.members}
    assert set(area_of) == {*territory.flows, *territory.finals}
    for link in links_to_current(territory):
        assert area_of[link.from_id] == area_of[link.to_id]
    for link in links_to_former(territory):
        assert area_of[link.from_id] == area_of[link.to_id]
