"""Acts after the reform, from the reviewed list to crosswalk, events and last days."""

import pytest

from khuyenhoc.domain.reference import read_reference
from scripts.build_reference import ended, event_rows, later_rows

UNITS = {row["org_unit_id"]: row for row in read_reference("org_units")}
COLUMNS = ("org_unit_id", "short_name", "event_date", "kind", "type_after", "short_name_after", "into_id")


def act(*values: str, share: str = "", basis: str = "") -> dict[str, str]:
    return dict(zip(COLUMNS, values, strict=True)) | {
        "share": share,
        "basis": basis,
        "legal_act": "Nghị quyết",
    }


MERGER = act("reform-22390", "Tây Nha Trang", "2027-01-01", "merge", "", "", "reform-22366")
SPLIT = [
    act("reform-22402", "Nam Nha Trang", "2027-01-01", "split", "", "", part, share=share, basis="population")
    for part, share in [("reform-22366", "0.7"), ("reform-22333", "0.3")]
]


def test_a_merger_goes_over_whole() -> None:
    (row,) = later_rows([MERGER], UNITS)
    assert (row["from_id"], row["to_id"], row["event_date"]) == ("reform-22390", "reform-22366", "2027-01-01")
    assert (row["method"], row["weight"], row["basis"], row["level"]) == ("exact", "1", "whole", "commune")


def test_a_split_is_an_estimate_with_its_shares() -> None:
    rows = later_rows(SPLIT, UNITS)
    assert [(row["to_id"], row["weight"], row["is_main"]) for row in rows] == [
        ("reform-22366", "0.7", "true"),
        ("reform-22333", "0.3", "false"),
    ]
    assert {(row["method"], row["basis"], row["confidence"]) for row in rows} == {
        ("estimate", "population", "high")
    }


def test_what_was_merged_or_split_ends_the_day_before() -> None:
    units = {row["org_unit_id"]: row["valid_to"] for row in ended([*UNITS.values()], [MERGER, *SPLIT])}
    assert units["reform-22390"] == units["reform-22402"] == "2026-12-31"
    assert units["reform-22366"] == ""


def test_a_rename_keeps_type_code_and_land() -> None:
    rename = act("reform-22390", "Tây Nha Trang", "2027-01-01", "rename", "", "Diên Khánh Đông", "")
    (event,) = event_rows([rename], UNITS)
    assert (event["name_before"], event["name_after"]) == ("Phường Tây Nha Trang", "Phường Diên Khánh Đông")
    assert later_rows([rename], UNITS) == []


def test_one_event_for_a_unit_and_act() -> None:
    assert [(row["org_unit_id"], row["kind"]) for row in event_rows(SPLIT, UNITS)] == [
        ("reform-22402", "split")
    ]


def test_wrong_names_and_unknown_units_are_refused() -> None:
    with pytest.raises(ValueError, match="is Tây Nha Trang, not Nha Trang"):
        event_rows([MERGER | {"short_name": "Nha Trang"}], UNITS)
    with pytest.raises(ValueError, match="neither file"):
        later_rows([MERGER | {"into_id": "reform-99999"}], UNITS)
