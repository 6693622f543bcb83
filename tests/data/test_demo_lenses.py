"""The demo on every map: provincial totals of every data element and period stay equal to the unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from khuyenhoc.cli import main
from khuyenhoc.store.database import Database
from khuyenhoc.store.opened import close_database, open_database


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    home: Path = tmp_path_factory.mktemp("demo-lenses")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHUYENHOC_HOME", str(home))
        assert main(["demo"]) == 0
        yield open_database()
        close_database()


@pytest.mark.parametrize("lens", ["current", "former", "comparable", "province"])
def test_totals_are_equal_to_the_unit(demo: Database, lens: str) -> None:
    statement = """
        with reported as (
            select period_id, data_element, sum(value) as total
            from current_observations where value is not null group by all
        ),
        restated as (
            select period_id, data_element, sum(value) as total
            from restated_values where lens = ? and org_unit_id not like 'legacy-__' group by all
        )
        select count(*), count_if(reported.total = restated.total)
        from reported full outer join restated using (period_id, data_element)
    """
    compared, equal = demo.read(lambda cursor: cursor.execute(statement, [lens]).fetchone())
    assert compared == equal
    assert compared > 400


def test_each_former_province_stays_itself_after_the_reform(demo: Database) -> None:
    """Old Khánh Hòa's nine districts are sums of whole communes; Ninh Thuận as a whole is, too."""
    parameters = {"scope": None, "indicator": "members", "lens": "former"}
    lines = {
        province: demo.query("indicator_series", parameters | {"province_ids": [province]}).set_index(
            "period_id"
        )
        for province in ("legacy-56", "legacy-58", "reform-56")
    }
    assert (lines["legacy-56"]["value"] + lines["legacy-58"]["value"]).equals(lines["reform-56"]["value"])
    assert set(lines["legacy-58"]["method"]) == {"exact"}
    assert len(lines["reform-56"]) == 11
