import pandas as pd

from khuyenhoc.domain.estimates import any_estimate, method_of_change

NOW = pd.Series(["exact", "exact", "estimate", None, "exact"])
BEFORE = pd.Series(["exact", "estimate", "exact", "exact", None])


def test_a_change_is_an_estimate_where_either_figure_is() -> None:
    found = method_of_change(NOW, BEFORE)
    assert found.tolist()[:3] == ["exact", "estimate", "estimate"]
    assert found[3:].isna().all()


def test_what_rests_on_an_estimate_is_one() -> None:
    assert any_estimate(NOW, BEFORE) == "estimate"
    assert any_estimate(NOW[:2]) == "exact"
    assert any_estimate(NOW[3:]) == "exact"
