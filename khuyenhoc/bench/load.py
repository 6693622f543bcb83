"""What is measured of many viewers at once: each changes a filter every ten seconds, beside the bare script.

The two sides run one after the other: together they would share the processor. In front of ours everybody has
signed in, each with a session of their own.
"""

import asyncio
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from statistics import quantiles

from khuyenhoc.access.roles import Role
from khuyenhoc.access.service import AccessService
from khuyenhoc.access.sessions import Stage
from khuyenhoc.bench.measuring import Measurement, fixed
from khuyenhoc.bench.page_contents import measured_pages
from khuyenhoc.bench.pages import Material, prepare
from khuyenhoc.bench.servers import Served, serve_bare, serve_ours
from khuyenhoc.bench.viewers import Plan, watch

_TIMES = 2.0
_EVERY = 10.0
_VIEWERS, _MINUTES = 100, 5.0
_ACCOUNT = "nguoixem"
_PROVINCE = "reform-56"


@dataclass(frozen=True)
class Outcome:
    """What one side took.

    Attributes:
        p50, p95: seconds from a change to the end of the run.
        cpu: processor seconds of the server a change.
        errors: viewers that were cut off or waited in vain.
    """

    p50: float
    p95: float
    cpu: float
    errors: int


def load_speed(folder: Path) -> Iterator[Measurement]:
    """Median, p95, processor time and errors under the same load.

    `KHUYENHOC_BENCH_VIEWERS` and `KHUYENHOC_BENCH_MINUTES` say how many viewers there are, and for how long.
    """
    material = prepare(folder / "pages")

    @cache
    def outcome(side: str) -> Outcome:
        return _run_ours(material) if side == "ours" else _run_bare(material)

    def amount(side: str, field: str) -> float:
        return float(getattr(outcome(side), field))

    for field, unit in (("p95", "s"), ("p50", "s"), ("cpu", "s")):
        yield Measurement(
            f"load.{_viewers()}_viewers.{field}",
            partial(amount, "ours", field),
            partial(amount, "bare", field),
            bar=_TIMES,
            unit=unit,
            warms_up=False,
            most_runs=1,
        )
    yield Measurement(
        f"load.{_viewers()}_viewers.errors",
        partial(amount, "ours", "errors"),
        fixed(0.5),
        bar=1.0,
        unit="×",
        warms_up=False,
        most_runs=1,
    )


def _run_ours(material: Material) -> Outcome:
    access = AccessService.of(material.home)
    if not access.accounts.has_administrator():
        access.accounts.add("quantri", "Quản trị", Role.ADMINISTRATOR, by="bench")
        access.accounts.add(_ACCOUNT, "Người xem", Role.VIEWER, (_PROVINCE,), by="bench")
    account = access.accounts.get(_ACCOUNT)
    access.accounts.set_password(account.account_id, secrets.token_urlsafe())
    plan = _plan(material, is_ours=True)
    tokens = [
        access.sessions.begin(account.account_id, Stage.FULL, method="bench") for _ in range(plan.viewers)
    ]
    return _run(partial(serve_ours, material.home, for_signed_in=True), plan, tokens)


def _run_bare(material: Material) -> Outcome:
    return _run(partial(serve_bare, material.bare), _plan(material, is_ours=False), [])


def _viewers() -> int:
    return int(os.environ.get("KHUYENHOC_BENCH_VIEWERS", _VIEWERS))


def _plan(material: Material, *, is_ours: bool) -> Plan:
    page = measured_pages()[0]
    return Plan(
        viewers=_viewers(),
        seconds=60 * float(os.environ.get("KHUYENHOC_BENCH_MINUTES", _MINUTES)),
        every=_EVERY,
        key=page.filter if is_ours else "choice",
        names=tuple(material.choices(page)),
    )


def _run(serve: Callable[[], AbstractContextManager[Served]], plan: Plan, tokens: list[str]) -> Outcome:
    with serve() as served:
        # Everybody's first page is not part of it.
        viewers, cpu = asyncio.run(watch(served, plan, tokens))
    seconds = [taken for viewer in viewers for taken in viewer.seconds]
    errors = [error for viewer in viewers for error in viewer.errors]
    if not seconds:
        raise RuntimeError(errors[0] if errors else "nobody changed anything")
    cuts = quantiles(seconds, n=20)
    return Outcome(p50=cuts[9], p95=cuts[18], cpu=cpu / len(seconds), errors=len(errors))
