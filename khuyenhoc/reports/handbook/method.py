"""How everything is computed and checked, taken from the reference files and the rules themselves.

Nothing here is typed a second time: a new indicator, target or check is in the list as soon as it exists.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from khuyenhoc import intake
from khuyenhoc.domain.findings import Rule, Severity
from khuyenhoc.domain.indicators import Indicator, data_elements, indicators
from khuyenhoc.domain.org_units import all_units, org_unit_id
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.domain.reference import read_reference
from khuyenhoc.domain.search import plain
from khuyenhoc.domain.small_counts import SMALLEST_SHOWN, sensitive_elements
from khuyenhoc.domain.targets import NATIONAL_SCOPE, Target, reference_targets
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_number, format_value

SECTIONS = ("indicators", "targets", "elements", "rules", "methods")
# Explanations that belong to no single row of a reference file, each with its texts in the catalogue.
METHODS = (
    "ratio", "states", "completeness", "flows", "change", "lenses", "divided", "small_counts", "chance",
    "rank", "pace", "forecast", "deadline", "published", "map_shapes",
)  # fmt: skip
_FIELD = re.compile(r"\{[^{}]*\}")
_WORST_FIRST = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Entry:
    """One definition.

    Attributes:
        name: what it is called on the screen.
        code: its name in files and on the command line; empty where it has none.
        lines: label and text, in the order they are read.
    """

    name: str
    code: str
    lines: tuple[tuple[str, str], ...]

    def fits(self, wanted: str) -> bool:
        """Whether every word of a search begins a word of it, marks aside."""
        text = plain(" ".join((self.name, self.code.replace("_", " "), *(words for _, words in self.lines))))
        return all(f" {word}" in f" {text}" for word in plain(wanted.replace("_", " ")).split())


def entries(section: str, t: Translator) -> tuple[Entry, ...]:
    """The definitions of one of `SECTIONS`."""
    return tuple(_MADE_BY[section](t))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule that intake can raise a finding of: errors first, then as their files lie."""
    found: dict[str, Rule] = {}
    for module in _modules():
        found |= {value.rule: value for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found.values(), key=lambda rule: (_WORST_FIRST[rule.severity], rule.rule)))


@cache
def sources_vi() -> dict[str, str]:
    """The source of a rule, as its code has it in English, in Vietnamese."""
    return {row["source"]: row["source_vi"] for row in read_reference("rule_sources")}


def _modules() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.walk_packages(intake.__path__, f"{intake.__name__}."), key=lambda m: m.name):
        yield importlib.import_module(found.name)


def _indicators(t: Translator) -> Iterator[Entry]:
    for indicator in indicators().values():
        direction = {True: "higher", False: "lower", None: "neither"}[indicator.higher_is_better]
        yield Entry(
            _named(indicator, t),
            indicator.indicator,
            (
                (t("method.formula"), _formula(indicator, t)),
                (t("method.numerator"), _element(indicator.numerator, t)),
                (t("method.denominator"), _denominator(indicator, t)),
                (t("method.unit"), t(f"unit.{indicator.unit}")),
                (t("method.direction"), t(f"method.directions.{direction}")),
                (t("method.targets"), _targets_of(indicator.indicator, t)),
                (t("method.source"), t("method.indicator_source")),
            ),
        )


def _formula(indicator: Indicator, t: Translator) -> str:
    if indicator.denominator is None:
        return t("method.sum")
    factor = format_number(indicator.factor, t.language)
    return t("method.ratio_times", factor=factor) if indicator.factor > 1 else t("method.ratio")


def _denominator(indicator: Indicator, t: Translator) -> str:
    return _element(indicator.denominator, t) if indicator.denominator else t("method.no_denominator")


def _element(name: str, t: Translator) -> str:
    return _named(data_elements()[name], t)


def _named(item: object, t: Translator) -> str:
    return item.name_vi if t.language == "vi" else item.name_en


def _targets_of(indicator: str, t: Translator) -> str:
    found = [target for target in reference_targets() if target.indicator == indicator]
    lines = [
        t(
            "method.target_line",
            year=target.year,
            value=_value(target, t),
            act=target.legal_act,
            who=_who(target, t),
        )
        for target in found
    ]
    return "; ".join(lines) or t("tile.no_target")


def _who(target: Target, t: Translator) -> str:
    if target.scope == NATIONAL_SCOPE:
        return t("targets.national")
    return all_units()[org_unit_id(Vintage.REFORM, target.scope)].short_name


def _value(target: Target, t: Translator) -> str:
    return format_value(target.value, indicators()[target.indicator].unit, t)


def _targets(t: Translator) -> Iterator[Entry]:
    for target in reference_targets():
        name = _named(indicators()[target.indicator], t)
        yield Entry(
            t("method.target_name", indicator=name, year=target.year, value=_value(target, t)),
            target.indicator,
            (
                (t("targets.holder"), _who(target, t)),
                (t("targets.act"), target.legal_act),
                (t("targets.evidence_heading"), t(f"targets.evidence.{target.evidence}")),
            ),
        )


def _elements(t: Translator) -> Iterator[Entry]:
    for element in data_elements().values():
        hidden = t("method.hidden_below", least=SMALLEST_SHOWN)
        lines = [
            (t("method.unit"), t(f"method.units.{element.unit}")),
            (t("method.kind"), t(f"method.kinds.{element.kind}")),
        ]
        if element.data_element in sensitive_elements():
            lines.append((t("explained.small_counts.name"), hidden))
        yield Entry(_named(element, t), element.data_element, tuple(lines))


def _rules(t: Translator) -> Iterator[Entry]:
    for rule in rules():
        source = sources_vi()[rule.source] if t.language == "vi" else rule.source
        yield Entry(
            t(f"severity.{rule.severity}"),
            rule.rule,
            ((t("method.says"), _message(rule, t)), (t("method.source"), source)),
        )


def _message(rule: Rule, t: Translator) -> str:
    """What people read, with dots for what is filled in; some rules pass on the reason of another part."""
    template = rule.vi if t.language == "vi" else rule.en
    words = _FIELD.sub("…", template)
    return words if words != "…" else t("method.says_reason")


def _methods(t: Translator) -> Iterator[Entry]:
    for name in METHODS:
        how, source = t(f"explained.{name}.how"), t(f"explained.{name}.source")
        yield Entry(t(f"explained.{name}.name"), "", ((t("method.how"), how), (t("method.source"), source)))


_MADE_BY = {
    "indicators": _indicators,
    "targets": _targets,
    "elements": _elements,
    "rules": _rules,
    "methods": _methods,
}
