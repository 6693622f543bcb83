"""A laborious file ends in a refusal, and what is looked up again and again is indexed."""

import time

import pytest

from khuyenhoc.intake import limits
from khuyenhoc.intake.cells import MergedRange
from khuyenhoc.intake.grid import Grid
from khuyenhoc.intake.limits import check_time, time_limit
from khuyenhoc.intake.refusals import Refused
from khuyenhoc.intake.table import find_tables
from khuyenhoc.intake.units import Problem, UnitFinder
from tests.unit.intake.workbooks import sheet


class Clock:
    """Both clocks, set by hand."""

    def __init__(self) -> None:
        self.wall = self.processor = 100.0

    def perf_counter(self) -> float:
        return self.wall

    def thread_time(self) -> float:
        return self.processor


def test_only_processor_time_counts(monkeypatch: pytest.MonkeyPatch):
    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)
    with time_limit(5):
        clock.wall += 60
        check_time()
        clock.processor += 6
        with pytest.raises(Refused) as caught:
            check_time()
    assert caught.value.finding.rule == "too_laborious"
    check_time()


def test_a_limit_is_the_thread_s_own():
    with time_limit(-1), time_limit(60):
        check_time()
    check_time()
    assert time.perf_counter() < limits._END.get()[0]


def test_more_headers_than_any_report_has_are_refused():
    header = ("STT", "Đơn vị", "Tổng số hội viên")
    with pytest.raises(Refused):
        find_tables(
            sheet(
                [
                    (*header, f"Chi hội {number}") if number % 2 else (1, "Nha Trang", 5)
                    for number in range(1200)
                ]
            )
        )


def test_a_merged_block_is_found_from_each_of_its_cells():
    grid = Grid.of(sheet([("a", "", "", "")] * 6, merged=[(2, 2, 4, 3)]))
    block = MergedRange(2, 2, 4, 3)
    inside = {
        (row, column) for row in range(1, 7) for column in range(1, 5) if grid.merge_at(row, column) == block
    }
    assert inside == {(row, column) for row in (2, 3, 4) for column in (2, 3)}


def test_a_unit_of_another_tier_is_told_however_many_names_came_before():
    finder = UnitFinder.of("legacy-56")
    assert finder.explain("Xã Diên Điền", suggest=False).problem is Problem.OTHER_LEVEL
    assert finder.explain("Xã Lạ Lùng", suggest=False).suggestions == ()
