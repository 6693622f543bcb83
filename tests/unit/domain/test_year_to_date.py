import pandas as pd

from khuyenhoc.domain.year_to_date import to_date

ROWS = pd.DataFrame(
    [
        ("members", 2024, 2, 90.0, 90.0),
        ("members", 2025, 2, 100.0, 100.0),
        ("members_joined", 2025, 1, 3.0, 3.0),
        ("members_joined", 2025, 2, 4.0, 7.0),
        ("members_joined", 2024, 2, 5.0, 5.0),
    ],
    columns=["data_element", "year", "quarter", "value", "value_to_date"],
).assign(reported_units=8, expected_units=9, method_to_date="exact")


def test_stocks_as_of_the_quarter_flows_from_january() -> None:
    members, joined, boards = to_date(ROWS, ["members", "members_joined", "boards"], year=2025, quarter=2)
    assert (members.value, members.earlier, members.reported_units) == (100.0, 90.0, 8)
    assert (joined.value, joined.earlier) == (7.0, None)
    assert (joined.earlier_reported_units, joined.earlier_expected_units) == (8, 9)
    assert (boards.value, boards.earlier, boards.expected_units) == (None, None, 0)
