"""What storing would change: new, changed, same, gone with an association, kept as not named."""

import pandas as pd

from khuyenhoc.domain.changes import changes

STORED = pd.DataFrame(
    [
        ("u1", "members", 100.0),
        ("u1", "branches", 8.0),
        ("u2", "members", 0.0),
        ("u3", "members", 50.0),
        ("u4", "members", None),
    ],
    columns=["org_unit_id", "data_element", "value"],
)


def test_each_value_beside_the_one_that_counts_now() -> None:
    values = [
        ("u1", "members", 125.0),
        ("u2", "members", 7.0),
        ("u4", "members", None),
        ("u5", "members", 1.0),
    ]
    found = changes(values, STORED, not_established=["u3"])
    rows = found.astype(object).where(found.notna(), None).to_numpy().tolist()
    assert rows == [
        ["u1", "members", 100.0, 125.0, 25.0, "changed"],
        ["u2", "members", 0.0, 7.0, None, "changed"],
        ["u4", "members", None, None, None, "same"],
        ["u5", "members", None, 1.0, None, "new"],
        ["u1", "branches", 8.0, None, None, "kept"],
        ["u3", "members", 50.0, None, None, "gone"],
    ]


def test_nothing_stored() -> None:
    found = changes([("u1", "members", 1.0)], STORED.head(0))
    assert found["kind"].tolist() == ["new"]
    assert found["change"].isna().all()
