"""Screens of a presentation: a finding, its figure and its source, frozen as plain values.

A screen holds everything that is shown, already in words and numbers, so that it reads the same in June as in
January, on a slide as in a document. Nothing in it refers to the store.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

Value = float | None


def is_valley(values: Sequence[Value], place: int) -> bool:
    """Whether the line comes down to a value and goes up from it, so that there is room below only."""
    value = values[place]
    beside = values[place - 1 : place] + values[place + 1 : place + 2]
    return len(beside) == 2 and all(other is not None and other > value for other in beside)


@dataclass(frozen=True)
class Mark:
    """A value drawn as a line across a figure: a target.

    Attributes:
        label: e.g. `Chỉ tiêu 2030: 60,0%`.
    """

    value: float
    label: str


@dataclass(frozen=True)
class Tiles:
    """Large numbers side by side.

    Attributes:
        tiles: label, value and comparison of each, as texts.
    """

    kind: ClassVar[str] = "tiles"
    tiles: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Bars:
    """One value of each category, in the order shown, with its target where there is one.

    Attributes:
        values: None where there is no value; the text then says why.
        texts: the values as they are written.
        number_format: of the values, in Excel's code.
        targets: of each category; empty where there are none.
        target_name: what the targets are, e.g. `Mục tiêu 2030`.
        estimated: places of the values that are estimates.
    """

    kind: ClassVar[str] = "bars"
    categories: tuple[str, ...]
    values: tuple[Value, ...]
    texts: tuple[str, ...]
    value_name: str
    number_format: str
    targets: tuple[Value, ...] = ()
    target_name: str = ""
    estimated: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One value over time.

    Attributes:
        labels: of the periods, oldest first.
        breaks_after: place of the last period under the map in force until 30/06/2025; None without one.
        break_label: what is written at the break.
        estimated: places of the values that are estimates.
    """

    kind: ClassVar[str] = "line"
    labels: tuple[str, ...]
    values: tuple[Value, ...]
    texts: tuple[str, ...]
    value_name: str
    number_format: str
    marks: tuple[Mark, ...] = ()
    breaks_after: int | None = None
    break_label: str = ""
    estimated: tuple[int, ...] = ()


@dataclass(frozen=True)
class Areas:
    """Units on a map, coloured by class.

    Attributes:
        layers: names of the web layers that hold the shapes.
        insets: names of the layers drawn apart, with their labels.
        classes: label and colour of each class, in the order of the legend.
        class_of: place in `classes` of each unit.
        estimated: units whose value is an estimate: their shapes are hatched.
        estimate_name: what hatching means, for the legend.
        ends: the best and the weakest units: heading, and name and value of each.
        signs: one a class, so that a state is not told by colour alone; "" for a class of values.
        approximate: units whose shape is an approximation.
        approximate_sign: what stands on those, and what it means, for the legend.
    """

    kind: ClassVar[str] = "areas"
    layers: tuple[str, ...]
    insets: tuple[tuple[str, str], ...]
    org_unit_ids: tuple[str, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    class_of: tuple[int, ...]
    classes: tuple[tuple[str, str], ...]
    credit: str
    estimated: tuple[str, ...] = ()
    estimate_name: str = ""
    ends: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    signs: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    approximate_sign: tuple[str, str] = ("", "")

    @property
    def sign_of(self) -> dict[str, str]:
        """Unit -> sign on its shape, of units without a value and of approximate shapes."""
        found = dict.fromkeys(self.approximate, self.approximate_sign[0])
        for unit, place in zip(self.org_unit_ids, self.class_of, strict=True):
            if self.signs and self.signs[place]:
                found[unit] = self.signs[place]
        return found


@dataclass(frozen=True)
class Table:
    """Rows of texts and numbers.

    Attributes:
        formats: Excel's number format of each column; empty for text.
    """

    kind: ClassVar[str] = "table"
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Sentences, one under the other."""

    kind: ClassVar[str] = "words"
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """The first screen: whose review it is, and its leading figures.

    Attributes:
        association: who reviews.
        figures: value and what it is of each, as texts.
    """

    kind: ClassVar[str] = "cover"
    association: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Groups:
    """How many units are in each state, and which.

    Attributes:
        groups: count, state, the units' names and the state's colour.
    """

    kind: ClassVar[str] = "groups"
    groups: tuple[tuple[int, str, str, str], ...]


Content = Tiles | Bars | Line | Areas | Table | Words | Cover | Groups
_KINDS: Mapping[str, type[Content]] = {
    each.kind: each for each in (Tiles, Bars, Line, Areas, Table, Words, Cover, Groups)
}


@dataclass(frozen=True)
class Screen:
    """One screen.

    Attributes:
        title: the finding as a sentence.
        subtitle: measure, unit, period, map.
        source: completeness and source; says so where figures are made up.
        notes: for the speaker.
        key: what it shows, the same whenever it is built anew: `map.learning_citizen_rate`.
    """

    title: str
    subtitle: str
    source: str
    content: Content
    notes: str = ""
    key: str = ""


@dataclass(frozen=True)
class Run:
    """Screens in the order they are presented.

    Attributes:
        frozen_on: the day the figures were frozen, as dd/mm/yyyy; empty while they are live.
    """

    title: str
    screens: tuple[Screen, ...]
    frozen_on: str = ""
    is_synthetic: bool = False
    details: Mapping[str, str] = field(default_factory=dict)


def run_to_plain(run: Run) -> dict[str, Any]:
    """A run as plain values that JSON can hold."""
    plain = asdict(run)
    for screen, item in zip(run.screens, plain["screens"], strict=True):
        item["content"] = {"kind": screen.content.kind, **item["content"]}
    return plain


def run_from_plain(plain: Mapping[str, Any]) -> Run:
    """The inverse of `run_to_plain`, also after a way through JSON.

    Raises:
        KeyError: a kind of content that this release does not know.
    """
    return Run(
        title=plain["title"],
        screens=tuple(_screen(item) for item in plain["screens"]),
        frozen_on=plain["frozen_on"],
        is_synthetic=plain["is_synthetic"],
        details=dict(plain["details"]),
    )


def _screen(plain: Mapping[str, Any]) -> Screen:
    content = dict(plain["content"])
    kind = _KINDS[content.pop("kind")]
    if "marks" in content:
        content["marks"] = tuple(Mark(**mark) for mark in content["marks"])
    held = {name: _tuples(value) for name, value in content.items()}
    others = {name: value for name, value in plain.items() if name != "content"}
    return Screen(content=kind(**held), **others)


def _tuples(value: object) -> object:
    return tuple(_tuples(item) for item in value) if isinstance(value, list | tuple) else value
