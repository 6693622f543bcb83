"""The arithmetic of ratios, the order of the runs and the shape of the output; never how fast anything is."""

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khuyenhoc.bench import run
from khuyenhoc.bench.machine import describe_machine
from khuyenhoc.bench.measuring import Measurement, Probe, Ratio, allowing, failing, fixed, measure, timed
from khuyenhoc.bench.table import line_of
from khuyenhoc.cli import main


def playing(amounts: list[float]) -> Probe:
    """A probe that gives one amount after another."""
    remaining = iter(amounts)
    return lambda: next(remaining)


def noting(log: list[str], name: str) -> Probe:
    def probe() -> float:
        log.append(name)
        return 1.0

    return probe


class TestRatio:
    def test_ratio_is_the_median_of_the_pairs_without_the_warm_up(self) -> None:
        ours, floor = playing([99.0, 2.0, 30.0, 4.0]), playing([1.0, 1.0, 10.0, 4.0])
        ratio = measure(Measurement("x", ours, floor, bar=2.0), 3)
        assert (ratio.ratio, ratio.runs) == (2.0, 3)
        assert (ratio.ours, ratio.floor) == (4.0, 4.0)

    @pytest.mark.parametrize(
        ("ratio", "is_within"), [(1.99, True), (2.0, True), (2.01, False), (None, False)]
    )
    def test_bar_is_the_highest_ratio_that_is_good_enough(self, ratio: float | None, is_within: bool) -> None:
        assert Ratio("x", ratio, bar=2.0, runs=3).is_within is is_within

    def test_allowances_are_part_of_the_floor(self) -> None:
        assert allowing(fixed(0.1), times=3, plus=0.5)() == pytest.approx(0.8)

    def test_failing_side_gives_an_error_instead_of_a_ratio(self) -> None:
        def fail() -> float:
            raise OSError("no such device")

        ratio = measure(Measurement("x", fail, fixed(1.0), bar=2.0), 3)
        assert (ratio.ratio, ratio.runs, ratio.is_within) == (None, 0, False)
        assert ratio.error == "OSError: no such device"

    def test_what_was_there_before_is_not_looked_through_at_each_turn(self) -> None:
        kept = gc.get_freeze_count()
        seen: list[int] = []

        def count() -> float:
            seen.append(gc.get_freeze_count())
            return 1.0

        measure(Measurement("x", count, count, bar=2.0), 1)
        assert min(seen) > kept
        assert gc.get_freeze_count() == 0

    def test_timed_gives_seconds(self) -> None:
        assert 0 <= timed(lambda: None)() < 1


class TestOrder:
    def test_sides_take_turns_after_one_warm_up_each(self) -> None:
        log: list[str] = []
        measure(Measurement("x", noting(log, "ours"), noting(log, "floor"), bar=1.0), 3)
        assert log == ["floor", "ours", *["floor", "ours"], *["ours", "floor"], *["floor", "ours"]]

    def test_warm_up_can_be_left_out_and_runs_bounded(self) -> None:
        log: list[str] = []
        ours, floor = noting(log, "ours"), noting(log, "floor")
        ratio = measure(Measurement("x", ours, floor, bar=1.0, warms_up=False, most_runs=1), 5)
        assert (log, ratio.runs) == (["floor", "ours"], 1)


class TestOutput:
    RATIO = Ratio("check.x", 1.23456, bar=2.0, runs=3, ours=0.12345, floor=0.1)

    def test_json_of_a_ratio(self) -> None:
        assert self.RATIO.as_json() == {
            "name": "check.x",
            "ratio": 1.2346,
            "bar": 2.0,
            "within": True,
            "runs": 3,
            "ours": 0.1235,
            "floor": 0.1,
            "unit": "s",
        }

    def test_json_of_a_failure_says_why(self) -> None:
        found = Ratio("x", None, bar=1.0, runs=0, error="OSError: gone").as_json()
        assert (found["ratio"], found["within"], found["error"]) == (None, False, "OSError: gone")

    def test_line_tells_ratio_bar_and_amounts(self) -> None:
        assert line_of(self.RATIO).split() == [
            "✓",
            "check.x",
            "1.23",
            "2.00",
            "123.5",
            "ms",
            "100.0",
            "ms",
            "3",
        ]
        assert line_of(Ratio("x", None, bar=1.0, runs=0, error="gone")).split() == [
            "✗",
            "x",
            "–",
            "1.00",
            "gone",
        ]

    def test_machine_is_described(self) -> None:
        machine = describe_machine()
        assert machine["cores"] >= 1
        assert {"processor", "memory_gib", "load", "python", "duckdb"} <= machine.keys()


def suite_of(*names: str) -> Callable[[Path], Iterator[Measurement]]:
    def suite(folder: Path) -> Iterator[Measurement]:
        assert folder.is_dir()
        yield from (Measurement(name, fixed(3.0), fixed(2.0), bar=1.0) for name in names)

    return suite


class TestRun:
    @pytest.fixture(autouse=True)
    def _suites(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(run, "SUITES", (("a.", suite_of("a.one")), ("b.", suite_of("b.two"))))
        monkeypatch.setattr(run, "SLOW_SUITES", (("c.", suite_of("c.slow")),))

    def test_quick_run_takes_three_pairs_and_no_slow_suites(self) -> None:
        found = [(ratio.name, ratio.runs) for ratio in run.run_bench(is_quick=True)]
        assert found == [("a.one", 3), ("b.two", 3)]

    def test_full_run_takes_at_least_five_pairs(self) -> None:
        found = {ratio.name: ratio.runs for ratio in run.run_bench(is_quick=False)}
        assert list(found) == ["a.one", "b.two", "c.slow"]
        assert min(found.values()) >= 5

    def test_only_measurements_of_one_kind(self) -> None:
        assert [ratio.name for ratio in run.run_bench(is_quick=True, only="b.")] == ["b.two"]

    def test_suites_of_another_kind_prepare_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: Path) -> Iterator[Measurement]:
            raise AssertionError("prepared in vain")
            yield

        monkeypatch.setattr(run, "SUITES", (("a.", fail), ("b.", suite_of("b.two"))))
        assert [ratio.name for ratio in run.run_bench(is_quick=True, only="b.t")] == ["b.two"]

    def test_suite_that_lacks_a_tool_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def lacking(_: Path) -> Iterator[Measurement]:
            yield failing("a", RuntimeError("needs a browser"))

        monkeypatch.setattr(run, "SUITES", (("a", lacking),))
        (ratio,) = run.run_bench(is_quick=True, only="a.one")
        assert (ratio.ratio, ratio.error) == (None, "RuntimeError: needs a browser")

    def test_command_prints_machine_and_ratios_and_exits_with_0(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["bench", "--quick", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer.keys() == {"machine", "ratios"}
        assert {"name", "ratio", "bar", "runs"} <= answer["ratios"][0].keys()
        assert answer["ratios"][0]["ratio"] == 1.5
        assert main(["bench", "--quick"]) == 0
        assert "✗ a.one" in capsys.readouterr().out
