"""What a run of a page draws is handed over in one go, instead of piece by piece.

Streamlit wakes the server's loop twice for each element, which takes the processor from the script that draws
the next one, and sends what there is every few milliseconds; the browser works the whole page out anew for
each handful. Most runs are over sooner than that is worth. So what is drawn waits until the run ends, and
never longer than `LONGEST`: a page that takes its time still appears bit by bit. Streamlit has no setting for
it; the one function of it that passes on what a run says is replaced.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from functools import partial

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

LONGEST = 0.05  # seconds
# What need not be heard at once; the end of a run, or what it asks for, takes all before it along.
_PATIENT = {ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG}
_WAITING = "_khuyenhoc_waiting"
_Said = tuple[ScriptRunner | None, ScriptRunnerEvent, dict[str, object]]


@dataclass
class _Waiting:
    """What a session's runs said and nobody has heard yet.

    Attributes:
        said: oldest first.
        is_timed: whether it is going to be handed over even if nothing else is said.
        timer: that does it; only the server's loop touches it.
    """

    said: deque[_Said] = field(default_factory=deque)
    is_timed: bool = False
    timer: asyncio.TimerHandle | None = None


def send_in_one_go() -> None:
    """From now on, in every session of this process."""
    AppSession._on_scriptrunner_event = take


def take(
    session: AppSession, sender: ScriptRunner | None, event: ScriptRunnerEvent, **details: object
) -> None:
    """Hear what a run says, in its thread, in place of Streamlit's."""
    waiting = vars(session).setdefault(_WAITING, _Waiting())
    waiting.said.append((sender, event, details))
    if event not in _PATIENT:
        session._call_soon_on_event_loop(partial(_hand_over, session, waiting))
    elif not waiting.is_timed:
        waiting.is_timed = True
        session._call_soon_on_event_loop(partial(_begin_to_wait, session, waiting))


def _begin_to_wait(session: AppSession, waiting: _Waiting) -> None:
    waiting.timer = asyncio.get_running_loop().call_later(LONGEST, _hand_over, session, waiting)


def _hand_over(session: AppSession, waiting: _Waiting) -> None:
    """Pass everything on in its order; the timer goes first: what is said meanwhile gets one of its own."""
    if waiting.timer is not None:
        waiting.timer.cancel()
    waiting.timer, waiting.is_timed = None, False
    while waiting.said:
        sender, event, details = waiting.said.popleft()
        session._handle_scriptrunner_event_on_event_loop(sender, event, **details)
