"""Changes to accounts by whoever may make them: an administrator, within the units they look after."""

from collections.abc import Sequence

from khuyenhoc.access.accounts import Account, Accounts
from khuyenhoc.access.people import Person
from khuyenhoc.access.permissions import Action, authorise
from khuyenhoc.access.scope import Scope
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Session


def within(scope: Scope, unit_ids: Sequence[str]) -> bool:
    """Whether an account for these units is within what an administrator looks after."""
    if scope.org_unit_ids is None:
        return True
    return bool(unit_ids) and all(scope.includes(unit) for unit in unit_ids)


def visible_accounts(service: AccessService, person: Person) -> list[Account]:
    """The accounts that an administrator looks after."""
    return [one for one in service.accounts.all() if within(person.scope, one.unit_ids)]


def visible_sessions(service: AccessService, person: Person) -> list[Session]:
    """The open sessions of those accounts, and for the whole installation those of public links."""
    return [one for one in service.sessions.open_sessions() if within(person.scope, one.person.unit_ids)]


def accounts_to_change(service: AccessService, *unit_lists: Sequence[str]) -> Accounts:
    """The accounts, for a change to one with these units, now or afterwards.

    Raises:
        NotAllowedError: the change is beyond whoever is acting.
    """
    for unit_ids in unit_lists:
        authorise(Action.ACCOUNTS, unit_ids, is_whole=not unit_ids)
    return service.accounts


def person_of(account: Account) -> Person:
    """The person that an account would make of its owner."""
    return Person(account.account_id, account.full_name, account.role, account.unit_ids)
