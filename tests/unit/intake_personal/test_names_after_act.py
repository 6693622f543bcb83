"""Names of units are no names of persons, those that a later act gave neither."""

from pathlib import Path

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.intake.personal_values import unit_names
from khuyenhoc.store.acts import import_acts, withdraw_last_act
from khuyenhoc.store.database import Database
from tests.acts import invented_act


def test_names_of_units_follow_an_act(tmp_path: Path) -> None:
    """They are kept once made; a unit that an act names anew is known all the same, and no person's name."""
    database = Database(tmp_path)
    before = unit_names()
    import_acts(database, invented_act(), by="Người thử")
    made = {unit.short_name for unit in all_units().values()} - before
    assert made
    assert made <= unit_names()
    withdraw_last_act(database, by="Người thử", reason="thử")
    assert unit_names() == before
    database.close()
