"""What a run says arrives whole and in its order, at the latest when it ends."""

import asyncio
from collections.abc import Callable

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from khuyenhoc.ui import sending
from tests.own_loop import finish

START, SAY, END = (
    ScriptRunnerEvent.SCRIPT_STARTED,
    ScriptRunnerEvent.ENQUEUE_FORWARD_MSG,
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS,
)


class Session:
    """As much of Streamlit's as is used; notes when it was asked to wake up, and what it heard."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.wakened = 0
        self.heard: list[tuple[ScriptRunnerEvent, object]] = []

    def _call_soon_on_event_loop(self, callback: Callable[[], None]) -> None:
        self.wakened += 1
        self.loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(
        self, _: object, event: ScriptRunnerEvent, forward_msg: object = None
    ) -> None:
        self.heard.append((event, forward_msg))


def run(session: Session, *, ends: bool) -> None:
    """A script that draws three elements."""
    sending.take(session, None, START)
    for number in range(3):
        sending.take(session, None, SAY, forward_msg=number)
    if ends:
        sending.take(session, None, END)


WHOLE = [(START, None), (SAY, 0), (SAY, 1), (SAY, 2), (END, None)]


def test_a_run_is_handed_over_when_it_ends() -> None:
    async def watch() -> Session:
        session = Session(asyncio.get_running_loop())
        await asyncio.to_thread(run, session, ends=True)
        await asyncio.sleep(0)
        return session

    session = finish(watch())
    assert session.heard == WHOLE
    assert session.wakened == 2  # to begin to wait, and at the end


def test_a_long_run_is_heard_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LONGEST", 0.0)

    async def watch() -> tuple[list, Session]:
        session = Session(asyncio.get_running_loop())
        run(session, ends=False)
        await asyncio.sleep(0.05)
        so_far = list(session.heard)
        sending.take(session, None, SAY, forward_msg=3)
        sending.take(session, None, END)
        await asyncio.sleep(0.05)
        return so_far, session

    so_far, session = finish(watch())
    assert so_far == WHOLE[:-1]
    assert session.heard == [*WHOLE[:-1], (SAY, 3), (END, None)]


def test_a_run_after_another_waits_anew() -> None:
    async def watch() -> Session:
        session = Session(asyncio.get_running_loop())
        for _ in range(2):
            run(session, ends=True)
            await asyncio.sleep(0.01)
        return session

    session = finish(watch())
    assert session.heard == WHOLE * 2
    assert session.wakened == 4


def test_streamlit_has_what_is_replaced() -> None:
    names = ("_on_scriptrunner_event", "_call_soon_on_event_loop", "_handle_scriptrunner_event_on_event_loop")
    assert all(callable(getattr(AppSession, name)) for name in names)
