"""Who acts: a signed-in person, the desk, or nobody."""

from dataclasses import dataclass

from khuyenhoc.access.roles import Role
from khuyenhoc.access.scope import Scope, with_all_below


@dataclass(frozen=True)
class Person:
    """Someone whose session and account were found good a moment ago.

    Attributes:
        account_id: empty at the desk and for a public link.
        name: what stands under what they do: the owner's name and, as two may share one, the account's.
        unit_ids: the units the account is for; empty means the whole installation, save for a reporter.
        session_id: public id of the session, never its token.
        run_id: the one conference run that a public link opens.
    """

    account_id: str
    name: str
    role: Role
    unit_ids: tuple[str, ...] = ()
    session_id: str = ""
    run_id: str = ""

    @property
    def scope(self) -> Scope:
        """What they may see."""
        if self.role is Role.PUBLIC:
            return Scope.nothing()
        if not self.unit_ids and self.role is not Role.REPORTER:
            return Scope.everything()
        return Scope.of_units(self.unit_ids)

    @property
    def acts_for(self) -> Scope:
        """For whom they may act: their own units, and for more than a reporter's role all they may see.

        The former districts of a commune are there to be looked at; their figures are not its reporter's.
        """
        if self.role is Role.REPORTER:
            return Scope(tuple(sorted(with_all_below(self.unit_ids))))
        return self.scope


DESK = Person("", "", Role.DESK, session_id="desk")
