"""The written page of a run, its plot, and the store of many provinces behind it."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from khuyenhoc.bench.document import PICTURE, write_page
from khuyenhoc.bench.growth import questions
from khuyenhoc.bench.measuring import Ratio, formatted_amount
from khuyenhoc.bench.national_store import Size, fill_store
from khuyenhoc.cli import bench, main
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import reporting_to
from khuyenhoc.store.database import Database

MACHINE = {
    "processor": "Test CPU",
    "cores": 2,
    "memory_gib": 8.0,
    "load": 0.5,
    "system": "Linux",
    "python": "3.11",
    "duckdb": "1.5.5",
    "calamine": "0.9.1",
}
RATIOS = [
    Ratio("a.within", 1.25, bar=1.4, runs=7, ours=0.125, floor=0.1).as_json(),
    Ratio("b.beyond", 3.0, bar=2.0, runs=7, ours=0.3, floor=0.1, unit="MB").as_json(),
    Ratio("c.failed", None, bar=1.4, runs=0, error="OSError: gone\nCall log").as_json(),
]
GROWTH = [
    {
        "size": {"provinces": provinces, "quarters": 4},
        "observations": 13_328 * provinces,
        "medians": {"tiles": 10.0 * provinces, "national_map": 12.0},
        "highest": {"tiles": 11.0 * provinces, "national_map": 15.0},
    }
    for provinces in (1, 5)
]


def test_page_names_the_machine_and_every_ratio(tmp_path: Path) -> None:
    write_page(tmp_path, MACHINE, RATIOS, GROWTH)
    text = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "2 cores (Test CPU), 8.0 GiB, Linux, Python 3.11" in text
    assert "1 of 3 are within their bars" in text
    assert "| a.within | 1.25 | 1.4 | yes | 125.0 ms | 100.0 ms | 7 |" in text
    assert "| b.beyond | 3.00 | 2 | **no** | 0.3 MB | 0.1 MB | 7 |" in text
    assert "| c.failed | – | 1.4 | no | OSError: gone | | |" in text
    assert "| 5 | 4 | 66,640 | 50 (55) | 12 (15) |" in text
    assert f"({PICTURE})" in text


def test_plot_is_a_picture_with_a_named_line_for_each_question(tmp_path: Path) -> None:
    write_page(tmp_path, MACHINE, RATIOS, GROWTH)
    svg = "{http://www.w3.org/2000/svg}"
    picture = ET.parse(tmp_path / PICTURE).getroot()  # noqa: S314 - our own
    assert len(picture.findall(f"{svg}polyline")) == 2
    assert {"tiles", "national map"} <= {text.text for text in picture.findall(f"{svg}text")}
    assert len(picture.findall(f"{svg}circle")) == 4


def test_page_is_made_of_earlier_runs_and_the_later_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(bench, "PROJECT_FOLDER", tmp_path)
    for name, ratio in (("one", 1.25), ("two", 1.5)):
        answer = {"machine": MACHINE, "ratios": [RATIOS[0] | {"ratio": ratio}]}
        (tmp_path / name).write_text(json.dumps(answer), encoding="utf-8")
    earlier = [str(tmp_path / name) for name in ("one", "two")]
    assert main(["bench", "--write-docs", "--from", *earlier]) == 0
    text = (tmp_path / "docs" / "performance.md").read_text(encoding="utf-8")
    assert "| a.within | 1.50 |" in text
    assert "| a.within | 1.25 |" not in text


def test_small_amounts_keep_their_decimals() -> None:
    assert [formatted_amount(value, "MB") for value in (0.0421, 12.4, None)] == ["0.042 MB", "12 MB", "–"]


def test_store_of_many_provinces_has_every_value_once_and_answers(tmp_path: Path) -> None:
    size = Size(provinces=1, quarters=2)
    assert size.period_ids == ["2025-Q4", "2026-Q1"]
    database = Database(tmp_path)
    stored = fill_store(database, size)
    units = len(reporting_to("reform-56"))
    current = database.read(
        lambda cursor: cursor.execute("select count(*) from current_observations").fetchone()[0]
    )
    assert current == units * 2 * len(data_elements())
    corrected = (stored - current) / len(data_elements())
    assert 0 < corrected < units
    answers = {name: database.query(*asked) for name, asked in questions(size).items()}
    assert len(answers["province_map"]) == units
    assert answers["province_map"]["value"].notna().all()
    assert not any(answer.empty for answer in answers.values())
    database.close()
