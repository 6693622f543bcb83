"""Self-assessment by the circulars' criteria: levels, what is missing, what has no source, validity."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.domain.assessed_sheets import (
    AssessedSheet,
    Recognition,
    SheetRefusedError,
    require_acceptable,
)
from khuyenhoc.domain.assessment import (
    NOT_APPLICABLE,
    SCHEMES,
    UNIT_KINDS,
    Criterion,
    Standing,
    Validity,
    Verdict,
    all_criteria,
    assess,
    criteria_of,
    items_of,
    valid_until,
    validity,
)

DISTRICT = criteria_of("learning_unit", "district")
PROVINCE = criteria_of("learning_unit", "province")
OFFICE = dict.fromkeys(("1.1", "1.2", "1.3", "1.4", "1.5", "3.2", "3.3"), True) | {
    "2.1": 90.0,
    "2.2": 95.5,
    "2.3": 100.0,
    "2.4": 50.0,
    "2.5": 90.0,
    "3.1": 90.0,
}
COMMUNE = "reform-22333"


def items(criteria: tuple[Criterion, ...]) -> list[str]:
    return [criterion.item for criterion in criteria]


def test_office_that_meets_every_criterion_reaches_level_1() -> None:
    result = assess(DISTRICT, "state_body", OFFICE)
    assert result.level == 1
    first = result.at(1)
    assert first.standing is Standing.MET
    assert items(first.those(Verdict.NOT_APPLICABLE)) == ["3.1b", "3.4", "3.5"]
    second = result.at(2)
    assert second.standing is Standing.UNSETTLED
    assert items(second.those(Verdict.NO_SOURCE)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("item", "answer"), [("2.1", 89.99), ("2.4", 49.9), ("1.3", False), ("3.3", False), ("3.1", 0.0)]
)
def test_one_criterion_below_its_threshold_is_enough(item: str, answer: float | bool) -> None:
    result = assess(DISTRICT, "state_body", OFFICE | {item: answer})
    assert result.level == 0
    assert result.at(1).standing is Standing.FAILED
    assert items(result.at(1).those(Verdict.FAILED)) == [item]


def test_unanswered_is_not_failed() -> None:
    answers = {item: answer for item, answer in OFFICE.items() if item != "2.5"}
    first = assess(DISTRICT, "state_body", answers).at(1)
    assert first.standing is Standing.INCOMPLETE
    assert items(first.those(Verdict.UNANSWERED)) == ["2.5"]


def test_kinds_of_unit_are_asked_what_concerns_them() -> None:
    def asked(kind: str) -> set[str]:
        first = assess(DISTRICT, kind, {}).at(1)
        return set(items(first.those(Verdict.UNANSWERED)))

    common = {"1.1", "1.2", "1.4", "1.5", "2.1", "2.2", "2.3", "2.5", "3.1", "3.2", "3.3"}
    assert asked("economic") == common
    assert asked("state_body") == common | {"1.3", "2.4"}
    assert asked("general_school") == common | {"2.4", "3.1b", "3.4"}
    assert asked("vocational") == common | {"2.4", "3.1b", "3.5"}


def test_not_applicable_counts_only_where_a_unit_may_say_so() -> None:
    assert assess(DISTRICT, "state_body", OFFICE | {"2.4": NOT_APPLICABLE}).level == 1
    first = assess(DISTRICT, "state_body", OFFICE | {"2.5": NOT_APPLICABLE}).at(1)
    assert items(first.those(Verdict.UNANSWERED)) == ["2.5"]


def test_province_level_asks_more_for_level_2_and_leaves_open_what_was_not_read() -> None:
    result = assess(PROVINCE, "other_education", OFFICE | {"3.1": 94.0, "3.1b": 98.0, "3.4": True})
    assert result.level == 0
    assert result.at(1).standing is Standing.UNSETTLED
    assert items(result.at(1).those(Verdict.NO_SOURCE)) == ["3.3"]
    assert result.at(2).standing is Standing.FAILED
    assert items(result.at(2).those(Verdict.FAILED)) == ["3.1"]
    assert items(result.at(2).those(Verdict.NO_SOURCE)) == ["2", "3.3", "3.4"]


def test_communities_fail_but_are_never_said_to_have_reached_a_level() -> None:
    criteria = criteria_of("learning_community", "commune")
    good = {"2.1": True, "2.2": True, "2.3": True}
    result = assess(criteria, "commune", good)
    assert (result.level, result.at(1).standing) == (0, Standing.UNSETTLED)
    assert items(result.at(1).those(Verdict.NO_SOURCE)) == ["1", "3", "4", "5"]
    assert assess(criteria, "commune", good | {"2.2": False}).at(1).standing is Standing.FAILED


def example(title_level: int, item: str, threshold: float | None = 90.0, **more: object) -> Criterion:
    given = {"may_not_apply": False, "has_source": True, "applies_to": ()} | more
    return Criterion("s", "district", title_level, item, "vi", "en", True, threshold, **given)


def test_level_2_needs_level_1() -> None:
    criteria = [example(1, "a"), example(2, "b", 95.0)]
    assert assess(criteria, "other", {"a": 90.0, "b": 95.0}).level == 2
    assert assess(criteria, "other", {"a": 89.0, "b": 95.0}).level == 0
    assert assess(criteria, "other", {"a": 90.0, "b": 94.0}).level == 1


def test_an_unknown_threshold_is_never_met() -> None:
    result = assess([example(1, "a", None, has_source=True)], "other", {"a": 100.0})
    assert (result.level, result.at(1).standing) == (0, Standing.UNSETTLED)
    nothing = assess([example(1, "a", applies_to=("preschool",))], "other", {"a": 100.0})
    assert (nothing.level, nothing.at(1).standing) == (0, Standing.UNSETTLED)


answers = st.one_of(st.none(), st.booleans(), st.floats(0, 100), st.just(NOT_APPLICABLE))
criteria_drawn = st.lists(
    st.builds(
        example,
        st.sampled_from([1, 2]),
        st.sampled_from("abcdef"),
        st.one_of(st.none(), st.floats(0, 100)),
        may_not_apply=st.booleans(),
        has_source=st.booleans(),
        applies_to=st.sampled_from([(), ("other",), ("preschool",)]),
    ),
    max_size=8,
)


@given(criteria_drawn, st.dictionaries(st.sampled_from("abcdef"), answers), st.sampled_from([1, 2]))
def test_a_failed_criterion_more_never_raises_the_level(drawn: list, given_answers: dict, at: int) -> None:
    before = assess(drawn, "other", given_answers).level
    after = assess([*drawn, example(at, "new", 50.0)], "other", given_answers | {"new": 49.0})
    assert after.level <= min(before, at - 1)


@given(
    st.sampled_from(UNIT_KINDS),
    st.dictionaries(st.sampled_from([c.item for c in DISTRICT]), answers),
    st.sampled_from([c.item for c in DISTRICT if c.is_percent]),
    st.floats(0, 100),
    st.floats(0, 100),
)
def test_a_higher_share_never_lowers_the_level(
    kind: str, given_answers: dict, item: str, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    worse = assess(DISTRICT, kind, given_answers | {item: low}).level
    assert worse <= assess(DISTRICT, kind, given_answers | {item: high}).level


def test_the_file_says_where_each_criterion_is_from() -> None:
    known = {(scheme, level) for scheme, levels in SCHEMES.items() for level in levels}
    for criterion in all_criteria():
        assert (criterion.scheme, criterion.unit_level) in known
        assert criterion.circular
        assert criterion.text_vi
        assert criterion.text_en
        assert set(criterion.applies_to) <= set(UNIT_KINDS)
        assert (criterion.threshold is not None) == (criterion.is_percent and criterion.has_source)
        assert criterion.is_percent or not criterion.may_not_apply
    keys = [(c.scheme, c.unit_level, c.title_level, c.item) for c in all_criteria()]
    assert len(keys) == len(set(keys))
    for scheme, level in known:
        for levels in items_of(scheme, level).values():
            assert len({(c.is_percent, c.text_vi) for c in levels}) == 1


def test_published_thresholds() -> None:
    def thresholds(level: str, title_level: int) -> dict[str, float]:
        return {
            c.item: c.threshold
            for c in criteria_of("learning_unit", level)
            if c.title_level == title_level and c.threshold is not None
        }

    common = {"2.1": 90.0, "2.2": 90.0, "2.3": 90.0, "2.4": 50.0, "2.5": 90.0, "3.1": 90.0, "3.1b": 95.0}
    assert thresholds("district", 1) == thresholds("province", 1) == common
    assert thresholds("district", 2) == {}
    assert thresholds("province", 2) == {"3.1": 95.0, "3.1b": 97.0}


def test_three_years_at_province_level_alone() -> None:
    assert valid_until("province", date(2024, 3, 15)) == date(2027, 3, 15)
    assert valid_until("province", date(2024, 2, 29)) == date(2027, 2, 28)
    assert valid_until("district", date(2024, 3, 15)) is None
    assert valid_until("commune", date(2024, 3, 15)) is None


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 9, 14), Validity.IN_FORCE),
        (date(2026, 9, 15), Validity.EXPIRES_SOON),
        (date(2027, 3, 14), Validity.EXPIRES_SOON),
        (date(2027, 3, 15), Validity.EXPIRED),
    ],
)
def test_reminder_six_months_before_the_end(today: date, found: Validity) -> None:
    assert validity(date(2027, 3, 15), today) is found
    assert validity(None, today) is Validity.UNKNOWN


def sheet(**changes: object) -> AssessedSheet:
    given = {
        "scheme": "learning_unit",
        "unit_level": "district",
        "unit_kind": "state_body",
        "unit_name": "Phòng Văn hóa",
        "org_unit_id": COMMUNE,
        "year": 2026,
        "answers": OFFICE,
    }
    return AssessedSheet(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"unit_level": "commune"}, "title"),
        ({"answers": {}}, "title"),
        ({"unit_kind": "commune"}, "kind"),
        ({"unit_name": " "}, "name"),
        ({"unit_name": "a" * 121}, "name"),
        ({"org_unit_id": "reform-56"}, "unit"),
        ({"org_unit_id": "legacy-568"}, "unit"),
        ({"year": 2022}, "year"),
        ({"answers": {"9.9": True}}, "9.9"),
        ({"answers": {"2.1": 100.5}}, "2.1"),
        ({"answers": {"2.1": float("nan")}}, "2.1"),
        ({"answers": {"2.1": True}}, "2.1"),
        ({"answers": {"1.1": 90.0}}, "1.1"),
        ({"answers": {"1.1": NOT_APPLICABLE}}, "1.1"),
        ({"recognition": Recognition(1, "", date(2026, 1, 1))}, "recognition"),
        ({"recognition": Recognition(3, "12/QĐ", date(2026, 1, 1))}, "recognition"),
        ({"recognition": Recognition(1, "12/QĐ", date(2023, 12, 10))}, "recognition"),
        (
            {
                "scheme": "learning_community",
                "unit_level": "commune",
                "unit_kind": "commune",
                "unit_name": "Phường khác",
                "answers": {"2.1": True},
            },
            "name",
        ),
    ],
)
def test_refused_sheets(changes: dict, about: str) -> None:
    with pytest.raises(SheetRefusedError) as refused:
        require_acceptable(sheet(**changes))
    assert refused.value.about == about


def test_accepted_sheets() -> None:
    require_acceptable(sheet())
    require_acceptable(sheet(answers={}, recognition=Recognition(1, "12/QĐ-UBND", date(2025, 1, 2))))
