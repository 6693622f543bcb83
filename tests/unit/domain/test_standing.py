import pandas as pd

from khuyenhoc.domain.changes import changes
from khuyenhoc.domain.standing import attention, founded_since, standings

NAN = float("nan")


def summary(**rows: tuple) -> pd.DataFrame:
    columns = ["value", "earlier_value", "target_value", "target_year", "reported_units", "expected_units"]
    frame = pd.DataFrame(list(rows.values()), columns=columns)
    frame["indicator"] = list(rows)
    frame["earlier_reported_units"], frame["earlier_expected_units"] = 9, 9
    frame["method"] = "exact"
    frame["target_legal_act"] = "387/QĐ-TTg"
    return frame


def test_gap_and_change() -> None:
    found = standings(summary(learning_family_rate=(72.0, 70.5, 70.0, 2025, 8, 9)))["learning_family_rate"]
    assert found.gap == 2.0
    assert found.change == 1.5
    assert found.has_reached_target


def test_missing_is_not_zero() -> None:
    found = standings(summary(learning_family_rate=(NAN, 70.5, 70.0, 2025, 0, 9)))["learning_family_rate"]
    assert found.value is None
    assert found.gap is None
    assert found.has_reached_target is None


def test_attention_names_what_is_late_first() -> None:
    states = pd.DataFrame(
        {
            "org_unit_id": ["reform-22333", "reform-22390", "reform-22435"],
            "name": ["A", "B", "C"],
            "state": ["not_reported", "not_established", "reported"],
        }
    )
    by_indicator = standings(
        summary(
            learning_family_rate=(65.0, 66.0, 70.0, 2025, 8, 9),
            learning_clan_rate=(50.0, 40.0, 65.0, 2025, 8, 9),
        )
    )
    units = pd.DataFrame(
        {
            "name": list("ABCDEFG"),
            "value": [7.0, 6, 5, 4, 3, 2, NAN],
            "method": ["exact"] * 5 + ["estimate"] * 2,
        }
    )
    found = attention(states, by_indicator, units)
    assert [item.kind for item in found] == [
        "not_reported",
        "not_established",
        "below_target",
        "below_target",
        "fell",
        "lowest",
    ]
    assert found[0].names == ("A",)
    assert found[2].standing.indicator.indicator == "learning_clan_rate"
    assert found[-1].names == ("F", "E", "D", "C", "B")
    assert found[-1].rest == 0
    assert found[-1].values[:2] == ((2.0, "estimate"), (3.0, "exact"))


def test_of_six_that_are_lowest_alike_five_are_named_and_one_is_counted() -> None:
    states = pd.DataFrame({"org_unit_id": ["reform-22333"], "name": ["A"], "state": ["reported"]})
    units = pd.DataFrame({"name": list("ABCDEFG"), "value": [7.0] + [2.0] * 6, "method": ["exact"] * 7})
    (found,) = attention(states, {}, units)
    assert (found.names, found.rest) == (tuple("GFEDC"), 1)


def test_a_former_province_without_any_report_is_one_thing_and_not_seven() -> None:
    districts = {"legacy-568": "reported", "legacy-569": "not_reported", "legacy-582": "not_reported"}
    states = pd.DataFrame(
        {
            "org_unit_id": list(districts),
            "name": ["Nha Trang", "Cam Ranh", "Phan Rang"],
            "state": list(districts.values()),
        }
    )
    nobody = pd.DataFrame({"name": [], "value": [], "method": []})
    found = attention(states, {}, nobody)
    assert [(item.kind, item.names, item.others) for item in found] == [
        ("silent_province", ("Tỉnh Ninh Thuận",), ("legacy-56",)),
        ("not_reported", ("Cam Ranh",), ()),
    ]
    # Nobody at all has reported: then every unit is asked for.
    found = attention(states.assign(state="not_reported"), {}, nobody)
    assert [item.kind for item in found] == ["not_reported"]


def test_changes_tell_new_from_changed() -> None:
    stored = pd.DataFrame(
        {
            "org_unit_id": ["u", "u", "u"],
            "data_element": ["members", "population", "rewards"],
            "value": [10.0, 100.0, NAN],
        }
    )
    values = [("u", "members", 12.0), ("u", "population", 100.0), ("u", "rewards", None), ("v", "members", 1)]
    assert changes(values, stored)["kind"].tolist() == ["changed", "same", "same", "new"]


def test_founded_since_counts_only_those_known_to_have_had_none() -> None:
    earlier = pd.DataFrame(
        {
            "org_unit_id": ["a", "b", "c", "d"],
            "name": ["A", "B", "C", "D"],
            "state": ["not_established", "not_reported", "not_established", "reported"],
        }
    )
    now = pd.DataFrame(
        {
            "org_unit_id": ["a", "b", "c", "d", "e"],
            "name": ["A", "B", "C", "D", "E"],
            "state": ["reported", "reported", "not_established", "reported", "reported"],
        }
    )
    assert founded_since(earlier, now) == ("A",)
