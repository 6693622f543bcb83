"""Provinces from the sums of their units, on the tiny store of conftest."""

import pandas as pd
import pytest

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.database import Database

RATE = {"scope": None, "indicator": "member_rate"}


def by_province(tiny: Database, period: str, earlier: str, **options) -> pd.DataFrame:
    parameters = {**RATE, "period_id": period, "earlier_period_id": earlier, **options}
    return tiny.query("indicator_by_province", parameters).set_index("org_unit_id")


def test_rate_of_a_province_is_sum_over_sum(tiny: Database) -> None:
    found = by_province(tiny, "2025-Q1", "2024-Q1")
    assert len(found) == 63
    assert found.loc["legacy-56", "value"] == pytest.approx(15.0)
    assert found.loc["legacy-56", "earlier_value"] == pytest.approx(100 * 160 / 1300)
    assert found.loc["legacy-58", "value"] == pytest.approx(10.0)
    assert list(found["rank"].iloc[:2]) == [1, 2]
    assert set(found["state"].iloc[2:]) == {"not_reported"}
    assert found["value"].iloc[2:].isna().all()


def test_completeness_counts_units_with_the_indicator(tiny: Database) -> None:
    khanh_hoa = by_province(tiny, "2025-Q3", "2024-Q3").loc["reform-56"]
    assert (khanh_hoa["reported_sources"], khanh_hoa["expected_sources"]) == (2, 65)
    assert khanh_hoa["value"] == pytest.approx(16.0)


def test_former_provinces_count_to_the_one_they_became(tiny: Database) -> None:
    khanh_hoa = by_province(tiny, "2025-Q3", "2025-Q1").loc["reform-56"]
    assert khanh_hoa["earlier_value"] == pytest.approx(100 * 160 / 1100)


def test_reported_without_the_figure_is_no_zero(tiny: Database) -> None:
    found = by_province(tiny, "2025-Q1", "2024-Q1", indicator="learning_clan_rate").loc["legacy-56"]
    assert found["state"] == "no_figure"
    assert pd.isna(found["value"])


def test_scope_leaves_other_provinces_out(tiny: Database) -> None:
    own = Scope.of_provinces("legacy-58").as_parameter()
    found = by_province(tiny, "2025-Q1", "2024-Q1", scope=own)
    assert list(found.index) == ["legacy-58"]
    assert found["value"].iloc[0] == pytest.approx(10.0)


def test_one_unit_does_not_stand_for_its_province(tiny: Database) -> None:
    assert by_province(tiny, "2025-Q1", "2024-Q1", scope=["legacy-568"]).empty


def test_todays_provinces_before_the_reform(tiny: Database) -> None:
    found = by_province(tiny, "2025-Q1", "2024-Q1", lens="current")
    assert len(found) == 34
    khanh_hoa = found.loc["reform-56"]
    assert khanh_hoa[["numerator", "denominator", "method"]].tolist() == [160.0, 1100.0, "exact"]
    assert khanh_hoa["earlier_value"] == pytest.approx(100 * 160 / 1300)
    assert (khanh_hoa["reported_sources"], khanh_hoa["expected_sources"]) == (2, 16)
    assert by_province(tiny, "2025-Q1", "2024-Q1", lens="comparable").equals(found)


def test_former_provinces_after_the_reform(tiny: Database) -> None:
    found = by_province(tiny, "2025-Q3", "2025-Q1", lens="former")
    assert len(found) == 63
    assert found.loc["legacy-56", ["value", "method", "expected_sources"]].tolist() == [16.0, "exact", 41]
    assert found.loc["legacy-58", "state"] == "not_reported"
    assert found["numerator"].sum() == 80.0
