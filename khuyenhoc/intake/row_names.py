"""Which unit a row is, by its code and its name together, and what to say where they do not tell."""

import re
from collections.abc import Callable, Sequence

from khuyenhoc.domain.findings import Finding
from khuyenhoc.domain.org_units import OrgUnit, all_units, children, predecessors
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.intake import table_problems
from khuyenhoc.intake.cells import CellValue
from khuyenhoc.intake.unit_names import is_bare, take_apart
from khuyenhoc.intake.units import Match, Problem, Suggestion, UnitFinder

_CODE_AND_NAME = re.compile(r"(\d{3,5})\s*[-–:.]?\s*([^\W\d].*)")
_MOST_SUGGESTED = 20


class RowNames:
    """Finds the units of a table's rows; codes and names that disagree are reported.

    Args:
        unit_names: all names of the table, which tell a list of former districts.
        report: takes a finding.
    """

    def __init__(
        self,
        finder: UnitFinder,
        period: Period,
        unit_names: Sequence[str],
        report: Callable[[Finding], None],
    ) -> None:
        self.finder = finder
        self.period = period
        self.report = report
        self.province = all_units()[finder.province_id]
        self.is_former_list = _lists_former_districts(unit_names, finder)
        self.unknown = 0

    def shown(self, unit: OrgUnit) -> str:
        """Name of a unit in the table's period."""
        return unit.name_on(self.period.end)

    def match(self, cell: str, code: CellValue, name: str, *, counts: bool, is_in_one_cell: bool) -> Match:
        """The unit that a row's code and name mean.

        Args:
            cell: address of the name.
            counts: whether the row holds figures or a state, so that a unit not found must be explained.
            is_in_one_cell: whether code and name stand in the same column.
        """
        # `30301 - Phường Mỹ Thới`: both in one cell.
        joined = _CODE_AND_NAME.fullmatch(name) if code is None else None
        if joined:
            code, name = joined.groups()
        by_code = self.finder.by_code(code) if code is not None else None
        if by_code and (not name or is_in_one_cell):
            return Match(by_code)
        match = self._by_name(name, counts=counts)
        if code is None or not str(code).strip():
            return match
        if by_code is None and match.unit is not None:
            province = self.province.name
            self.report(table_problems.UNKNOWN_CODE.at(cell, code=code, name=name, province=province))
        elif by_code is not None and match.problem is Problem.HOMONYM:
            return Match(by_code)
        elif by_code is not None and match.unit is not by_code:
            shown = self.shown(by_code)
            self.report(table_problems.CODE_CONTRADICTS_NAME.at(cell, code=code, by_code=shown, name=name))
            return Match(by_code)
        return match

    def _by_name(self, name: str, *, counts: bool) -> Match:
        match = self.finder.find(name)
        if match.problem is Problem.UNKNOWN and counts:
            match = self.finder.explain(name, suggest=self.unknown < _MOST_SUGGESTED)
        if self.is_former_list and is_bare(name):
            match = self.finder.of_former_district(name) or match
        self.unknown += match.problem is Problem.UNKNOWN
        return match

    def complaint(self, cell: str, name: str, match: Match) -> Finding:
        """Why a name is no unit here, and which ones it may mean."""
        period = self.period.period_id
        hints = _hints(match.suggestions)
        if match.problem is Problem.HOMONYM:
            choices = ", ".join(choice.unit.name for choice in match.suggestions)
            return table_problems.HOMONYM_UNIT.at(
                cell, name=name, choices=choices, example=match.suggestions[0].unit.name
            )
        if match.problem is Problem.OTHER_VINTAGE:
            return table_problems.UNIT_OF_OTHER_VINTAGE.at(cell, name=name, period=period, **hints)
        if match.problem is Problem.OTHER_LEVEL:
            return table_problems.UNIT_OF_OTHER_LEVEL.at(cell, name=name, period=period, **hints)
        province = self.province.name
        return table_problems.UNKNOWN_UNIT.at(cell, name=name, province=province, **hints)


def _hints(suggestions: Sequence[Suggestion]) -> dict[str, str]:
    if not suggestions:
        return {"hint_vi": "", "hint_en": ""}
    vi = "; ".join(f"{found.unit.name} ({found.vi})" for found in suggestions)
    en = "; ".join(f"{found.unit.name} ({found.en})" for found in suggestions)
    return {"hint_vi": f"Có thể là: {vi}. ", "hint_en": f"Perhaps: {en}. "}


def _lists_former_districts(names: Sequence[str], finder: UnitFinder) -> bool:
    """Whether a list of bare names for a present province is the list of its former districts.

    `Nha Trang, Cam Ranh, Diên Khánh` are communes too since 01/07/2025, of a smaller area.
    """
    if finder.vintage is Vintage.LEGACY:
        return False
    bare = [take_apart(name)[-1].key for name in names if is_bare(name)]
    districts = {
        take_apart(unit.short_name)[-1].key
        for province in predecessors(finder.province_id)
        for unit in children(province)
    }
    return len(bare) >= 3 and sum(key in districts for key in bare) >= 0.8 * len(bare)
