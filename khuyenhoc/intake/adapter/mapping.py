"""The mapping of an export: which columns name the unit, which rows count, and for which data elements.

A TOML file (docs/api.md, data/adapters). Whatever it says that is not understood is an error: a filter with
a slip of the pen would count people who do not belong.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from khuyenhoc.domain.indicators import data_elements

FORMAT = 1
REFUSE, SKIP = "refuse", "skip"


class MappingError(ValueError):
    """A mapping that cannot be used, said in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


@dataclass(frozen=True)
class Condition:
    """What a row must say in one column; letters' case and punctuation do not matter.

    Attributes:
        values: the texts that it may be.
        is_none_of: whether it must be none of them instead.
    """

    column: str
    values: tuple[str, ...]
    is_none_of: bool = False


@dataclass(frozen=True)
class ElementRule:
    """How one data element comes out of the rows of a unit.

    Attributes:
        sum_of: column to add up; empty where rows are counted.
        factor: what each number is multiplied by, e.g. 1000000 for amounts in triệu đồng.
        distinct: column by whose values a thing that stands in several rows is counted once.
    """

    element: str
    sum_of: str
    factor: float
    distinct: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Mapping:
    """How to read one kind of export.

    Attributes:
        province: code of the province; empty where the command says it.
        sheet: name of the sheet; empty for the first visible one.
        heading_row: 1-based number of the row with the headings.
        counts_rows: whether rows are people or things to be counted: then the file may hold personal data,
            and nothing but counts leaves the process that reads it.
        code_column, name_column: where the unit's code or name stands; at least one is given.
        other_units: `refuse` or `skip` rows of units that do not report to the province.
        conditions: which rows are looked at at all.
    """

    name: str
    province: str
    sheet: str
    heading_row: int
    counts_rows: bool
    code_column: str
    name_column: str
    other_units: str
    conditions: tuple[Condition, ...]
    elements: tuple[ElementRule, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the mapping names."""
        named = [self.code_column, self.name_column, *(one.column for one in self.conditions)]
        for rule in self.elements:
            named += [rule.sum_of, rule.distinct, *(one.column for one in rule.conditions)]
        return tuple(dict.fromkeys(filter(None, named)))


def read_mapping(text: str) -> Mapping:
    """A mapping from its TOML text.

    Raises:
        MappingError: it is no TOML, lacks something, or says something unknown.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"Không phải TOML: {error}.", f"Not TOML: {error}.") from error
    if _take(given, "format", int, 0) != FORMAT:
        raise MappingError(f"Phải ghi format = {FORMAT}.", f"It must say format = {FORMAT}.")
    unit = _take(given, "unit", dict, {})
    counts_rows = _take(given, "counts_rows", bool, False)  # noqa: FBT003 - a value, not a switch
    mapping = Mapping(
        name=_take(given, "name", str, ""),
        province=_take(given, "province", str, ""),
        sheet=_take(given, "sheet", str, ""),
        heading_row=_take(given, "heading_row", int, 1),
        counts_rows=counts_rows,
        code_column=_take(unit, "code_column", str, ""),
        name_column=_take(unit, "name_column", str, ""),
        other_units=_take(unit, "other_units", str, REFUSE),
        conditions=_conditions(given),
        elements=tuple(_rule(one, counts_rows=counts_rows) for one in _take(given, "elements", list, [])),
    )
    _require_empty(unit, "unit")
    _require_empty(given, "")
    _check(mapping)
    return mapping


def _check(mapping: Mapping) -> None:
    names = [rule.element for rule in mapping.elements]
    problems = {
        ("Phải có [unit] code_column hoặc name_column.", "[unit] needs code_column or name_column."): not (
            mapping.code_column or mapping.name_column
        ),
        ("Phải có ít nhất một [[elements]].", "There must be at least one of [[elements]]."): not names,
        ("Mỗi chỉ tiêu chỉ ghi một lần.", "Each element is named once."): len(set(names)) < len(names),
        ("other_units là refuse hoặc skip.", "other_units is refuse or skip."): (
            mapping.other_units not in {REFUSE, SKIP}
        ),
        ("heading_row từ 1 trở lên.", "heading_row is 1 or more."): mapping.heading_row < 1,
    }
    for (vi, en), is_so in problems.items():
        if is_so:
            raise MappingError(vi, en)


def _rule(given: object, *, counts_rows: bool) -> ElementRule:
    if not isinstance(given, dict):
        raise MappingError("Viết [[elements]] thành bảng.", "Write [[elements]] as tables.")
    element = _take(given, "element", str, "")
    if element not in data_elements():
        raise MappingError(f"Không có chỉ tiêu “{element}”.", f"There is no data element “{element}”.")
    rule = ElementRule(
        element,
        _take(given, "sum_of", str, ""),
        _take(given, "factor", float, 1.0),
        _take(given, "distinct", str, ""),
        _conditions(given),
    )
    _require_empty(given, element)
    if bool(rule.sum_of) == counts_rows:
        raise MappingError(
            f"{element}: counts_rows = true thì đếm dòng, không dùng sum_of; ngược lại phải có sum_of.",
            f"{element}: with counts_rows = true rows are counted, without sum_of; else sum_of is needed.",
        )
    if rule.distinct and rule.sum_of:
        raise MappingError(f"{element}: distinct chỉ để đếm.", f"{element}: distinct is for counting.")
    return rule


def _conditions(given: dict[str, Any]) -> tuple[Condition, ...]:
    return tuple(_condition(one) for one in _take(given, "filters", list, []))


def _condition(given: object) -> Condition:
    if not isinstance(given, dict):
        raise MappingError("Viết filters thành bảng.", "Write filters as tables.")
    column = _take(given, "column", str, "")
    wanted, unwanted = (_take(given, name, list, []) for name in ("is_one_of", "is_none_of"))
    _require_empty(given, "filters")
    if not column or bool(wanted) == bool(unwanted):
        raise MappingError(
            "Mỗi filters cần column và đúng một trong is_one_of, is_none_of.",
            "Each of filters needs column and exactly one of is_one_of, is_none_of.",
        )
    return Condition(column, tuple(str(one) for one in wanted or unwanted), is_none_of=bool(unwanted))


def _take(given: dict[str, Any], name: str, kind: type, default: Any) -> Any:
    value = given.pop(name, default)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise MappingError(f"“{name}” viết chưa đúng kiểu.", f"“{name}” is of the wrong type.")
    return value


def _require_empty(given: dict[str, Any], place: str) -> None:
    if given:
        name = ".".join(filter(None, (place, next(iter(given)))))
        raise MappingError(f"Không hiểu “{name}”.", f"“{name}” is not understood.")
