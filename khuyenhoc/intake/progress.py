"""How far the checking of a file has come, for those who wait."""

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """What is being done, in order."""

    GUARD = "guard"
    READ = "read"
    TABLES = "tables"
    UNITS = "units"
    CHECKS = "checks"


Progress = Callable[[Stage], None]


def no_progress(_stage: Stage) -> None:
    """For those who do not wait."""


def share_done(stage: Stage) -> float:
    """Share of the work that lies behind when a stage begins, 0 to 1."""
    stages = list(Stage)
    return stages.index(stage) / len(stages)
