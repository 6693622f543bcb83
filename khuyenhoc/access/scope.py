"""The units a person may see: a parameter of every query and part of every cache key."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from khuyenhoc.domain.org_units import Level, all_units, children, predecessors, province_of, successor
from khuyenhoc.domain.reference import kept, read_reference


@dataclass(frozen=True)
class Scope:
    """A set of units; `None` means every unit.

    Attributes:
        org_unit_ids: sorted, so that equal scopes are equal cache keys.
    """

    org_unit_ids: tuple[str, ...] | None

    @classmethod
    def everything(cls) -> "Scope":
        """All units: the desk, where one person has the whole file anyway."""
        return cls(None)

    @classmethod
    def nothing(cls) -> "Scope":
        """No unit."""
        return cls(())

    @classmethod
    def of_provinces(cls, *province_ids: str) -> "Scope":
        """The given provinces and every unit in them."""
        wanted = set(province_ids)
        return cls(
            tuple(
                sorted(
                    unit.org_unit_id
                    for unit in all_units().values()
                    if province_of(unit).org_unit_id in wanted
                )
            )
        )

    @classmethod
    def of_units(cls, org_unit_ids: Iterable[str]) -> "Scope":
        """The given units with all below them, and their counterparts on the other map.

        One step between the maps and no further: the commune that a former district became part of is seen
        by that district's reporter, but not what else went into it. A split commune counts for its main
        successor (`is_main` of the crosswalk).
        """
        return cls(_seen_from(tuple(sorted(set(org_unit_ids)))))

    def includes(self, org_unit_id: str) -> bool:
        """Whether a unit may be seen."""
        return self.org_unit_ids is None or org_unit_id in self.org_unit_ids

    def seen_among(self, org_unit_ids: Iterable[str]) -> list[str]:
        """Those of some units that may be seen, in their order: what a list offers to choose from."""
        seen = None if self.org_unit_ids is None else frozenset(self.org_unit_ids)
        return [unit for unit in org_unit_ids if seen is None or unit in seen]

    def as_parameter(self) -> list[str] | None:
        """The value of the parameter `$scope`."""
        return None if self.org_unit_ids is None else list(self.org_unit_ids)


def with_all_below(org_unit_ids: Iterable[str]) -> frozenset[str]:
    """Units and everything below them on the same map."""
    found: set[str] = set()
    waiting = [unit for unit in org_unit_ids if unit in all_units()]
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        waiting += [child.org_unit_id for child in children(unit)]
    return frozenset(found)


def counterparts(org_unit_id: str) -> frozenset[str]:
    """The units of the other map that took over a unit's land, or gave theirs to it."""
    unit = all_units()[org_unit_id]
    if not unit.parent_id:
        others = {*predecessors(org_unit_id), successor(org_unit_id)} - {org_unit_id}
        return with_all_below(others)
    onward, back = _main_successions()
    found: set[str] = set()
    for below in with_all_below([org_unit_id]):
        found.update(_chain(below, lambda each: (onward[each],) if each in onward else ()))
        for former in _chain(below, lambda each: back.get(each, ())):
            parent = all_units()[all_units()[former].parent_id]
            found |= {former} | ({parent.org_unit_id} if parent.level is Level.DISTRICT else set())
    return frozenset(found)


def _chain(unit: str, beyond: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """The units beyond a unit, through every act after the reform."""
    for each in beyond(unit):
        yield each
        yield from _chain(each, beyond)


@kept
def _main_successions() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Former commune -> its main successor, and the other way round."""
    onward = {
        row["from_id"]: row["to_id"]
        for row in read_reference("crosswalk")
        if row["level"] == "commune" and row["is_main"] == "true"
    }
    back: dict[str, list[str]] = defaultdict(list)
    for former, present in onward.items():
        back[present].append(former)
    return onward, {present: tuple(former) for present, former in back.items()}


@kept
def _seen_from(org_unit_ids: tuple[str, ...]) -> tuple[str, ...]:
    own = with_all_below(org_unit_ids)
    return tuple(sorted(own.union(*(counterparts(unit) for unit in org_unit_ids if unit in all_units()))))
