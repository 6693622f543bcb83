"""What was done at the command line, into the audit."""

from khuyenhoc.access.service import open_access
from khuyenhoc.store.errors import DatabaseInUseError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.workflow import note_action

BY = "command line"


def note(what: str, detail: str) -> None:
    """Into the audit; while the dashboard is open, only its own process can write there."""
    try:
        note_action(open_database(), what, by=BY, detail=detail)
    except DatabaseInUseError:
        open_access().notes.leave(what, BY, detail)
