"""Why somebody sees a unit, or does not: in steps that can be read out."""

from dataclasses import dataclass
from enum import StrEnum

from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import Action, may
from khuyenhoc.access.roles import Role
from khuyenhoc.access.scope import counterparts, with_all_below


class Reason(StrEnum):
    """Why a unit is within, or outside, what somebody sees."""

    DISABLED = "disabled"
    PUBLIC = "public"
    EVERYTHING = "everything"
    OWN = "own"
    BELOW = "below"
    OTHER_MAP = "other_map"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Explanation:
    """An answer.

    Attributes:
        through: the unit of the account by which this one is seen; empty otherwise.
        actions: what they may do to it.
    """

    reason: Reason
    through: str
    actions: tuple[Action, ...]

    @property
    def is_seen(self) -> bool:
        """Whether they see it."""
        return self.reason not in {Reason.DISABLED, Reason.PUBLIC, Reason.OUTSIDE}


_OF_UNITS = (
    Action.UPLOAD,
    Action.SUBMIT,
    Action.REVIEW,
    Action.APPROVE,
    Action.WITHDRAW,
    Action.DEADLINE,
    Action.TARGET,
)


def explain(person: Person, org_unit_id: str, *, is_active: bool = True) -> Explanation:
    """Why a person sees a unit or does not; found by the same rules that every query and write go by."""
    reason, through = _reason(person, org_unit_id, is_active=is_active)
    actions = tuple(action for action in _OF_UNITS if is_active and may(person, action, [org_unit_id]))
    return Explanation(reason, through, actions)


def _reason(person: Person, org_unit_id: str, *, is_active: bool) -> tuple[Reason, str]:
    if not is_active:
        return Reason.DISABLED, ""
    if person.role is Role.PUBLIC:
        return Reason.PUBLIC, ""
    if person.scope.org_unit_ids is None:
        return Reason.EVERYTHING, ""
    if org_unit_id in person.unit_ids:
        return Reason.OWN, org_unit_id
    for own in person.unit_ids:
        if org_unit_id in with_all_below([own]):
            return Reason.BELOW, own
        if org_unit_id in counterparts(own):
            return Reason.OTHER_MAP, own
    return Reason.OUTSIDE, ""
