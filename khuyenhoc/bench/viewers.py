"""Viewers without a browser: WebSockets that speak as Streamlit's page does and draw nothing."""

import asyncio
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from khuyenhoc.bench.servers import Served

# At a desk, forty pages may be open at once.
_FIRST_PAGES, _FURTHER_PAGES = 10, 28
_PATIENCE = 60
# The message that ends a run is small; what is larger has figures in it and is not looked into.
_SMALL = 300
_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY,)


@dataclass
class Viewer:
    """One tab.

    Attributes:
        query: of the address, which says what is looked at.
        page_name: the last part of the page's address; empty for the start page.
        seconds: what each change took, from sending it to the end of the run.
        errors: what went wrong.
    """

    connection: ClientConnection
    query: str = ""
    page_name: str = ""
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _page: str = ""
    _box: str = ""

    async def open(self, key: str = "") -> None:
        """Ask for the page.

        Args:
            key: of the select box that will be changed.
        """
        await self._send()
        while True:
            message = ForwardMsg.FromString(await self._receive())
            if message.WhichOneof("type") == "new_session":
                self._page = message.new_session.page_script_hash
            elif message.WhichOneof("type") == "navigation":
                # The session names the start page, whichever was asked for; the menu knows which one runs.
                self._page = message.navigation.page_script_hash
            elif message.WhichOneof("type") == "delta":
                box = message.delta.new_element.selectbox
                if key and (box.id.endswith(f"-{key}")):
                    self._box = box.id
            elif message.WhichOneof("type") == "script_finished" and message.script_finished in _FINISHED:
                return

    async def choose(self, name: str) -> None:
        """Change the select box and wait until the page was drawn anew."""
        start = perf_counter()
        await self._send(name)
        while True:
            content = await self._receive()
            if len(content) > _SMALL:
                continue
            message = ForwardMsg.FromString(content)
            if message.WhichOneof("type") == "script_finished" and message.script_finished in _FINISHED:
                break
        self.seconds.append(perf_counter() - start)

    async def _receive(self) -> bytes:
        return await asyncio.wait_for(self.connection.recv(), _PATIENCE)

    async def _send(self, name: str = "") -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self._page
        if not self._page:
            state.page_name = self.page_name
        if name:
            widget = state.widget_states.widgets.add()
            widget.id, widget.string_value = self._box, name
        await self.connection.send(message.SerializeToString())


def connecting(served: Served, token: str = "") -> connect:
    """A connection to a server, with the cookie of a session where everybody signs in."""
    headers = {"Cookie": f"khuyenhoc={token}"} if token else {}
    return connect(
        f"ws://{served.url.removeprefix('http://')}/_stcore/stream",
        additional_headers=headers,
        origin=served.url,
        subprotocols=["streamlit"],
        max_size=None,
        compression=None,
        open_timeout=_PATIENCE,
    )


def memory_of_pages(served: Served) -> float:
    """Megabytes that each further open page costs a server."""
    return asyncio.run(_memory_of_pages(served))


async def _memory_of_pages(served: Served) -> float:
    async with AsyncExitStack() as stack:
        # The first few pay for what every page shares.
        await _open_pages(stack, served, _FIRST_PAGES)
        before = served.megabytes()
        await _open_pages(stack, served, _FURTHER_PAGES)
        return max(served.megabytes() - before, 0.01) / _FURTHER_PAGES


async def _open_pages(stack: AsyncExitStack, served: Served, count: int) -> None:
    for _ in range(count):
        viewer = Viewer(await stack.enter_async_context(connecting(served)))
        await viewer.open()


@dataclass(frozen=True)
class Plan:
    """What viewers do.

    Attributes:
        viewers: how many.
        seconds: for how long.
        every: seconds between two changes of one viewer.
        key: of the select box that they change.
        names: its options.
    """

    viewers: int
    seconds: float
    every: float
    key: str
    names: tuple[str, ...]


async def watch(served: Served, plan: Plan, tokens: list[str]) -> tuple[list[Viewer], float]:
    """Let viewers open the page one after another, and then change it at their own times.

    Returns:
        The viewers, and the processor seconds of the server while they changed it.
    """
    async with AsyncExitStack() as stack:
        viewers = []
        for number in range(plan.viewers):
            viewer = Viewer(
                await stack.enter_async_context(connecting(served, tokens[number] if tokens else ""))
            )
            await viewer.open(plan.key)
            viewers.append(viewer)
        # Within a run of the same seed everybody's times are the same on both sides.
        chance = random.Random(7)  # noqa: S311 - not a secret
        delays = [chance.uniform(0, plan.every) for _ in viewers]
        before = served.cpu_seconds()
        await asyncio.gather(
            *(_change(viewer, plan, delay) for viewer, delay in zip(viewers, delays, strict=True))
        )
        return viewers, served.cpu_seconds() - before


async def _change(viewer: Viewer, plan: Plan, delay: float) -> None:
    end = perf_counter() + plan.seconds
    due, number = perf_counter() + delay, 1
    while due < end:
        await asyncio.sleep(max(due - perf_counter(), 0))
        try:
            await viewer.choose(plan.names[number % len(plan.names)])
        except Exception as error:  # noqa: BLE001 - counted, whatever it was
            viewer.errors.append(f"{type(error).__name__}: {error}")
            return
        due, number = due + plan.every, number + 1
