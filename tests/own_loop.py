"""Coroutines run to their end from a test, whatever ran before it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor


def finish(work: Coroutine) -> object:
    """What the work returns. On a thread of its own: browser tests leave a loop running on the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
