"""What is measured of the store: a whole import, and the queries, beside DuckDB alone."""

import csv
import time
import uuid
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as pa

from khuyenhoc.bench.measuring import Measurement, timed
from khuyenhoc.bench.workbooks import filled_form, read_bare
from khuyenhoc.domain.org_units import org_unit_id
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store.database import Database
from khuyenhoc.store.schema import BOOKKEEPING, LAST_YEAR
from khuyenhoc.store.sql import migrations, query_names, query_parameters, query_text
from khuyenhoc.store.submissions import Receipt, store_submission

_IMPORT_TIMES = 6
_QUERY_TIMES = 2.0
_REPEATS = 2
_SIGNER = "bench"
# After this the next file's process waits, whoever is measured next.
_REST_SECONDS = 0.8
_FIRST_YEAR = 2026
# Values for the parameters that queries take, fit for the demo.
_PARAMETERS: dict[str, object] = {
    "scope": None,
    "province_id": "reform-56",
    "province_ids": ["reform-56"],
    "province_code": "56",
    "period_id": "2026-Q3",
    "earlier_province_ids": ["reform-56"],
    "earlier_period_id": "2025-Q3",
    "indicator": "learning_citizen_rate",
    "year": 2026,
    "former_province_ids": ["legacy-56", "legacy-58"],
    "previous_period_id": "2026-Q2",
    "base_period_id": "2025-Q4",
    "org_unit_id": "reform-22366",
    "org_unit_ids": ["reform-22366", "reform-22390"],
    "data_element": "members",
    "data_elements": ["members", "fund_raised"],
    "figure": None,
    "since": None,
    "until": None,
    "from_january": True,
    "lowest": 125_000.0,
    "highest": 8_100_000.0,
    "lens": "reported",
    "today": date(2026, 11, 1),
}
# And these, from the submission stored last.
_OF_LATEST = ("submission_id", "receipt_code")


def import_speed(folder: Path) -> Iterator[Measurement]:
    """A workbook of 166 communes from its bytes to its receipt.

    Each run takes the report of another period: the same bytes are not stored twice, and the floor knows of
    no earlier figures that new ones replace. It comes when the process for it waits, as when people send
    files: one that comes within half a second of another starts its own, which takes 20 to 30 ms more.
    """
    database = Database(_made(folder / "import"))
    contents = (filled_form(period=period, seed=seed) for seed, period in enumerate(_periods()))
    content = filled_form()
    rows = _rows(check_report(content, "bao_cao.xlsx"))
    with duckdb.connect(_made(folder / "floor") / "floor.duckdb") as connection:
        connection.register("incoming", rows)
        connection.execute("create table observations as select * from incoming limit 0")
        yield Measurement(
            "import.166_communes",
            partial(_time_import, database, contents),
            timed(partial(_store_bare, connection, content)),
            bar=_IMPORT_TIMES,
        )
    database.close()


def _periods() -> Iterator[Period]:
    """Periods on the map of today, more than there are runs."""
    for year in range(_FIRST_YEAR, LAST_YEAR + 1):
        yield from (Period(year, kind) for kind in ("Q1", "Q2", "Q3", "Q4"))


def _time_import(database: Database, contents: Iterator[bytes]) -> float:
    """Seconds of one import; making the workbook does not count, nor does starting the next one's process."""
    content = next(contents)
    seconds = timed(partial(_import, database, content))()
    time.sleep(_REST_SECONDS)
    return seconds


def _import(database: Database, content: bytes) -> tuple[Verdict, Receipt]:
    verdict = check_report(content, "bao_cao.xlsx")
    return verdict, store_submission(database, verdict, content, submitted_by=_SIGNER)


def _store_bare(connection: duckdb.DuckDBPyConnection, content: bytes) -> object:
    """What cannot be left out: the parser's reading, and one transaction that is on disk when it returns."""
    cells = read_bare(content)
    connection.begin()
    connection.execute("insert into observations select * from incoming")
    connection.commit()
    return cells


def _rows(verdict: Verdict) -> pa.Table:
    """The rows of `observations` that a verdict makes, in the form that DuckDB takes fastest."""
    submission_id = str(uuid.uuid4())
    return pa.Table.from_pylist(
        [
            {
                "submission_id": submission_id,
                "org_unit_id": value.org_unit_id,
                "data_element": value.data_element,
                "period_id": verdict.period.period_id if verdict.period else "",
                "value": value.value,
                "cell": value.cell,
                "original": value.original,
            }
            for value in verdict.values
        ]
    )


def query_speed(folder: Path) -> Iterator[Measurement]:
    """Each query on the demo, beside the same SQL over a sorted copy of the values that count."""
    database = Database(_made(folder / "queries"))
    import_demo(database)
    with duckdb.connect(":memory:", config={"threads": "2"}) as copy:
        copy_resolved(database, copy)
        for name, given in demo_questions(database).items():
            yield Measurement(
                f"query.{name}",
                timed(partial(_repeat, partial(database.query, name, given))),
                timed(partial(_repeat, partial(query_bare, copy, query_text(name), given))),
                bar=_QUERY_TIMES,
            )
    database.close()


def demo_questions(database: Database) -> dict[str, dict[str, object]]:
    """Every query with parameters fit for the demo."""
    latest = database.query("submissions", {"scope": None}).iloc[0]
    known = _PARAMETERS | {name: latest[name] for name in _OF_LATEST}
    return {name: {key: known[key] for key in query_parameters(name)} for name in query_names()}


def _repeat(action: partial) -> None:
    """Several calls in a row: one takes a few milliseconds."""
    for _ in range(_REPEATS):
        action()


def query_bare(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, object]) -> None:
    """The same SQL with nothing around it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters).df()


def import_demo(database: Database) -> None:
    """Store the reports of the demo, in their order."""
    demo = PROJECT_FOLDER / "data" / "demo"
    with (demo / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    for row in rows:
        content = (demo / row["file"]).read_bytes()
        province_id = org_unit_id(row["vintage"], row["province_code"])
        period = Period.parse(row["period"])
        verdict = check_report(content, row["file"], province_id=province_id, period=period)
        store_submission(database, verdict, content, submitted_by=_SIGNER, warnings_signed_by=_SIGNER)


def copy_resolved(database: Database, copy: duckdb.DuckDBPyConnection) -> None:
    """Copy all tables, the values that count now in the order of data element, period and unit."""
    copy.execute(BOOKKEEPING)
    for _, path in migrations():
        copy.execute(path.read_text(encoding="utf-8"))
    with database.transaction() as cursor:
        tables = [row[0] for row in copy.execute("select table_name from duckdb_tables()").fetchall()]
        for table in tables:
            copy.register("incoming", cursor.execute(f"select * from {table}").to_arrow_table())  # noqa: S608
            copy.execute(f"insert into {table} by name select * from incoming")  # noqa: S608
            copy.unregister("incoming")
    copy.execute(
        "create table in_order as select * from current_observations "
        "order by data_element, period_id, org_unit_id"
    )
    copy.execute("drop table current_observations")
    copy.execute("alter table in_order rename to current_observations")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
