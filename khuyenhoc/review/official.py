"""The official report of a period: results, organisation, models, funds and awards, limits, next tasks."""

from collections.abc import Callable, Iterable, Iterator

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.ranking import lowest
from khuyenhoc.domain.screens import Screen
from khuyenhoc.domain.small_counts import sensitive_elements
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value, marked
from khuyenhoc.reports.document.model import Block, Grid, Heading, OfficialReport, Paragraph, Picture, Space
from khuyenhoc.review import screens, sentences
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.figures import ranking_screen, trend_screen

_LIMITS_NAMED = 5
_ANNEX_GROUPS = (
    ("members", ("population", "associations", "branches", "boards", "members", "members_joined")),
    (
        "models",
        (
            "families_total",
            "families_recognised",
            "clans_total",
            "clans_recognised",
            "communities_total",
            "communities_recognised",
            "units_total",
            "units_recognised",
            "adults",
            "citizens_recognised",
        ),
    ),
    (
        "fund",
        (
            "fund_opening",
            "fund_raised",
            "fund_spent",
            "fund_closing",
            "scholarships",
            "scholarships_amount",
            "rewards",
            "hardship_grants",
            "adult_grants",
        ),
    ),
)


def official_report(facts: Facts, t: Translator, *, draw: Callable[[Screen], bytes]) -> OfficialReport:
    """The report with every number from the queries, and places for the officer's own words.

    Args:
        draw: a screen as a PNG picture.
    """
    return paper(
        facts,
        t,
        abstract=t("official.abstract", span=sentences.span(facts, t)),
        blocks=_blocks(facts, t, draw),
        annexes=_annexes(facts, t),
    )


def paper(
    facts: Facts, t: Translator, *, abstract: str, blocks: Iterable[Block], annexes: Iterable[Grid]
) -> OfficialReport:
    """An official paper: letterhead, number, signature and recipients round its content."""
    province = facts.subject.province
    return OfficialReport(
        superior=t("official.superior"),
        issuer=sentences.issuer(province, facts.letterhead, t),
        number=t("official.number"),
        place_and_date=t(
            "official.place_and_date", place=province.short_name, year=facts.subject.period.end.year
        ),
        kind=t("official.kind"),
        abstract=abstract,
        blocks=tuple(blocks),
        logo=facts.letterhead.logo,
        signatory=(t("official.on_behalf"), t("official.chair")),
        recipients=tuple(t("official.recipients").split("|")),
        annexes=tuple(annexes),
        warning=t("synthetic.banner") if facts.is_synthetic else "",
    )


def _blocks(facts: Facts, t: Translator, draw: Callable[[Screen], bytes]) -> Iterator[Block]:
    yield Paragraph(sentences.opening(facts, t))
    yield Heading(1, t("official.part_results"))
    yield Heading(2, t("official.part_overview"))
    reached, targets = screens.reached_targets(facts)
    yield Paragraph(t("review.opening_targets", reached=reached, targets=targets) + ".")
    yield _targets(facts, t)
    yield Space(t("official.space_direction"))
    yield Heading(2, t("official.part_organisation"))
    yield from _statements(facts, screens.ORGANISATION, t)
    yield Heading(2, t("official.part_models"))
    for name in screens.MODEL_RATES:
        yield Paragraph(sentences.against_target(facts.standings[name], t))
    yield _picture(trend_screen(facts, "learning_citizen_rate", t), draw)
    yield _picture(ranking_screen(facts, "learning_citizen_rate", t), draw)
    yield Heading(2, t("official.part_fund"))
    yield Heading(3, t("official.part_money"))
    yield from _statements(facts, screens.FUND, t)
    yield _picture(trend_screen(facts, "fund_raised", t), draw)
    yield Heading(3, t("official.part_awards"))
    yield from _statements(facts, screens.AWARDS, t)
    yield Heading(2, t("official.part_continuing"))
    yield from _statements(facts, screens.CONTINUING, t)
    yield Heading(1, t("official.part_limits"))
    yield from _limits(facts, t)
    yield Space(t("official.space_causes"))
    yield Heading(1, t("official.part_tasks"))
    yield Space(t("official.space_tasks"))


def _statements(facts: Facts, names: tuple[str, ...], t: Translator) -> Iterator[Paragraph]:
    for name in names:
        yield Paragraph(sentences.statement(name, facts, t))


def _targets(facts: Facts, t: Translator) -> Grid:
    rows = []
    for item in facts.standings.values():
        if item.target_value is None:
            continue
        unit = item.indicator.unit
        rows.append(
            (
                sentences.indicator_name(item.indicator, t),
                marked(format_value(item.value, unit, t), item.method, t),
                f"{format_value(item.target_value, unit, t)} ({item.target_year})",
                t("official.reached" if item.has_reached_target else "official.not_reached")
                if item.value is not None
                else "–",
                item.target_legal_act,
            )
        )
    headings = ("indicator", "value", "target", "result", "act")
    return Grid(t("official.targets"), tuple(t(f"official.{each}") for each in headings), tuple(rows))


def _limits(facts: Facts, t: Translator) -> Iterator[Paragraph]:
    states = facts.states
    for state in ("not_reported", "not_established"):
        names = list(states.loc[states["state"] == state, "name"])
        if names:
            yield Paragraph(t(f"review.{state}", count=len(names), names=sentences.listed(names, t)))
    for item in facts.standings.values():
        if item.has_reached_target is False:
            yield Paragraph(sentences.against_target(item, t))
            units = facts.units(item.indicator.indicator).dropna(subset=["value"])
            weakest, rest = lowest(units, _LIMITS_NAMED)
            named = [
                f"{row.name} ({marked(format_value(row.value, item.indicator.unit, t), row.method, t)})"
                for row in weakest[["name", "value", "method"]].itertuples(index=False)
            ]
            name = sentences.within(sentences.indicator_name(item.indicator, t))
            yield Paragraph(
                t("review.weakest", indicator=name, names=sentences.and_as_low(", ".join(named), rest, t))
            )


def _picture(screen: Screen, draw: Callable[[Screen], bytes]) -> Picture:
    return Picture(draw(screen), screen.title)


def _annexes(facts: Facts, t: Translator) -> Iterator[Grid]:
    """Every unit with its figures; what was not reported is a dash, never a nought."""
    frame = facts.unit_elements
    for number, (group, names) in enumerate(_ANNEX_GROUPS, start=1):
        present = [name for name in names if name in frame.columns]
        rows = []
        for place, unit in enumerate(
            facts.states.sort_values("name", key=by_vietnamese_names).itertuples(), start=1
        ):
            values = [
                _number(frame[name].get(unit.org_unit_id), name, t) if unit.state == "reported" else "–"
                for name in present
            ]
            state = "" if unit.state == "reported" else f" ({sentences.within(t(f'state.{unit.state}'))})"
            rows.append((str(place), f"{unit.name}{state}", *values))
        total = [_number(_total(name, facts), name, t) for name in present]
        rows.append(("", t("official.total"), *total))
        yield Grid(
            t(
                "official.annex",
                number=number,
                title=t(f"official.annex_{group}"),
                span=sentences.span(facts, t),
            ),
            (t("official.row_number"), t("table.unit"), *(_heading(name, t) for name in present)),
            tuple(rows),
            is_wide=True,
            has_total=True,
        )


def _total(name: str, facts: Facts) -> float | None:
    """What all units make together; where some are hidden, the column does not add up to it."""
    if name in sensitive_elements():
        return facts.elements.loc[name, "value"]
    return facts.unit_elements[name].sum(min_count=1)


def _heading(data_element: str, t: Translator) -> str:
    name = sentences.element_name(data_element, t)
    is_money = data_elements()[data_element].unit == "VND"
    return f"{name} ({t('official.million')})" if is_money else name


def _number(value: float | None, data_element: str, t: Translator) -> str:
    is_money = data_elements()[data_element].unit == "VND"
    return format_number(value / 1e6 if is_money and value is not None else value, t.language)
