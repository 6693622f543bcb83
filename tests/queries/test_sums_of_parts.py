"""A province's figure is the sum of its units' parts, indicator by indicator, wherever a query gives one.

Three districts with every data element; a fourth lacks every denominator, so that its numerators must not
count towards any ratio; a fifth has the denominators alone.
"""

import pytest

from khuyenhoc.bench.figures import invent_figures
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.store.database import Database
from tests.reports import store

PERIOD, EARLIER = "2024-Q1", "2023-Q1"
COMPLETE = ["legacy-568", "legacy-569", "legacy-570"]
WITHOUT_DENOMINATOR, WITHOUT_NUMERATOR = "legacy-571", "legacy-572"
DENOMINATORS = {indicator.denominator for indicator in indicators().values() if indicator.denominator}
# Both of one indicator and numerator of another: left out of both partial units.
TWOFOLD = DENOMINATORS & {indicator.numerator for indicator in indicators().values()}
PROVINCE = {"scope": None, "province_ids": ["legacy-56"]}


def reported() -> dict[str, dict[str, float]]:
    invented = invent_figures([*COMPLETE, WITHOUT_DENOMINATOR, WITHOUT_NUMERATOR], seed=7)
    figures: dict[str, dict[str, float]] = {}
    for (unit, element), value in invented.items():
        is_denominator = element in DENOMINATORS
        is_left_out = {
            WITHOUT_DENOMINATOR: is_denominator,
            WITHOUT_NUMERATOR: not is_denominator or element in TWOFOLD,
        }
        if not is_left_out.get(unit, False):
            figures.setdefault(unit, {})[element] = float(value)
    return figures


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("parts"))
    store(database, PERIOD, reported())
    yield database
    database.close()


def expected(indicator: Indicator) -> float:
    """Worked out from what was reported, in plain Python."""
    figures = reported().values()
    if indicator.denominator is None:
        return sum(unit[indicator.numerator] for unit in figures if indicator.numerator in unit)
    pairs = [
        (unit[indicator.numerator], unit[indicator.denominator])
        for unit in figures
        if indicator.numerator in unit and unit.get(indicator.denominator)
    ]
    return indicator.factor * sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)


@pytest.mark.parametrize("name", indicators())
def test_every_query_gives_the_sum_of_the_parts(database: Database, name: str) -> None:
    wanted = pytest.approx(expected(indicators()[name]))
    series = {**PROVINCE, "indicator": name}
    assert database.query("indicator_series", series)["value"].tolist() == [wanted]
    assert database.query("indicator_to_date", series)["value"].tolist() == [wanted]
    periods = {"period_id": PERIOD, "earlier_period_id": EARLIER}
    everywhere = {"scope": None, "indicator": name, **periods}
    provinces = database.query("indicator_by_province", everywhere).set_index("org_unit_id")
    assert provinces.loc["legacy-56", "value"] == wanted
    earlier = {"earlier_province_ids": ["legacy-56"], "province_code": "56"}
    summary = database.query("province_summary", PROVINCE | periods | earlier).set_index("indicator")
    assert summary.loc[name, "value"] == wanted
    both = database.query("comparable_totals", PROVINCE | periods).set_index("indicator")
    assert both.loc[name, "value"] == wanted


@pytest.mark.parametrize("name", indicators())
def test_parts_of_the_units_add_up_to_the_province(database: Database, name: str) -> None:
    indicator = indicators()[name]
    periods = {"period_id": PERIOD, "earlier_period_id": EARLIER}
    lists = [
        database.query("indicator_by_unit", PROVINCE | periods | {"indicator": name}),
        database.query(
            "unit_target_standing",
            PROVINCE
            | {"period_id": PERIOD, "base_period_id": "2023-Q4", "province_code": "56", "indicator": name},
        ),
    ]
    cells = database.query("scorecard_cells", PROVINCE | periods | {"previous_period_id": None})
    for units in (*lists, cells[cells["indicator"] == name]):
        known = units.dropna(subset=["value"])
        total = known["numerator"].sum()
        if indicator.denominator:
            total *= indicator.factor / known["denominator"].sum()
        assert total == pytest.approx(expected(indicator))
