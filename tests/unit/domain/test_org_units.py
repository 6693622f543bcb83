from datetime import date

import pytest

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.org_units import (
    Level,
    all_units,
    children,
    predecessors,
    province_of,
    provinces,
    provinces_in,
    reporting_level,
    successor,
)
from khuyenhoc.domain.periods import Vintage


def test_reporting_level_changed_with_the_reform() -> None:
    assert reporting_level(Vintage.LEGACY) is Level.DISTRICT
    assert reporting_level(Vintage.REFORM) is Level.COMMUNE


def test_new_khanh_hoa_is_two_former_provinces() -> None:
    assert predecessors("reform-56") == ("legacy-56", "legacy-58")
    assert successor("legacy-58") == "reform-56"
    assert provinces_in("reform-56", Vintage.LEGACY) == ("legacy-56", "legacy-58")
    assert provinces_in("legacy-58", Vintage.REFORM) == ()
    assert provinces_in("legacy-58", Vintage.LEGACY) == ("legacy-58",)


def test_children() -> None:
    assert len(children("legacy-56")) == 9
    assert len(children("reform-56")) == 65
    assert len(provinces(Vintage.REFORM)) == 34


def test_province_of_a_former_commune() -> None:
    assert province_of(all_units()["legacy-22327"]).org_unit_id == "legacy-56"


def test_name_follows_the_acts() -> None:
    province = all_units()["reform-75"]
    assert province.name_on(date(2026, 4, 29)) == "Tỉnh Đồng Nai"
    assert province.name_on(date(2026, 4, 30)) == "Thành phố Đồng Nai"


def test_scope_of_a_province_is_its_units() -> None:
    scope = Scope.of_provinces("reform-56")
    assert len(scope.as_parameter()) == 66
    assert scope == Scope.of_provinces("reform-56")
    assert Scope.everything().as_parameter() is None


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("reform-56", "khanh_hoa"),
        ("legacy-56", "khanh_hoa_cu"),
        ("reform-80", "tay_ninh"),
        ("reform-66", "dak_lak"),
    ],
)
def test_files_are_named_by_the_unit_without_marks(unit: str, name: str) -> None:
    assert all_units()[unit].file_name == name
