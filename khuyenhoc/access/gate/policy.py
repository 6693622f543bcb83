"""What the gate goes by."""

from collections.abc import Callable
from dataclasses import dataclass, field

from khuyenhoc.access.mode import Mode, Setup

PREFIX = "/gate/"
IDENTITY_HEADER = b"x-khuyenhoc-session"
DESK_SESSION = "desk"


def _nobody(_: str) -> str:
    return ""


def _is_ready() -> bool:
    return True


def _no_facts() -> dict[str, float]:
    return {}


def _no_run(_: str) -> None:
    """No run is public."""


def _keep_quiet(_what: str, _by: str, _detail: str) -> None:
    """Note nothing."""


@dataclass(frozen=True)
class Hooks:
    """What the gate must be told about the dashboard behind it, which it does not know.

    Attributes:
        upload_owner: id of a browser tab's session behind the gate -> id of the gate's session it runs for.
        media_prefix: id of the gate's session -> how the names of its files in `/media` begin.
        plain_rerun: a message that makes the dashboard draw its page anew and nothing else.
        inline_scripts: CSP sources for the scripts inside the dashboard's own page.
        public_run: the frozen run of a receipt code as one HTML file; None when nobody may see it.
        run_scripts: CSP sources for the script in that file.
        note: writes (what, by whom, detail) into the audit.
        is_ready: whether figures can be read now; may take a while.
        facts: numbers about the program that only it knows, by name.
    """

    upload_owner: Callable[[str], str] = _nobody
    media_prefix: Callable[[str], str] = _nobody
    plain_rerun: bytes = b""
    inline_scripts: tuple[str, ...] = ()
    public_run: Callable[[str], str | None] = _no_run
    run_scripts: tuple[str, ...] = ()
    note: Callable[[str, str, str], None] = _keep_quiet
    is_ready: Callable[[], bool] = _is_ready
    facts: Callable[[], dict[str, float]] = _no_facts


@dataclass(frozen=True)
class Policy:
    """The settings of one gate.

    Attributes:
        max_body: largest request body, in bytes.
        hooks: what it is told about the dashboard.
        metrics_token: what lets a machine read `/metrics`; empty for none.
    """

    setup: Setup
    max_body: int = 21 * 1024 * 1024
    hooks: Hooks = field(default_factory=Hooks)
    metrics_token: str = ""

    @property
    def is_open(self) -> bool:
        """Whether there is no sign-in: the desk."""
        return self.setup.mode is Mode.DESK

    @property
    def cookie(self) -> str:
        """Name of the session cookie; the prefix makes browsers insist on TLS, this host and every path."""
        return "__Host-khuyenhoc" if self.setup.is_secure else "khuyenhoc"
