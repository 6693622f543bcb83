"""What is asked of the other product is what is asked of ours."""

from khuyenhoc.bench import peer, superset


def test_without_the_other_product_nothing_is_measured(tmp_path, monkeypatch):
    monkeypatch.delenv(superset.VARIABLE, raising=False)
    assert list(peer.peer_speed(tmp_path)) == []


def test_a_rate_is_a_sum_over_a_sum():
    assert peer.rate_of("learning_citizen_rate") == (
        "100 * sum(value) filter (where data_element = 'citizens_recognised')"
        " / sum(value) filter (where data_element = 'adults')"
    )
    assert peer.rate_of("members") == "sum(value) filter (where data_element = 'members')"


def test_small_charts_share_a_row():
    small, wide = (superset.Chart("", "table", {}, "", width=width) for width in (6, 12))
    layout = superset.lay_out([(small, 1), (small, 2), (small, 3), (wide, 4)])
    rows = [layout[name]["children"] for name in layout["GRID_ID"]["children"]]
    assert rows == [["CHART-1", "CHART-2"], ["CHART-3"], ["CHART-4"]]
    assert layout["CHART-4"]["meta"]["width"] == 12
