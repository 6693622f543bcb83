"""Which former districts a district name of the source stands for."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from khuyenhoc.geography.errors import UnmatchedPolygonsError
from khuyenhoc.geography.names import accent_key, folded_key, split_name


class DistrictMatch(NamedTuple):
    """Former districts behind one (province, district) of the source.

    Attributes:
        province_id: the former province.
        named: districts that bear the name.
        successors: districts that took over a district of that name before 30/06/2025.
    """

    province_id: str
    named: tuple[str, ...]
    successors: tuple[str, ...]


class DistrictIndex:
    """Finds former districts by the names of the source."""

    def __init__(
        self, units: pd.DataFrame, aliases: pd.DataFrame, source_names: set[tuple[str, str]]
    ) -> None:
        """Index the former provinces and districts.

        Args:
            units: org_units.csv as `reference.read_units` gives it.
            aliases: boundary_aliases.csv.
            source_names: every (province, district) of the source; a sibling that names its kind
                ("Kỳ Anh (Thị xã)") tells what the plain name ("Kỳ Anh") is not.
        """
        former = units[units["vintage"] == "legacy"]
        self._aliases = defaultdict(set)
        for alias in aliases.itertuples():
            self._aliases[alias.org_unit_id].add((alias.former_kind, alias.former_key))
        self._districts = defaultdict(list)
        for unit in former[former["level"] == "district"].itertuples():
            self._districts[unit.parent_id].append((unit.org_unit_id, split_name(unit.name)))
        self._provinces = {}
        for unit in former[former["level"] == "province"].itertuples():
            keys = {key for _, key in self._aliases[unit.org_unit_id]} | {folded_key(unit.short_name)}
            self._provinces |= dict.fromkeys(keys, unit.org_unit_id)
        self._sibling_kinds = defaultdict(set)
        for province, district in source_names:
            kind, proper = split_name(district)
            if kind:
                self._sibling_kinds[province, accent_key(proper)].add(kind)

    def find(self, province: str, district: str) -> DistrictMatch:
        """Look up one name of the source.

        Args:
            province: province as the source spells it.
            district: district as the source spells it.

        Returns:
            The districts of that name and those that succeeded one of that name.

        Raises:
            UnmatchedPolygonsError: when the province is unknown, or no district fits.
        """
        province_id = self._provinces.get(folded_key(province))
        if province_id is None:
            message = f"no former province is called {province}"
            raise UnmatchedPolygonsError(message)
        kind, proper = split_name(district)
        candidates = self._districts[province_id]
        excluded = self._sibling_kinds[province, accent_key(proper)] if not kind else set()
        named = [
            (unit_id, name)
            for unit_id, name in candidates
            if folded_key(name.proper) == folded_key(proper)
            and (name.kind == kind if kind else name.kind not in excluded)
        ]
        same_accents = [match for match in named if accent_key(match[1].proper) == accent_key(proper)]
        named_ids = tuple(unit_id for unit_id, _ in same_accents or named)
        successors = tuple(
            unit_id
            for unit_id, _ in candidates
            if unit_id not in named_ids and self._bore_name(unit_id, kind, folded_key(proper))
        )
        if not named_ids and not successors:
            message = f"no former district of {province} is or was called {district}"
            raise UnmatchedPolygonsError(message)
        return DistrictMatch(province_id, named_ids, successors)

    def _bore_name(self, unit_id: str, kind: str, key: str) -> bool:
        return any(
            alias_key == key and (not kind or alias_kind in ("", kind))
            for alias_kind, alias_key in self._aliases[unit_id]
        )
