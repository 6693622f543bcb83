"""What is measured of checking reports: speed beside the bare parser, memory, time until a refusal."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from khuyenhoc.bench.child_memory import child_memory
from khuyenhoc.bench.hostile_files import hostile_files
from khuyenhoc.bench.laborious_files import densest_sheet, laborious_files
from khuyenhoc.bench.measuring import Measurement, allowing, fixed, timed
from khuyenhoc.bench.workbooks import (
    THANH_HOA,
    filled_form,
    national_workbook,
    read_bare,
    report_of_200_rows,
)
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Decision

_REPORT_TIMES, _REPORT_PLUS_SECONDS = 3, 0.5
_LARGE_TIMES = 5
_MOST_MEGABYTES = 700
_MOST_SECONDS = 2.0
# Six seconds of analysis at most, and what the reading before it takes.
_MOST_SECONDS_OF_LABOUR = 10.0


class NotRefusedError(RuntimeError):
    """A file built to do harm was taken in."""


def report_speed(_: Path) -> Iterator[Measurement]:
    """Reports of usual size: at most three times the bare parser, and half a second."""
    for label, content in (("166_communes", filled_form()), ("200_rows", report_of_200_rows())):
        bare = timed(partial(read_bare, content))
        yield Measurement(
            f"check.{label}",
            timed(partial(check_report, content, "bao_cao.xlsx")),
            allowing(bare, times=_REPORT_TIMES, plus=_REPORT_PLUS_SECONDS),
            bar=1.0,
        )


def large_sheet_speed(_: Path) -> Iterator[Measurement]:
    """The communes of the whole country on one sheet, for one province: most rows are not its own."""
    content = national_workbook()
    ours = partial(check_report, content, "toan_quoc.xlsx", province_id=THANH_HOA)
    yield Measurement(
        "check.3321_rows_60_columns", timed(ours), timed(partial(read_bare, content)), bar=_LARGE_TIMES
    )


def reading_memory(_: Path) -> Iterator[Measurement]:
    """The child's memory for a large sheet."""
    yield _memory("3321_rows_60_columns", national_workbook())


def highest_memory(_: Path) -> Iterator[Measurement]:
    """The child's memory for the densest sheet that is let in, which takes long to make."""
    yield _memory("densest_sheet", densest_sheet())


def _memory(label: str, content: bytes) -> Measurement:
    limit = fixed(_MOST_MEGABYTES)
    return Measurement(f"memory.{label}", child_memory(content), limit, bar=1.0, unit="MB", warms_up=False)


def refusal_speed(_: Path) -> Iterator[Measurement]:
    """Each file built to do harm, against two seconds."""
    for label, name, content in hostile_files():
        ours = timed(partial(_refuse, content, name))
        yield Measurement(f"refuse.{label}", ours, fixed(_MOST_SECONDS), bar=1.0, warms_up=False)


def answer_speed(_: Path) -> Iterator[Measurement]:
    """Each file that is slow to understand, against ten seconds; once, as most take six."""
    for label, content in laborious_files():
        ours = timed(partial(check_report, content, "bao_cao.xlsx"))
        limit = fixed(_MOST_SECONDS_OF_LABOUR)
        yield Measurement(f"answer.{label}", ours, limit, bar=1.0, warms_up=False, most_runs=1)


def _refuse(content: bytes, name: str) -> None:
    verdict = check_report(content, name)
    if verdict.decision is not Decision.REJECTED:
        raise NotRefusedError(f"{name}: {verdict.decision}")
