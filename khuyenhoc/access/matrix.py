"""Who sees and does what, as a table: worked out by the rules themselves, on units of one province."""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import Action, may
from khuyenhoc.access.roles import Role

_PROVINCE, _COMMUNE, _SIBLING = "reform-56", "reform-22333", "reform-22435"
_DISTRICT, _OTHER_DISTRICT, _FORMER_COMMUNE = "legacy-568", "legacy-569", "legacy-22333"
_OTHER_PROVINCE, _COMMUNE_ELSEWHERE = "reform-01", "reform-00097"

_OF_A_PROVINCE = {
    "own": _PROVINCE,
    "sibling": _OTHER_PROVINCE,
    "child": _COMMUNE,
    "other_province": _COMMUNE_ELSEWHERE,
    "former": "legacy-58",
}
_OF_A_COMMUNE = {
    "own": _COMMUNE,
    "sibling": _SIBLING,
    "parent": _PROVINCE,
    "other_province": _COMMUNE_ELSEWHERE,
    "former": _DISTRICT,
}
_OF_A_DISTRICT = {
    "own": _DISTRICT,
    "sibling": _OTHER_DISTRICT,
    "parent": "legacy-56",
    "child": _FORMER_COMMUNE,
    "other_province": "legacy-01",
    "former": _COMMUNE,
}
# Who is asked about: somebody of each role, and units as they lie to theirs. For a former district, the other
# map is the present one.
EXAMPLES: Mapping[str, tuple[Person, Mapping[str, str]]] = {
    "administrator": (Person("1", "administrator", Role.ADMINISTRATOR, (_PROVINCE,)), _OF_A_PROVINCE),
    "chair": (Person("2", "chair", Role.CHAIR, (_PROVINCE,)), _OF_A_PROVINCE),
    "officer": (Person("3", "officer", Role.OFFICER, (_PROVINCE,)), _OF_A_PROVINCE),
    "reporter": (Person("4", "reporter", Role.REPORTER, (_COMMUNE,)), _OF_A_COMMUNE),
    "reporter_of_district": (Person("5", "reporter", Role.REPORTER, (_DISTRICT,)), _OF_A_DISTRICT),
    "viewer": (Person("6", "viewer", Role.VIEWER, (_PROVINCE,)), _OF_A_PROVINCE),
    "public": (Person("", "", Role.PUBLIC, run_id="run"), _OF_A_PROVINCE),
}


@dataclass(frozen=True)
class Row:
    """One person and one unit.

    Attributes:
        relation: how the unit lies to the person's own: own, sibling, parent, child, other_province, former.
        is_seen: whether the person sees its figures.
        actions: what they may do to it.
    """

    who: str
    relation: str
    org_unit_id: str
    is_seen: bool
    actions: tuple[Action, ...]


def matrix() -> list[Row]:
    """A row for each example and relation."""
    return [
        Row(
            who,
            relation,
            unit,
            person.scope.includes(unit),
            tuple(action for action in Action if may(person, action, [unit])),
        )
        for who, (person, units) in EXAMPLES.items()
        for relation, unit in units.items()
    ]
