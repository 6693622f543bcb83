"""One step of the release check, how it ended, and the table of all of them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

PASSED, FAILED, COULD_NOT_RUN = 0, 1, 75  # 75 as sysexits.h has it: try again elsewhere, nothing is wrong


@dataclass(frozen=True)
class Outcome:
    """How a step ended.

    Attributes:
        code: exit code; `COULD_NOT_RUN` where the machine lacks what it takes.
        notes: what is to be said about it, one line each.
    """

    code: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A part of the check.

    Attributes:
        name: as `--only` and `--skip` take it.
        about: what it proves.
        run: does it.
    """

    name: str
    about: str
    run: Callable[[], Outcome]


@dataclass(frozen=True)
class Done:
    """A step that was taken."""

    step: Step
    outcome: Outcome
    seconds: float


def problems(found: Iterable[str]) -> Outcome:
    """The outcome of a step that looks for what is wrong."""
    notes = tuple(found)
    return Outcome(FAILED if notes else PASSED, notes)


def take(step: Step) -> Done:
    """Run a step; one that breaks down has failed, and the rest goes on."""
    started = time.perf_counter()
    try:
        outcome = step.run()
    except Exception as error:  # noqa: BLE001 - the table must come out whatever a step meets
        outcome = Outcome(FAILED, (f"{type(error).__name__}: {error}",))
    return Done(step, outcome, time.perf_counter() - started)


def chosen(steps: Iterable[Step], only: Iterable[str], skip: Iterable[str]) -> list[Step]:
    """The steps to take.

    Raises:
        ValueError: a name is no step's.
    """
    steps, only, skip = list(steps), set(only), set(skip)
    unknown = sorted((only | skip) - {step.name for step in steps})
    if unknown:
        raise ValueError(f"no such step: {', '.join(unknown)}")
    return [step for step in steps if step.name not in skip and (not only or step.name in only)]


def table(done: Iterable[Done]) -> str:
    """A line a step: name, result, exit code, seconds, what it proves; its notes below it."""
    words = {PASSED: "ok", COULD_NOT_RUN: "not run"}
    lines = [f"{'step':<11} {'result':<8} {'code':>4} {'seconds':>8}  what it proves"]
    for one in done:
        code = one.outcome.code
        result = words.get(code, "FAILED")
        lines.append(f"{one.step.name:<11} {result:<8} {code:>4} {one.seconds:>8.1f}  {one.step.about}")
        lines += [f"{'':<11} - {note}" for note in one.outcome.notes]
    return "\n".join(lines)
