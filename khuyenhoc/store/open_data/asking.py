"""What an address asks, checked: whatever is wrong is said in both languages before anything is looked up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.indicators import Indicator, indicators
from khuyenhoc.domain.lenses import Lens, areas
from khuyenhoc.domain.org_units import Level, all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.i18n import Translator
from khuyenhoc.store.open_data.endpoints import Endpoint, Parameter


class CannotAnswerError(Exception):
    """A question without an answer.

    Attributes:
        status: of HTTP.
        code: a key of `api.errors`.
        words: what its texts name.
    """

    def __init__(self, code: str, status: int = 400, **words: object) -> None:
        super().__init__(code)
        self.code, self.status, self.words = code, status, words

    def message(self, language: str) -> str:
        """What is wrong, in `vi` or `en`."""
        return Translator(language)(f"api.errors.{self.code}", **self.words)


@dataclass(frozen=True)
class Asked:
    """A question that can be looked up within a scope.

    Attributes:
        values: every parameter of the endpoint; empty where it was not given and has no default.
    """

    endpoint: Endpoint
    scope: Scope
    values: dict[str, str]

    @property
    def indicator(self) -> Indicator:
        """The indicator that was named."""
        return indicators()[self.values["indicator"]]

    @property
    def period(self) -> Period:
        """The period that was named."""
        return Period.parse(self.values["period"])

    @property
    def lens(self) -> Lens:
        """The map to read figures on."""
        return Lens(self.values["lens"])

    @property
    def province_id(self) -> str:
        """The province; empty for all of them."""
        return self.values["province"]


def understand(endpoint: Endpoint, query: Sequence[tuple[str, str]], scope: Scope) -> Asked:
    """The question that an address asks.

    A province or unit outside the scope gets the same answer as one that there is not.

    Raises:
        CannotAnswerError: a parameter is unknown, missing, given twice, malformed, or names nothing.
    """
    known = {parameter.name: parameter for parameter in endpoint.parameters}
    given: dict[str, str] = {}
    for name, value in query:
        if name not in known:
            raise CannotAnswerError("unknown_parameter", name=_short(name), known=", ".join(known))
        if name in given:
            raise CannotAnswerError("twice", name=name)
        _check(known[name], value)
        given[name] = value
    missing = [name for name, one in known.items() if one.is_required and name not in given]
    if missing:
        raise CannotAnswerError("missing", name=missing[0])
    asked = Asked(endpoint, scope, {name: given.get(name, one.default) for name, one in known.items()})
    if "indicator" in given and given["indicator"] not in indicators():
        raise CannotAnswerError("unknown_indicator", name=given["indicator"])
    # A sum over part of a province must not pass for the province's.
    is_sum = endpoint.name == "series"
    if given.get("province") and not _sees_in(scope, given["province"], is_whole=is_sum):
        raise CannotAnswerError("no_province", 404)
    if given.get("unit") and not _sees_unit(scope, given["unit"]):
        raise CannotAnswerError("no_unit", 404)
    if endpoint.name == "series" and ("unit" in given) == ("province" in given):
        raise CannotAnswerError("province_or_unit")
    return asked


def _check(parameter: Parameter, value: str) -> None:
    if parameter.values and value not in parameter.values:
        raise CannotAnswerError("not_among", name=parameter.name, known=", ".join(parameter.values))
    if parameter.pattern and not re.fullmatch(parameter.pattern, value, re.ASCII):
        raise CannotAnswerError("malformed", name=parameter.name, pattern=parameter.pattern)


def _sees_in(scope: Scope, province_id: str, *, is_whole: bool) -> bool:
    """Whether there is such a province that may be seen, as a whole or something in it."""
    unit = all_units().get(province_id)
    if unit is None or unit.level is not Level.PROVINCE:
        return False
    if is_whole or scope.org_unit_ids is None:
        return scope.includes(province_id)
    return any(province_of(all_units()[one]).org_unit_id == province_id for one in scope.org_unit_ids)


def _sees_unit(scope: Scope, unit_id: str) -> bool:
    """The same for one unit; a comparable area is seen by whoever sees a unit of it."""
    if unit_id in areas():
        return any(map(scope.includes, areas()[unit_id].members))
    unit = all_units().get(unit_id)
    return unit is not None and unit.level is not Level.PROVINCE and scope.includes(unit_id)


def _short(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:40]
