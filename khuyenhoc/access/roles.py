"""The roles, and which roles each includes."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to the association."""

    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    OFFICER = "officer"
    REPORTER = "reporter"
    VIEWER = "viewer"
    PUBLIC = "public"
    DESK = "desk"


# Whoever looks after accounts does not thereby approve figures, and the other way round. The desk is the one
# person in front of a computer that nobody else reaches.
_INCLUDED: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset({Role.ADMINISTRATOR, Role.VIEWER}),
    Role.CHAIR: frozenset({Role.CHAIR, Role.OFFICER, Role.VIEWER}),
    Role.OFFICER: frozenset({Role.OFFICER, Role.VIEWER}),
    Role.REPORTER: frozenset({Role.REPORTER, Role.VIEWER}),
    Role.VIEWER: frozenset({Role.VIEWER}),
    Role.PUBLIC: frozenset({Role.PUBLIC}),
    Role.DESK: frozenset(Role) - {Role.PUBLIC},
}

# What an account may be; the desk and the public link have none.
ACCOUNT_ROLES = (Role.ADMINISTRATOR, Role.CHAIR, Role.OFFICER, Role.REPORTER, Role.VIEWER)


def has_role(role: Role, wanted: tuple[str, ...]) -> bool:
    """Whether a role is, or includes, one of those wanted."""
    return not _INCLUDED[role].isdisjoint(Role(name) for name in wanted)
