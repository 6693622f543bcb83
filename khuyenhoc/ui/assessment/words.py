"""Titles, requirements and results in words."""

from khuyenhoc.domain.assessment import Criterion, LevelResult, Standing, Verdict
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number

_OPEN = {
    Standing.FAILED: Verdict.FAILED,
    Standing.INCOMPLETE: Verdict.UNANSWERED,
    Standing.UNSETTLED: Verdict.NO_SOURCE,
}
_MARKS = {Verdict.MET: "✓", Verdict.FAILED: "✗", Verdict.NO_SOURCE: "?", Verdict.UNANSWERED: "…"}


def title_name(scheme: str, unit_level: str, t: Translator) -> str:
    """`Đơn vị học tập cấp huyện (Thông tư 24/2023)`."""
    return t(f"assessment.title_of.{scheme}_{unit_level}")


def requirement(criterion: Criterion, t: Translator) -> str:
    """What one level asks: `≥ 90%`, that it holds, or that no source was found."""
    if not criterion.has_source:
        return t("assessment.no_source")
    if not criterion.is_percent:
        return t("assessment.must_hold")
    return f"≥ {_percent(criterion.threshold, t)}"


def verdict_words(criterion: Criterion, verdict: Verdict, t: Translator) -> str:
    """`✓ mức độ 1`: a sign and a word, so that colour is not the only one."""
    mark = _MARKS.get(verdict, "–")
    return t("assessment.verdict", mark=mark, level=criterion.title_level, word=t(f"assessment.of.{verdict}"))


def level_sentence(level: LevelResult, t: Translator) -> str:
    """`Mức độ 1: chưa đạt – 2.4, 3.1`."""
    verdict = _OPEN.get(level.standing)
    items = ", ".join(criterion.item for criterion in level.those(verdict)) if verdict else ""
    text = t(f"assessment.standing.{level.standing}")
    key = "assessment.level_sentence_items" if items else "assessment.level_sentence"
    given = {"items": items} if items else {}
    return t(key, level=level.title_level, standing=text, **given)


def source_of(criterion: Criterion) -> str:
    """Circular and clause; without the clause where it was not read."""
    return f"{criterion.circular}, {criterion.clause}" if criterion.clause else criterion.circular


def _percent(value: float | None, t: Translator) -> str:
    return f"{format_number(value, t.language, 0 if float(value or 0).is_integer() else 1)}%"
