from khuyenhoc.i18n import Translator
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Change, Facts
from khuyenhoc.store.database import Database
from tests.unit.review.conftest import facts_of


def test_growth_compares_only_units_with_figures_in_both_years(facts: Facts) -> None:
    change = facts.change("members")
    assert (change.value, change.reported_units) == (190.0, 3)
    assert (change.compared_value, change.earlier_value) == (180.0, 150.0)
    assert change.percent == 20.0


def test_flows_of_the_year_to_date_add_the_quarters_of_the_year(review_store: Database) -> None:
    facts = facts_of(review_store, is_year_to_date=True)
    change = facts.change("fund_raised")
    assert (change.value, change.earlier_value) == (9e9, 5e9)
    assert change.percent == 80.0
    # A stock is as of the end of the period, never a sum.
    assert facts.change("members").value == 190.0


def test_what_nobody_reported_is_missing_and_not_nought(facts: Facts, t: Translator) -> None:
    change = facts.change("scholarships")
    assert change.value is None
    assert change.percent is None
    assert sentences.statement("scholarships", facts, t) == "Học bổng (suất): chưa có số liệu."


def test_statement_says_amount_and_growth(facts: Facts, t: Translator) -> None:
    said = sentences.statement("fund_raised", facts, t)
    assert said == (
        "Quỹ khuyến học vận động được trong kỳ: 7,0 tỷ đồng, tăng 30,0% so với cùng kỳ năm trước, "
        "trên 2 đơn vị có số liệu cả hai kỳ."
    )


def test_growth_of_every_unit_names_no_number_of_units(t: Translator) -> None:
    assert sentences.growth(Change(12.0, 3, 12.0, 10.0), t) == "tăng 20,0% so với cùng kỳ năm trước"
    assert sentences.growth(Change(12.0, 3, 10.0, 10.0, 2), t) == (
        "bằng cùng kỳ năm trước, trên 2 đơn vị có số liệu cả hai kỳ"
    )


def test_rate_against_its_target(facts: Facts, t: Translator) -> None:
    said = sentences.against_target(facts.standings["learning_citizen_rate"], t)
    assert said == (
        "Tỷ lệ công dân học tập đạt 55,0%, tăng 18,8 điểm % so với cùng kỳ năm trước, "
        "còn thiếu 5,0 điểm % so với mục tiêu năm 2030 (60,0%)."
    )


def test_completeness_counts_units_that_should_report(facts: Facts) -> None:
    assert (facts.reported_units, facts.expected_units) == (3, 65)
