"""The page of methods defines every indicator, target, reported figure and rule, in both languages."""

import pytest

from khuyenhoc.domain.findings import Severity
from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.reference import PROJECT_FOLDER, read_reference
from khuyenhoc.domain.targets import reference_targets
from khuyenhoc.i18n import LANGUAGES, Translator
from khuyenhoc.intake.checks.fund_identity import FUND_IDENTITY
from khuyenhoc.reports.handbook.method import SECTIONS, entries, rules, sources_vi


def by_code(section: str, language: str = "vi") -> dict[str, dict[str, str]]:
    return {entry.code: dict(entry.lines) for entry in entries(section, Translator(language))}


def test_every_indicator_figure_target_and_rule_is_defined() -> None:
    assert list(by_code("indicators")) == list(indicators())
    assert list(by_code("elements")) == list(data_elements())
    assert len(entries("targets", Translator("vi"))) == len(reference_targets())
    assert len(by_code("rules")) == len(rules()) >= 111


def test_no_rule_in_the_code_is_left_out() -> None:
    """Counted in the text of the modules, not by the walk that makes the list."""
    files = (PROJECT_FOLDER / "khuyenhoc").rglob("*.py")
    assert sum(path.read_text(encoding="utf-8").count("= Rule(") for path in files) == len(rules())


def test_a_rate_says_what_is_divided_by_what() -> None:
    lines = by_code("indicators")["learning_family_rate"]
    assert lines["Cách tính"] == "tổng tử số chia tổng mẫu số, nhân 100"
    assert lines["Tử số"] == "Gia đình học tập được công nhận"
    assert lines["Mẫu số"] == "Tổng số hộ gia đình"
    assert lines["Mục tiêu"].startswith("năm 2025: 70,0% (387/QĐ-TTg (25/03/2022); Toàn quốc)")
    assert by_code("indicators", "en")["members"]["Denominator"] == "none: a count or an amount"


def test_a_rule_says_its_weight_words_and_source() -> None:
    entry = next(entry for entry in entries("rules", Translator("vi")) if entry.code == FUND_IDENTITY.rule)
    assert entry.name == "Cảnh báo"
    assert dict(entry.lines)["Thông báo"].startswith("…: dư đầu kỳ … + vận động … - chi …")
    assert dict(entry.lines)["Nguồn"] == "sổ quỹ: dư đầu kỳ + vận động - chi = dư cuối kỳ"


def test_every_source_is_in_vietnamese_and_none_is_left_over() -> None:
    assert set(sources_vi()) == {rule.source for rule in rules()}
    assert all(row["source_vi"].strip() for row in read_reference("rule_sources"))


def test_rules_come_with_the_worst_first() -> None:
    order = [rule.severity for rule in rules()]
    assert order == sorted(order, key=list(Severity).index)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_nothing_is_left_empty(language: str, section: str) -> None:
    for entry in entries(section, Translator(language)):
        assert entry.name
        assert all(label and text and "{" not in text for label, text in entry.lines), entry


@pytest.mark.parametrize(
    ("wanted", "section", "code"),
    [
        ("gia dinh hoc tap 387", "indicators", "learning_family_rate"),
        ("fund_identity", "rules", "fund_identity"),
        ("so quy", "rules", "fund_identity"),
        ("xoa mu chu hoc vien", "elements", "literacy_learners"),
    ],
)
def test_search_forgives_marks(wanted: str, section: str, code: str) -> None:
    found = [entry.code for entry in entries(section, Translator("vi")) if entry.fits(wanted)]
    assert code in found
    assert len(found) < len(entries(section, Translator("vi")))
