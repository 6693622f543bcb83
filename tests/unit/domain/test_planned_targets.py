import pytest

from khuyenhoc.domain.planned_targets import PlannedTarget, TargetRefusedError, require_acceptable
from khuyenhoc.domain.targets import UNPROVEN, national_floor, reference_targets

KHANH_HOA, COMMUNE = "reform-56", "reform-22333"


def planned(**given: object) -> PlannedTarget:
    values = {
        "indicator": "learning_citizen_rate",
        "org_unit_id": KHANH_HOA,
        "year": 2026,
        "value": 55.0,
        "legal_act": "Kế hoạch thử",
    }
    return PlannedTarget(**values | given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"value": 40.0},
        {"org_unit_id": COMMUNE},
        {"value": 60.0, "year": 2030},
        {"indicator": "member_rate", "value": 20.0},
        {"indicator": "fund_raised_per_head", "value": 40_000.0},
    ],
)
def test_accepted(given: dict) -> None:
    require_acceptable(planned(**given))


@pytest.mark.parametrize(
    ("given", "about", "words"),
    [
        ({"value": 39.9}, "value", "thấp hơn mức toàn quốc 40% của năm 2025 (677/QĐ-TTg"),
        ({"value": 55.0, "year": 2030}, "value", "thấp hơn mức toàn quốc 60% của năm 2030"),
        ({"value": 39.9, "org_unit_id": COMMUNE}, "value", "thấp hơn"),
        ({"value": 100.5}, "value", "không quá 100"),
        ({"value": 0.6}, "value", "ghi bằng phần trăm"),
        ({"value": float("nan")}, "value", "không thể là mục tiêu"),
        ({"year": 1999}, "year", "2021–2045"),
        ({"org_unit_id": "legacy-56"}, "unit", "hiện nay"),
        ({"org_unit_id": "reform-99"}, "unit", "hiện nay"),
        ({"indicator": "scholarship_average"}, "indicator", "không đặt mục tiêu được"),
        ({"indicator": "nothing"}, "indicator", "không đặt mục tiêu được"),
        ({"legal_act": "  "}, "act", "văn bản đặt mục tiêu"),
        ({"legal_act": "x" * 201}, "act", "200"),
    ],
)
def test_refused_in_words(given: dict, about: str, words: str) -> None:
    with pytest.raises(TargetRefusedError) as refusal:
        require_acceptable(planned(**given))
    assert refusal.value.about == about
    assert words in refusal.value.vi
    assert refusal.value.en


def test_values_not_proven_national_bind_nobody() -> None:
    assert national_floor("learning_family_rate", 2030).value == 70.0
    assert national_floor("learning_family_rate", 2024) is None
    unproven = [
        (target.indicator, target.year) for target in reference_targets() if target.evidence == UNPROVEN
    ]
    assert {year for _, year in unproven} == {2030}
    assert "learning_citizen_rate" not in {indicator for indicator, _ in unproven}
