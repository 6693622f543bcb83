"""What each role may do, and to which units: the rules behind every write."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from khuyenhoc.access.people import Person
from khuyenhoc.access.roles import Role, has_role


class Action(StrEnum):
    """Something that changes the store, or hands out what was put into it."""

    UPLOAD = "upload"
    WITHDRAW = "withdraw"
    SUBMIT = "submit"
    REVIEW = "review"
    APPROVE = "approve"
    DEADLINE = "deadline"
    TARGET = "target"
    ASSESS = "assess"
    ORIGINAL = "original"
    FREEZE = "freeze"
    PRESENT = "present"
    SHARE = "share"
    CONCLUDE = "conclude"
    BACKUP = "backup"
    ACCOUNTS = "accounts"
    DEMO = "demo"
    ACT = "act"


_MAY: dict[Action, tuple[str, ...]] = {
    Action.UPLOAD: (Role.OFFICER, Role.REPORTER),
    Action.WITHDRAW: (Role.OFFICER,),
    Action.SUBMIT: (Role.OFFICER, Role.REPORTER),
    Action.REVIEW: (Role.OFFICER,),
    Action.APPROVE: (Role.CHAIR,),
    Action.DEADLINE: (Role.OFFICER,),
    Action.TARGET: (Role.OFFICER,),
    Action.ASSESS: (Role.OFFICER, Role.REPORTER),
    Action.ORIGINAL: (Role.OFFICER, Role.REPORTER),
    Action.FREEZE: (Role.OFFICER,),
    Action.PRESENT: (Role.OFFICER,),
    Action.SHARE: (Role.CHAIR,),
    Action.CONCLUDE: (Role.OFFICER,),
    Action.BACKUP: (Role.ADMINISTRATOR,),
    Action.ACCOUNTS: (Role.ADMINISTRATOR,),
    Action.DEMO: (Role.ADMINISTRATOR,),
    Action.ACT: (Role.ADMINISTRATOR,),
}
# Lines of the ledger whose own function has asked already, or that change no figure.
_ASKED_OR_HARMLESS = frozenset(
    {"submit", "withdraw", "workflow", "deadline", "share", "note", "void", "adopt"}
)
# What the other kinds need; kinds that are not here need what setting a target needs.
_OF_ENTRIES = {
    "freeze": Action.FREEZE,
    "conclude": Action.CONCLUDE,
    "settle": Action.CONCLUDE,
    "assessment": Action.ASSESS,
    "withdraw_assessment": Action.ASSESS,
    "act": Action.ACT,
    "withdraw_act": Action.ACT,
}
# Steps of the approval that are not the chair's alone.
_STEPS = {
    "submit": Action.SUBMIT,
    "return": Action.REVIEW,
    "excuse": Action.REVIEW,
    "include": Action.REVIEW,
}


class NotAllowedError(Exception):
    """Somebody tried what their role or their units do not allow.

    Attributes:
        vi: what to say, in Vietnamese.
        en: the same in English.
    """

    def __init__(self) -> None:
        super().__init__("not allowed")
        self.vi = (
            "Tài khoản của bạn không được phép làm việc này với đơn vị này. Chưa thay đổi gì. "
            "Nếu cần, hãy hỏi người quản trị."
        )
        self.en = (
            "Your account may not do this for this unit. Nothing was changed. Ask the administrator if you "
            "need to."
        )


# Who is acting in this thread; None is whoever sits at the machine itself: the command line, a timer.
_resolver: Callable[[], Person | None] = lambda: None  # noqa: E731 - replaced as a whole


def resolve_actor_by(resolver: Callable[[], Person | None]) -> None:
    """Say how to find out who is acting; it is asked at every write, so that nobody acts on a lost right.

    The resolver raises `NotAllowedError` for someone who is not signed in any more.
    """
    global _resolver
    _resolver = resolver


def may(person: Person, action: Action, org_unit_ids: Iterable[str] = ()) -> bool:
    """Whether a person may do something to all of the units."""
    if not has_role(person.role, _MAY[action]):
        return False
    scope = person.acts_for
    return all(scope.includes(unit) for unit in org_unit_ids)


def authorise(action: Action, org_unit_ids: Iterable[str] = (), *, is_whole: bool = False) -> None:
    """Refuse an action to whoever is acting now, unless they may.

    Args:
        is_whole: whether it concerns the whole installation, so that only somebody with all of it may.

    Raises:
        NotAllowedError: they may not, or are not signed in.
    """
    actor = _resolver()
    if actor is None:
        return
    if not may(actor, action, org_unit_ids) or (is_whole and actor.acts_for.org_unit_ids is not None):
        raise NotAllowedError


def action_of_step(step: str) -> Action:
    """The permission that a step of the approval needs."""
    return _STEPS.get(step, Action.APPROVE)


def signed(entry: dict[str, object]) -> dict[str, object]:
    """A ledger entry under the name of whoever is acting, and refused if it is beyond them.

    Kinds of entry that no rule names need an officer of all the units: new ones are closed until opened.

    Raises:
        NotAllowedError: the acting person may not write this.
    """
    actor = _resolver()
    if actor is None or actor.role is Role.DESK:
        return entry
    if entry["action"] not in _ASKED_OR_HARMLESS:
        units = [entry[key] for key in ("org_unit_id", "province_id") if entry.get(key)][:1]
        is_whole = actor.acts_for.org_unit_ids is None
        if not may(actor, _OF_ENTRIES.get(entry["action"], Action.TARGET), units) or not (units or is_whole):
            raise NotAllowedError
    return {**entry, "by": actor.name}
