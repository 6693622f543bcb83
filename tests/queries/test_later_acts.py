"""What an invented act of 2027 (tests/acts.py) changes in every figure, and what it must not change.

2026-Q4  Bắc Nha Trang 50 of 200, Tây Nha Trang 30 of 300, Nha Trang 40 of 400, Nam Nha Trang 10 of 100
2027-Q1  the merged commune 80 of 500, the parts 30 of 300 and 10 of 100, Nam Nha Trang 10 of 100
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from khuyenhoc.domain.later_acts import take_up
from khuyenhoc.domain.lenses import Lens, links
from khuyenhoc.domain.lineage import steps_from, steps_into
from khuyenhoc.domain.org_units import all_units, reporting_to, unit_with_code
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake.units import Problem, UnitFinder
from khuyenhoc.reports.form import report_form
from khuyenhoc.store.acts import import_acts, withdraw_last_act
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import ActsRefusedError
from khuyenhoc.store.verification import rebuild, verify_store
from tests.acts import (
    BA_NGOI,
    BAC_NHA_TRANG,
    DAK_LAK,
    KHANH_HOA,
    LARGER_PART,
    MERGED,
    MOVED,
    NAM_NHA_TRANG,
    NHA_TRANG,
    SMALLER_PART,
    TAY_NHA_TRANG,
    invented_act,
)
from tests.reports import store

BEFORE, AFTER = "2026-Q4", "2027-Q1"


def of(members: float, population: float) -> dict[str, float]:
    return {"members": members, "population": population}


@pytest.fixture(scope="module")
def acted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("acted"))
    before = {
        BAC_NHA_TRANG: of(50, 200),
        TAY_NHA_TRANG: of(30, 300),
        NHA_TRANG: of(40, 400),
        NAM_NHA_TRANG: of(10, 100),
    }
    store(database, BEFORE, before, province_id=KHANH_HOA)
    import_acts(database, invented_act(), by="Người thử")
    after = {MERGED: of(80, 500), LARGER_PART: of(30, 300), SMALLER_PART: of(10, 100)}
    store(database, AFTER, after, province_id=KHANH_HOA)
    store(database, AFTER, {MOVED: of(10, 100)}, province_id=DAK_LAK)
    yield database
    database.close()
    take_up([])


def ask(database: Database, name: str, **parameters: object) -> pd.DataFrame:
    return database.query(name, {"scope": None, **parameters})


def by_unit(database: Database, period: str, lens: str, *provinces: str) -> pd.DataFrame:
    frame = ask(
        database,
        "indicator_by_unit",
        province_ids=list(provinces or (KHANH_HOA,)),
        period_id=period,
        earlier_period_id=BEFORE,
        indicator="member_rate",
        lens=lens,
    )
    return frame.set_index("org_unit_id")


def test_units_are_expected_while_they_are_there(acted: Database) -> None:
    """65 communes; then two became one, one became two, one went away."""
    expected = {
        period: set(ask(acted, "unit_states", province_ids=[KHANH_HOA], period_id=period)["org_unit_id"])
        for period in (BEFORE, AFTER)
    }
    assert (len(expected[BEFORE]), len(expected[AFTER])) == (65, 64)
    assert expected[BEFORE] - expected[AFTER] == {BAC_NHA_TRANG, TAY_NHA_TRANG, NHA_TRANG, NAM_NHA_TRANG}
    assert expected[AFTER] - expected[BEFORE] == {MERGED, LARGER_PART, SMALLER_PART}


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("report_progress", {"today": date(2027, 5, 1)}),
        ("elements_by_unit", {"data_elements": ["members"]}),
        (
            "unit_target_standing",
            {"province_code": "56", "base_period_id": BEFORE, "indicator": "member_rate"},
        ),
    ],
)
def test_every_list_of_units_is_that_of_the_period(
    acted: Database, name: str, parameters: dict[str, object]
) -> None:
    for period, count in ((BEFORE, 65), (AFTER, 64)):
        frame = ask(acted, name, province_ids=[KHANH_HOA], period_id=period, **parameters)
        assert frame["org_unit_id"].nunique() == count


def test_completeness_over_time_counts_the_units_of_each_period(acted: Database) -> None:
    series = ask(acted, "indicator_series", province_ids=[KHANH_HOA], indicator="members", lens="reported")
    assert series.set_index("period_id")["expected_units"].to_dict() == {BEFORE: 65, AFTER: 64}
    elements = ask(acted, "elements_over_time", province_ids=[KHANH_HOA], data_elements=["members"])
    assert elements.set_index("period_id")["expected_units"].to_dict() == {BEFORE: 65, AFTER: 64}
    calendar = ask(acted, "report_calendar", province_ids=[KHANH_HOA])
    assert calendar.groupby("period_id")["org_unit_id"].nunique().to_dict() == {BEFORE: 65, AFTER: 64}


def test_the_renamed_unit_goes_on_under_both_names(acted: Database) -> None:
    names = [
        ask(acted, "unit_states", province_ids=[KHANH_HOA], period_id=period)
        .set_index("org_unit_id")
        .loc[BA_NGOI, "name"]
        for period in (BEFORE, AFTER)
    ]
    assert names == ["Phường Ba Ngòi", "Phường Ba Ngòi Mới"]


def test_figures_before_the_act_on_todays_units(acted: Database) -> None:
    units = by_unit(acted, BEFORE, "current")
    assert len(units) == 64
    assert units.loc[MERGED, ["value", "numerator", "method"]].tolist() == [16.0, 80.0, "exact"]
    assert units.loc[MERGED, ["reported_sources", "expected_sources"]].tolist() == [2, 2]
    assert units.loc[LARGER_PART, ["numerator", "method"]].tolist() == [30.0, "estimate"]
    assert units.loc[SMALLER_PART, ["numerator", "estimated_share"]].tolist() == [10.0, 1.0]
    assert MOVED not in units.index
    moved = by_unit(acted, BEFORE, "current", DAK_LAK).loc[MOVED]
    assert moved[["numerator", "method"]].tolist() == [10.0, "exact"]


def test_the_trend_runs_through_the_act_without_a_jump(acted: Database) -> None:
    def members(lens: str, *provinces: str) -> dict[str, float]:
        frame = ask(acted, "indicator_series", province_ids=list(provinces), indicator="members", lens=lens)
        return frame.set_index("period_id")["value"].to_dict()

    assert members("current", KHANH_HOA) == {BEFORE: 120.0, AFTER: 120.0}
    assert members("current", DAK_LAK) == {BEFORE: 10.0, AFTER: 10.0}
    assert members("reported", KHANH_HOA) == {BEFORE: 130.0, AFTER: 120.0}
    assert members("current", KHANH_HOA, DAK_LAK) == {BEFORE: 130.0, AFTER: 130.0}
    of_part = ask(
        acted,
        "indicator_series",
        province_ids=[],
        org_unit_id=LARGER_PART,
        indicator="members",
        lens="current",
    )
    assert of_part["value"].tolist() == [30.0, 30.0]


@pytest.mark.parametrize("lens", list(Lens))
def test_totals_are_equal_to_the_unit_under_every_lens(acted: Database, lens: Lens) -> None:
    provinces = [unit.org_unit_id for unit in all_units().values() if not unit.parent_id]
    for period in (BEFORE, AFTER):
        frame = ask(
            acted,
            "restated_values",
            province_ids=provinces,
            period_id=period,
            data_element="members",
            lens=str(lens),
        )
        assert frame["value"].sum() == 130.0


def test_summary_of_a_province_follows_the_unit_that_moved(acted: Database) -> None:
    def members(province: str, lens: str) -> float:
        frame = ask(
            acted,
            "province_summary",
            province_ids=[province],
            province_code=province.removeprefix("reform-"),
            period_id=BEFORE,
            earlier_province_ids=[],
            earlier_period_id="2025-Q4",
            lens=lens,
        )
        return frame.set_index("indicator").loc["members", "value"]

    assert (members(KHANH_HOA, "reported"), members(KHANH_HOA, "current")) == (130.0, 120.0)
    assert members(DAK_LAK, "current") == 10.0


def test_the_form_of_the_quarter_lists_its_units(acted: Database) -> None:
    names = {
        period: [unit.org_unit_id for unit in reporting_to(KHANH_HOA, Period.parse(period).end)]
        for period in (BEFORE, AFTER)
    }
    assert MERGED not in names[BEFORE]
    assert BAC_NHA_TRANG not in names[AFTER]
    assert report_form(KHANH_HOA, Period.parse(AFTER)) != report_form(KHANH_HOA, Period.parse(BEFORE))


def test_a_report_by_ended_units_is_told_what_they_became(acted: Database) -> None:
    finder = UnitFinder.of(KHANH_HOA, date(2027, 3, 31))
    match = finder.by_name("Phường Bắc Nha Trang")
    assert match.problem is Problem.OTHER_VINTAGE
    assert [found.unit.org_unit_id for found in match.suggestions] == [MERGED]
    assert finder.by_code("99001").org_unit_id == MERGED
    assert UnitFinder.of(KHANH_HOA, date(2026, 12, 31)).by_code("22333").org_unit_id == BAC_NHA_TRANG


def test_a_code_means_the_unit_that_has_it_on_the_day(acted: Database) -> None:
    assert unit_with_code(Vintage.REFORM, "22402", date(2026, 12, 31)).org_unit_id == NAM_NHA_TRANG
    assert unit_with_code(Vintage.REFORM, "22402", date(2027, 1, 1)).org_unit_id == MOVED


def test_lineage_reads_the_act(acted: Database) -> None:
    into = steps_into(all_units()[MERGED])
    assert [(step.from_id, step.share) for step in into] == [(BAC_NHA_TRANG, 1.0), (TAY_NHA_TRANG, 1.0)]
    assert into[0].event_date == date(2027, 1, 1)
    parts = steps_from(all_units()[NHA_TRANG])
    assert [(step.to_id, step.share, step.basis) for step in parts] == [
        (LARGER_PART, 0.75, "population"),
        (SMALLER_PART, 0.25, "population"),
    ]


def test_the_database_is_made_anew_with_the_act(acted: Database) -> None:
    assert verify_store(acted).is_sound
    made = rebuild(acted)
    assert made.before == made.after
    assert MERGED in all_units()
    assert len(ask(acted, "unit_states", province_ids=[KHANH_HOA], period_id=AFTER)) == 64


def test_an_act_that_figures_rest_on_is_not_taken_back(acted: Database) -> None:
    with pytest.raises(ActsRefusedError, match="new units have reports"):
        withdraw_last_act(acted, by="Người thử", reason="nhầm")


def test_every_weight_still_adds_up(acted: Database) -> None:
    for lens in Lens:
        parts = pd.DataFrame(links(str(lens))).groupby("from_id")["parts"].sum()
        assert (parts == 4096).all()
