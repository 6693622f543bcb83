"""Who sees and does what: every role, on its own unit, a sibling, parent, child, stranger and former unit."""

import pytest

from khuyenhoc.access import permissions
from khuyenhoc.access.administration import within
from khuyenhoc.access.explain import Reason, explain
from khuyenhoc.access.people import DESK, Person
from khuyenhoc.access.permissions import Action, NotAllowedError, authorise, may, signed
from khuyenhoc.access.roles import Role, has_role
from khuyenhoc.access.scope import Scope, counterparts
from khuyenhoc.domain.org_units import all_units, children

KHANH_HOA, OLD_KHANH_HOA, OLD_NINH_THUAN = "reform-56", "legacy-56", "legacy-58"
NHA_TRANG, CAM_RANH, PHAN_RANG = "legacy-568", "legacy-569", "legacy-582"
BAC_NHA_TRANG, CAM_LAM = "reform-22333", "reform-22435"
HA_NOI, HA_NOI_COMMUNE = "reform-01", "reform-00097"
PROVINCE = (KHANH_HOA,)

# How units lie to the province Khánh Hòa, its commune Bắc Nha Trang and its former district Nha Trang.
UNITS = {
    "own province": KHANH_HOA,
    "commune": BAC_NHA_TRANG,
    "sibling commune": CAM_LAM,
    "former district": NHA_TRANG,
    "other former district": CAM_RANH,
    "former province": OLD_NINH_THUAN,
    "other province": HA_NOI,
    "commune elsewhere": HA_NOI_COMMUNE,
}
EVERYWHERE = frozenset(UNITS)
IN_PROVINCE = EVERYWHERE - {"other province", "commune elsewhere"}
SIGHT = {
    "administrator of all": (Person("1", "a", Role.ADMINISTRATOR), EVERYWHERE),
    "administrator": (Person("1", "a", Role.ADMINISTRATOR, PROVINCE), IN_PROVINCE),
    "chair": (Person("2", "c", Role.CHAIR, PROVINCE), IN_PROVINCE),
    "officer": (Person("3", "o", Role.OFFICER, PROVINCE), IN_PROVINCE),
    "viewer": (Person("4", "v", Role.VIEWER, PROVINCE), IN_PROVINCE),
    "reporter of a commune": (
        Person("5", "r", Role.REPORTER, (BAC_NHA_TRANG,)),
        {"commune", "former district"},
    ),
    "reporter of a district": (Person("6", "d", Role.REPORTER, (NHA_TRANG,)), {"commune", "former district"}),
    "reporter of nothing": (Person("7", "n", Role.REPORTER), frozenset()),
    "public": (Person("", "", Role.PUBLIC, run_id="run"), frozenset()),
}
_OFFICER = {Action.UPLOAD, Action.SUBMIT, Action.REVIEW, Action.WITHDRAW, Action.DEADLINE, Action.TARGET}
_OFFICER |= {Action.ORIGINAL, Action.FREEZE, Action.PRESENT, Action.CONCLUDE, Action.ASSESS}
DOES = {
    Role.ADMINISTRATOR: {Action.ACCOUNTS, Action.BACKUP, Action.ACT, Action.DEMO},
    Role.CHAIR: _OFFICER | {Action.APPROVE, Action.SHARE},
    Role.OFFICER: _OFFICER,
    Role.REPORTER: {Action.UPLOAD, Action.SUBMIT, Action.ORIGINAL, Action.ASSESS},
    Role.VIEWER: set(),
    Role.PUBLIC: set(),
}
# What reporters see of the other map is not theirs to change.
ONLY_TO_LOOK_AT = {
    "reporter of a commune": {"former district"},
    "reporter of a district": {"commune"},
}


def test_names_of_the_units() -> None:
    assert all_units()[BAC_NHA_TRANG].name == "Phường Bắc Nha Trang"
    assert all_units()[CAM_LAM].parent_id == KHANH_HOA
    assert all_units()[HA_NOI_COMMUNE].parent_id == HA_NOI


@pytest.mark.parametrize("who", SIGHT)
def test_matrix_of_sight(who: str) -> None:
    person, seen = SIGHT[who]
    assert {unit for unit in UNITS if person.scope.includes(UNITS[unit])} == seen
    assert {unit for unit in UNITS if explain(person, UNITS[unit]).is_seen} == seen


@pytest.mark.parametrize("who", SIGHT)
def test_matrix_of_actions(who: str) -> None:
    person, seen = SIGHT[who]
    allowed = {(action, unit) for action in Action for unit in UNITS if may(person, action, [UNITS[unit]])}
    theirs = seen - ONLY_TO_LOOK_AT.get(who, set())
    assert allowed == {(action, unit) for action in DOES[person.role] for unit in theirs}


@pytest.mark.parametrize("who", SIGHT)
def test_v8_2_2_one_unit_outside_spoils_the_whole_action(who: str, acting: list[Person | None]) -> None:
    person, seen = SIGHT[who]
    acting[0] = person
    outside = [UNITS[unit] for unit in EVERYWHERE - seen]
    for inside in (UNITS[unit] for unit in seen):
        if outside:
            with pytest.raises(NotAllowedError):
                authorise(Action.UPLOAD, [inside, outside[0]])


def test_one_step_between_the_maps_and_no_further() -> None:
    former = counterparts(BAC_NHA_TRANG)
    assert NHA_TRANG in former
    present = counterparts(NHA_TRANG)
    assert BAC_NHA_TRANG in present
    assert {all_units()[unit].vintage for unit in present} == {all_units()[BAC_NHA_TRANG].vintage}
    assert Scope.of_units([BAC_NHA_TRANG]).org_unit_ids.count(BAC_NHA_TRANG) == 1
    siblings = {unit.org_unit_id for unit in children(KHANH_HOA)} - {BAC_NHA_TRANG}
    assert not siblings & set(Scope.of_units([BAC_NHA_TRANG]).org_unit_ids)


def test_province_goes_with_all_its_former_provinces() -> None:
    scope = Scope.of_units([KHANH_HOA])
    assert {OLD_KHANH_HOA, OLD_NINH_THUAN, NHA_TRANG, PHAN_RANG, BAC_NHA_TRANG} <= set(scope.org_unit_ids)
    old = Scope.of_units([OLD_NINH_THUAN])
    assert {KHANH_HOA, PHAN_RANG} <= set(old.org_unit_ids)
    assert NHA_TRANG not in old.org_unit_ids


@pytest.mark.parametrize("role", set(Role) - {Role.DESK})
def test_roles_include_what_they_should(role: Role) -> None:
    wanted = {
        Role.ADMINISTRATOR: {Role.ADMINISTRATOR, Role.VIEWER},
        Role.CHAIR: {Role.CHAIR, Role.OFFICER, Role.VIEWER},
        Role.OFFICER: {Role.OFFICER, Role.VIEWER},
        Role.REPORTER: {Role.REPORTER, Role.VIEWER},
        Role.VIEWER: {Role.VIEWER},
        Role.PUBLIC: {Role.PUBLIC},
    }[role]
    assert {other for other in Role if has_role(role, (other,))} == wanted


def test_desk_does_everything() -> None:
    assert all(may(DESK, action, [HA_NOI_COMMUNE]) for action in Action)
    assert not has_role(DESK.role, (Role.PUBLIC,))


def test_ledger_entries_are_under_the_acting_name(acting: list[Person | None]) -> None:
    entry = {"action": "submit", "by": "somebody typed this"}
    assert signed(entry)["by"] == "somebody typed this"
    acting[0] = DESK
    assert signed(entry)["by"] == "somebody typed this"
    acting[0] = SIGHT["officer"][0]
    assert signed(entry)["by"] == "o"


def test_v8_2_1_kinds_of_entry_that_no_rule_names_are_closed(acting: list[Person | None]) -> None:
    new_kind = {"action": "target", "by": "", "province_id": KHANH_HOA}
    for who, (person, _) in SIGHT.items():
        acting[0] = person
        if who in {"officer", "chair"}:
            assert signed(new_kind)["by"] == person.name
            for nowhere in ({"action": "target"}, {**new_kind, "province_id": HA_NOI}):
                with pytest.raises(NotAllowedError):
                    signed(nowhere)
        else:
            with pytest.raises(NotAllowedError):
                signed(new_kind)


def test_whole_installation_needs_somebody_who_has_it(acting: list[Person | None]) -> None:
    acting[0] = SIGHT["administrator"][0]
    authorise(Action.ACCOUNTS, [KHANH_HOA])
    with pytest.raises(NotAllowedError):
        authorise(Action.ACCOUNTS, [], is_whole=True)
    acting[0] = SIGHT["administrator of all"][0]
    authorise(Action.ACCOUNTS, [], is_whole=True)


def test_administrators_look_after_their_own_units() -> None:
    scope = SIGHT["administrator"][0].scope
    assert within(scope, [BAC_NHA_TRANG])
    assert not within(scope, [BAC_NHA_TRANG, HA_NOI])
    assert not within(scope, [])


@pytest.mark.parametrize(
    ("who", "unit", "reason"),
    [
        ("administrator of all", HA_NOI, Reason.EVERYTHING),
        ("chair", KHANH_HOA, Reason.OWN),
        ("chair", BAC_NHA_TRANG, Reason.BELOW),
        ("chair", NHA_TRANG, Reason.OTHER_MAP),
        ("reporter of a commune", NHA_TRANG, Reason.OTHER_MAP),
        ("reporter of a commune", KHANH_HOA, Reason.OUTSIDE),
        ("public", KHANH_HOA, Reason.PUBLIC),
    ],
)
def test_explanations(who: str, unit: str, reason: Reason) -> None:
    assert explain(SIGHT[who][0], unit).reason is reason
    assert explain(SIGHT[who][0], unit, is_active=False).reason is Reason.DISABLED


def test_acts_are_for_administrators_of_the_whole_installation(acting: list[Person | None]) -> None:
    entry = {"action": "act", "entry_id": "e", "at": "", "by": "?", "rows": []}
    acting[0] = Person("1", "Bà Lan", Role.ADMINISTRATOR)
    assert permissions.signed(entry)["by"] == "Bà Lan"
    for person in (
        Person("1", "a", Role.ADMINISTRATOR, PROVINCE),
        Person("2", "c", Role.CHAIR),
        Person("3", "o", Role.OFFICER),
        Person("4", "v", Role.VIEWER),
    ):
        acting[0] = person
        with pytest.raises(NotAllowedError):
            permissions.signed(entry)
