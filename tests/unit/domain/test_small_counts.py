import pytest

from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.reference import read_reference
from khuyenhoc.domain.small_counts import SENSITIVE, is_hidden

COMMUNE, PROVINCE = "reform-22333", "reform-56"


@pytest.mark.parametrize(
    ("value", "hidden"), [(None, False), (0, False), (1, True), (4, True), (5, False), (120, False)]
)
def test_one_to_four_are_hidden_above_the_unit(value: float | None, hidden: bool) -> None:
    assert is_hidden("hardship_grants", value, org_unit_id=COMMUNE, seen_by=(PROVINCE,)) is hidden
    assert is_hidden("hardship_grants", value, org_unit_id=COMMUNE, seen_by=()) is hidden
    assert not is_hidden("hardship_grants", value, org_unit_id=COMMUNE, seen_by=(COMMUNE,))
    assert not is_hidden("members", value, org_unit_id=COMMUNE, seen_by=(PROVINCE,))


def test_sensitive_elements_exist() -> None:
    assert {row["data_element"] for row in read_reference("data_elements")} >= SENSITIVE


def test_no_indicator_shows_a_sensitive_element_yet() -> None:
    """Lists, maps and exports show indicators; the first one made of such an element must apply the rule."""
    used = {part for one in indicators().values() for part in (one.numerator, one.denominator)}
    assert not used & SENSITIVE
