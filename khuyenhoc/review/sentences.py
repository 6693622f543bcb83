"""Sentences of a review: what a figure is, how it moved, and how complete it is."""

from collections.abc import Sequence

from khuyenhoc.domain.indicators import Indicator, data_elements
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.letterhead import Letterhead
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.standing import IndicatorStanding
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_change, format_number, format_period_inline, format_value, marked
from khuyenhoc.review.facts import Change, Facts

# So many names are written out; the rest are counted.
_MOST_NAMES = 15
# So many that share the highest or the lowest value, in a title.
MOST_ENDS = 2
# Growth that rounds to nothing.
_NO_CHANGE_PERCENT = 0.05


def province_name(province: OrgUnit, t: Translator) -> str:
    """Name of a province within a sentence, `tỉnh Khánh Hòa`, marked when it is a former one.

    In English without its kind, which would stand there in Vietnamese.
    """
    is_vietnamese = t.language == "vi"
    name = province.name[0].lower() + province.name[1:] if is_vietnamese else province.short_name
    return t("filters.former_province", name=name) if province.vintage is Vintage.LEGACY else name


def association(province: OrgUnit, letterhead: Letterhead, t: Translator) -> str:
    """Name of a province's association: its own, or the usual one."""
    return letterhead.name or t("official.association", province=province_name(province, t))


def issuer(province: OrgUnit, letterhead: Letterhead, t: Translator) -> str:
    """The same in capitals, as it heads a document."""
    return association(province, letterhead, t).upper()


def place_name(province: OrgUnit, t: Translator) -> str:
    """Short name of a province, marked when it is a former one: for a finding that stands alone."""
    is_former = province.vintage is Vintage.LEGACY
    return t("filters.former_province", name=province.short_name) if is_former else province.short_name


def of_place(finding: str, place: str, t: Translator) -> str:
    """`Khánh Hòa: 4/5 chỉ tiêu đã đạt mục tiêu`: a finding that can be copied out."""
    return t("review.of_place", place=place, finding=within(finding))


def within(name: str) -> str:
    """A name within a sentence."""
    return name[0].lower() + name[1:]


def element_name(data_element: str, t: Translator) -> str:
    """Name of a data element."""
    found = data_elements()[data_element]
    return found.name_vi if t.language == "vi" else found.name_en


def indicator_name(indicator: Indicator, t: Translator) -> str:
    """Name of an indicator."""
    return indicator.name_vi if t.language == "vi" else indicator.name_en


def amount(value: float | None, data_element: str, t: Translator) -> str:
    """A value of a data element as it is written: money with its unit, counts as whole numbers."""
    unit = data_elements()[data_element].unit
    return format_value(value, "VND", t) if unit == "VND" else format_number(value, t.language)


def growth(change: Change, t: Translator) -> str:
    """`tăng 25,4% so với cùng kỳ năm trước`, on how many units, or that it cannot be compared."""
    percent = change.percent
    if percent is None:
        return t("review.no_comparison")
    if abs(percent) < _NO_CHANGE_PERCENT:
        words = t("review.unchanged")
    else:
        key = "review.up" if percent > 0 else "review.down"
        words = t(key, percent=format_number(abs(percent), t.language, 1))
    if change.compared_units is None:
        return words
    return f"{words}, {t('review.on_units', count=change.compared_units)}"


def statement(data_element: str, facts: Facts, t: Translator, *, of: str = "") -> str:
    """`Tổng số hội viên: 293.431, tăng 1,3% so với cùng kỳ năm trước.`; says so where nobody reported it.

    Args:
        of: whose figure it is, for a sentence that stands alone.
    """
    change = facts.change(data_element)
    name = _named(element_name(data_element, t), of, t)
    if change.value is None:
        return t("review.statement_missing", name=name)
    return t(
        "review.statement",
        name=name,
        amount=amount(change.value, data_element, t),
        growth=growth(change, t) + founded(data_element, facts, t),
    )


def founded(data_element: str, facts: Facts, t: Translator) -> str:
    """The new associations beside the growth of the old ones, which is nothing where each unit has one."""
    if data_element != "associations" or not facts.founded:
        return ""
    return f"; {t('review.founded', count=len(facts.founded))}"


def _named(name: str, of: str, t: Translator) -> str:
    return t("review.name_of", name=name, place=of) if of else name


def against_target(standing: IndicatorStanding, t: Translator, *, of: str = "") -> str:
    """A rate, its movement and its distance from the target.

    Args:
        of: whose rate it is, for a sentence that stands alone.
    """
    name, unit = _named(indicator_name(standing.indicator, t), of, t), standing.indicator.unit
    if standing.value is None:
        return t("review.statement_missing", name=name)
    value = marked(format_value(standing.value, unit, t), standing.method, t)
    parts = [t("review.rate", name=name, value=value)]
    if standing.change is not None:
        parts.append(_movement(standing.change, unit, t))
    if standing.gap is not None:
        parts.append(distance(standing, t))
    return ", ".join(parts) + "."


def distance(standing: IndicatorStanding, t: Translator) -> str:
    """`còn thiếu 7,0 điểm % so với mục tiêu năm 2030 (60,0%)`; of an indicator with a target and a value."""
    unit = standing.indicator.unit
    return t(
        "review.target_reached" if standing.gap >= 0 else "review.target_missed",
        year=standing.target_year,
        target=format_value(standing.target_value, unit, t),
        gap=_size(standing.gap, unit, t),
    )


def _movement(change: float, unit: str, t: Translator) -> str:
    """`tăng 2,4 điểm % so với cùng kỳ năm trước`."""
    size = _size(change, unit, t)
    if size == _size(0.0, unit, t):
        return t("review.unchanged")
    return t("review.rate_up" if change > 0 else "review.rate_down", change=size)


def _size(change: float, unit: str, t: Translator) -> str:
    return format_change(abs(change), unit, t).lstrip("+")


def completeness(reported: int, expected: int, facts: Facts, t: Translator, *, estimated: str = "") -> str:
    """Completeness and source, and a plain word where figures are made up.

    Args:
        estimated: how many of the figures are estimates; empty for none.
    """
    parts = [t("source.completeness", reported=reported, expected=expected)]
    if estimated:
        parts.append(estimated)
    parts.append(t("source.reports"))
    if facts.is_synthetic:
        parts.append(t("synthetic.short"))
    return " · ".join(parts)


def of_elements(facts: Facts, t: Translator) -> str:
    """Under a table of data elements: of what span, and what growth is counted on."""
    words = t("review.elements_subtitle", span=span(facts, t))
    return f"{words} {t('review.founded_apart', count=len(facts.founded))}" if facts.founded else words


def opening(facts: Facts, t: Translator) -> str:
    """The first sentence of a report: whose, of what span, from how many units."""
    return t(
        "official.opening",
        association=association(facts.subject.province, facts.letterhead, t),
        span=span(facts, t),
        reported=facts.reported_units,
        expected=facts.expected_units,
        units=t(f"level.{facts.level}"),
    )


def span(facts: Facts, t: Translator) -> str:
    """`quý III/2026`, or `từ đầu năm đến hết quý III/2026`."""
    period = format_period_inline(facts.subject.period, t)
    return t("review.year_to_date", period=period) if facts.is_year_to_date else period


def map_words(facts: Facts, t: Translator) -> str:
    """Which map the units are on."""
    if facts.lens is Lens.REPORTED:
        return t(f"vintage.{facts.subject.period.vintage}")
    return t(f"lens.{facts.lens}")


def listed(names: Sequence[str], t: Translator, *, most: int = _MOST_NAMES) -> str:
    """Names with commas; beyond the most that are written out, how many more."""
    shown = ", ".join(names[:most])
    rest = len(names) - most
    return t("attention.and_more", names=shown, rest=rest) if rest > 0 else shown


def and_as_low(names: str, rest: int, t: Translator) -> str:
    """Names of the lowest units; where more share the value of the last one, how many."""
    return t("attention.and_as_low", names=names, rest=rest) if rest else names
