"""What is measured of the lenses: the whole country restated, beside the plainest SQL over the crosswalk."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

import pandas as pd

from khuyenhoc.bench.measuring import Measurement, timed
from khuyenhoc.domain.lenses import Lens, reporting_units
from khuyenhoc.domain.org_units import provinces
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.store.database import Database

# Names in force, exactness and completeness come on top of the sums: measured at 3 to 4 times their time.
_TIMES = 5.0
_REPEATS = 3
_PERIODS = {Vintage.LEGACY: "2024-Q4", Vintage.REFORM: "2026-Q3"}
_PLAINEST = """
select restatement.to_id, sum(observations.value * restatement.weight) as value
from observations
inner join restatement on observations.org_unit_id = restatement.from_id
where
    restatement.lens = $lens
    and observations.period_id = $period_id
    and observations.data_element = $data_element
group by restatement.to_id
order by restatement.to_id
"""


def restating_speed(folder: Path) -> Iterator[Measurement]:
    """Districts on today's communes, and communes on the former districts and comparable areas."""
    folder = folder / "restating"
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(folder)
    _fill(database)
    everywhere = [unit.org_unit_id for vintage in Vintage for unit in provinces(vintage)]
    for lens, period in (
        (Lens.CURRENT, _PERIODS[Vintage.LEGACY]),
        (Lens.FORMER, _PERIODS[Vintage.REFORM]),
        (Lens.COMPARABLE, _PERIODS[Vintage.REFORM]),
    ):
        asked = {"lens": str(lens), "period_id": period, "data_element": "members"}
        given = asked | {"scope": None, "province_ids": everywhere}
        yield Measurement(
            f"restate.national_{lens}",
            timed(partial(_repeat, partial(database.query, "restated_values", given))),
            timed(partial(_repeat, partial(_plainest, database, asked))),
            bar=_TIMES,
        )
    database.close()


def _plainest(database: Database, asked: dict[str, str]) -> pd.DataFrame:
    return database.read(lambda cursor: cursor.execute(_PLAINEST, asked).df())


def _repeat(action: partial) -> None:
    for _ in range(_REPEATS):
        action()


def _fill(database: Database) -> None:
    """Members of every district before the reform and of every commune after it."""
    chance = Random(5)  # noqa: S311 - invented figures
    submission = str(uuid.uuid4())
    units = reporting_units()
    rows = pd.DataFrame(
        {
            "submission_id": submission,
            "org_unit_id": [unit.org_unit_id for unit in units],
            "data_element": "members",
            "period_id": [_PERIODS[unit.vintage] for unit in units],
            "value": [float(chance.randint(100, 90_000)) for _ in units],
            "cell": "Bieu 01!C10",
            "original": "",
        }
    )
    with database.transaction() as cursor:
        cursor.register("incoming", rows)
        for table in ("observations", "current_observations"):
            cursor.execute(f"insert into {table} by name select * from incoming")  # noqa: S608
        cursor.unregister("incoming")
        cursor.execute(
            "insert into submissions values (?, 'B', 'reform-56', '2026-Q3', 'reform', '', '', ?, '', true)",
            [submission, datetime.now(UTC).replace(tzinfo=None)],
        )
