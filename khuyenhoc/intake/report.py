"""A report as the checks see it: tables, rows and figures with their addresses, by province and period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import OrgUnit
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.grid import Column, Grid, Table
from khuyenhoc.intake.headings import Role
from khuyenhoc.intake.money import DONG, MoneyUnit
from khuyenhoc.intake.number_style import Style
from khuyenhoc.intake.numbers import State
from khuyenhoc.intake.rows import NamedRow

# What the second part of a ratio counts: `3.046/3.725` under "được công nhận" is of all there are.
RATIO_WHOLES = {
    **{
        f"{model}_{state}": f"{model}_total"
        for model in ("families", "clans", "communities", "units")
        for state in ("registered", "recognised")
    },
    "members": "population",
}


# What a unit without an association may still report: its people and what there is to organise.
_WITHOUT_ASSOCIATION = frozenset(
    {"population", "adults", "families_total", "clans_total", "communities_total", "units_total"}
)


class Figure(NamedTuple):
    """One figure as read.

    Attributes:
        state: `VALUE`, `PERCENT`, `RATIO`, `NOT_APPLICABLE`, or `TEXT` for a cell that could not be read.
        value: a count, đồng, or a rate as written; None without a number.
        decimals: digits after the decimal sign as written.
        original: the cell's own text.
        whole: second part of a ratio; `rate`: the percentage printed with it, and its decimals.
    """

    grid: Grid
    row: int
    column: int
    state: State
    value: float | None
    decimals: int
    original: str
    whole: float | None = None
    rate: tuple[float, int] | None = None

    @property
    def cell(self) -> str:
        """`Sheet!K12`."""
        return self.grid.address(self.row, self.column)

    @property
    def printed(self) -> str:
        """The cell's own text; a long number that the file keeps as a number gets its thousands parted."""
        if not self.original.isdecimal():
            return self.original
        return f"{int(self.original):,}".replace(",", ".")


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures.

    Attributes:
        name: data element of a value column; numerator of a rate column, where known.
        money: the unit of amounts; None for counts and rates.
        style: how its texts are written.
    """

    column: Column
    role: Role
    name: str | None
    money: MoneyUnit | None = None
    style: Style = Style.DOT

    @property
    def index(self) -> int:
        """1-based column of the grid."""
        return self.column.index


@dataclass(frozen=True)
class ReportRow:
    """A row with its figures by column."""

    label: NamedRow
    figures: Mapping[int, Figure]

    @cached_property
    def ratios(self) -> tuple[Figure, ...]:
        """Those of its figures that are ratios: most reports have none."""
        return tuple(figure for figure in self.figures.values() if figure.whole is not None)


@dataclass(frozen=True)
class ReadTable:
    """A table, read.

    Attributes:
        has_lost_rows: whether a row with figures could not be given to a unit.
    """

    table: Table
    columns: tuple[FigureColumn, ...]
    rows: tuple[ReportRow, ...]
    has_lost_rows: bool = False

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What each column's figures are of, by the column's index."""
        return {column.index: column.name for column in self.columns if column.name}

    def column_of(self, element: str) -> FigureColumn | None:
        """The column that holds a data element."""
        return self._by_element.get(element)

    @cached_property
    def _by_element(self) -> Mapping[str, FigureColumn]:
        return {c.name: c for c in reversed(self.columns) if c.role is Role.VALUE and c.name}

    def figure(self, row: ReportRow, element: str) -> Figure | None:
        """A row's figure for a data element."""
        column = self.column_of(element)
        return row.figures.get(column.index) if column else None


@dataclass(frozen=True)
class UnitFigures:
    """All figures of one unit, over all tables; the first one where two tables repeat an element."""

    unit: OrgUnit
    label: NamedRow
    by_element: Mapping[str, Figure]

    def value(self, element: str) -> float | None:
        """The number of an element; None when missing, not applicable or unreadable."""
        return self.numbers.get(element)

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """Its figures that are numbers; a count with a fraction has a finding, and nothing is told by it."""
        return {
            name: figure.value
            for name, figure in self.by_element.items()
            if type(figure.value) is int
            or (figure.value is not None and (figure.value % 1 == 0 or data_elements()[name].is_money))
        }

    @property
    def has_association_figures(self) -> bool:
        """Whether the unit reports anything that only an association has."""
        return any(
            figure.value for name, figure in self.by_element.items() if name not in _WITHOUT_ASSOCIATION
        )

    @property
    def is_not_established(self) -> bool:
        """Whether the unit says that it has no association yet, and reports nothing of one."""
        return bool(self.label.not_established) and not self.has_association_figures


@dataclass(frozen=True)
class Report:
    """What the checks look at: all tables of one file for one province and period."""

    province: OrgUnit
    period: Period
    tables: tuple[ReadTable, ...]

    @cached_property
    def units(self) -> tuple[UnitFigures, ...]:
        """Figures by unit, in the order of the file."""
        found: dict[str, tuple[NamedRow, dict[str, Figure]]] = {}
        for table in self.tables:
            columns = [(c.index, c.name) for c in table.columns if c.role is Role.VALUE and c.name]
            for row in table.rows:
                unit = row.label.unit
                if unit is None:
                    continue
                label, figures = found.setdefault(unit.org_unit_id, (row.label, {}))
                if row.label.not_established and not label.not_established:
                    found[unit.org_unit_id] = (row.label, figures)
                for index, name in columns:
                    figure = row.figures.get(index)
                    if figure is not None:
                        figures.setdefault(name, figure)
        return tuple(
            UnitFigures(label.unit, label, figures) for label, figures in found.values() if label.unit
        )

    @cached_property
    def _by_id(self) -> Mapping[str, UnitFigures]:
        return {unit.unit.org_unit_id: unit for unit in self.units}

    def figures_of(self, org_unit_id: str) -> UnitFigures | None:
        """The figures of one unit."""
        return self._by_id.get(org_unit_id)

    def money_unit(self, element: str) -> MoneyUnit:
        """The unit in which an amount was written, for the rounding it allows."""
        columns = (table.column_of(element) for table in self.tables)
        return next((column.money for column in columns if column and column.money), DONG)

    def rounding(self, element: str) -> float:
        """Đồng by which an amount may be off because of the unit it is written in: half its last digit."""
        unit = self.money_unit(element)
        if unit.factor == 1:
            return 0.0
        decimals = max(
            (figures.by_element[element].decimals for figures in self.units if element in figures.by_element),
            default=0,
        )
        return unit.factor / 10**decimals / 2


def wholes(table: ReadTable, row: ReportRow) -> Iterator[tuple[str, Figure]]:
    """What the second parts of a row's ratios count: data element and figure."""
    for figure in row.ratios:
        element = RATIO_WHOLES.get(table.names.get(figure.column, ""))
        if element:
            yield element, figure._replace(value=figure.whole)
