"""The tables of a new database, and the reference data in them."""

import hashlib
from dataclasses import fields
from datetime import UTC, datetime
from fractions import Fraction

import duckdb
import pandas as pd

from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.later_acts import ActRow, take_up
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.reference import REFERENCE_FOLDER, kept, read_reference
from khuyenhoc.domain.targets import reference_targets
from khuyenhoc.domain.workflow import default_deadline
from khuyenhoc.store.lens_tables import lens_frames
from khuyenhoc.store.sql import migrations

FIRST_YEAR, LAST_YEAR = 2015, 2045

# Filled with what comes with the release, and the imported acts.
REFERENCE_TABLES = (
    "org_units",
    "org_unit_events",
    "crosswalk",
    "periods",
    "data_elements",
    "indicators",
    "targets",
    "default_deadlines",
    "restatement",
    "lens_units",
    "comparable_areas",
)

BOOKKEEPING = """
create table if not exists schema_versions (version integer not null, applied_at timestamp not null);
create table if not exists reference_versions (sha256 varchar not null, loaded_at timestamp not null);
"""


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Number of the last schema file that was applied; 0 for a new database."""
    connection.execute(BOOKKEEPING)
    return connection.execute("select coalesce(max(version), 0) from schema_versions").fetchone()[0]


def apply_schema(connection: duckdb.DuckDBPyConnection, after: int) -> None:
    """Apply the schema files after a version, each in a transaction of its own."""
    connection.execute(BOOKKEEPING)
    for version, path in migrations():
        if version > after:
            connection.begin()
            connection.execute(path.read_text(encoding="utf-8"))
            connection.execute("insert into schema_versions values (?, ?)", [version, _now()])
            connection.commit()


def raise_data_version(cursor: duckdb.DuckDBPyConnection, cause: str, *, at_least: int = 0) -> None:
    """Make every cached query result out of date.

    Args:
        at_least: lower bound of the new version, for a database that may have lost some of its versions.
    """
    cursor.execute(
        "insert into data_version select greatest(coalesce(max(version), 0) + 1, ?), ?, ? from data_version",
        [at_least, _now(), cause],
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def load_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the reference files if they, the imported acts, or the tables they go into, changed.

    From here on the whole process reads the reference files with the acts of this store.
    """
    connection.begin()
    refresh_reference(connection)
    connection.commit()


def refresh_reference(cursor: duckdb.DuckDBPyConnection) -> None:
    """The same within a transaction."""
    if is_reference_loaded(cursor):
        return
    for table, frame in _reference_frames().items():
        cursor.register("incoming", frame)
        cursor.execute(f"delete from {table}")  # noqa: S608 - fixed table names
        cursor.execute(f"insert into {table} by name select * from incoming")  # noqa: S608
        cursor.unregister("incoming")
    cursor.execute("insert into reference_versions values (?, ?)", [_reference_digest(cursor), _now()])
    raise_data_version(cursor, "reference")


def is_reference_loaded(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Take up the acts of this store, and say whether the tables have what the files give with them."""
    take_up(stored_acts(cursor))
    loaded = cursor.execute(
        "select count(*) from reference_versions where sha256 = ? and loaded_at = "
        "(select max(loaded_at) from reference_versions)",
        [_reference_digest(cursor)],
    ).fetchone()[0]
    return loaded > 0


def _reference_digest(cursor: duckdb.DuckDBPyConnection) -> str:
    digest = hashlib.sha256(str(migrations()[-1][0]).encode())
    for path in sorted(REFERENCE_FOLDER.glob("*.csv")):
        digest.update(path.read_bytes())
    acts = stored_acts(cursor)
    digest.update(repr(acts).encode() if acts else b"")
    return digest.hexdigest()


def stored_acts(connection: duckdb.DuckDBPyConnection) -> list[ActRow]:
    """The imported acts, oldest import first."""
    names = [f"later_acts.{field.name}" for field in fields(ActRow)]
    rows = connection.execute(
        f"select {', '.join(names)} from later_acts "  # noqa: S608 - own names
        "anti join later_act_withdrawals on later_acts.position = later_act_withdrawals.act_position "
        "order by later_acts.position, row_number"
    ).fetchall()
    return [ActRow(*row) for row in rows]


@kept
def _reference_frames() -> dict[str, pd.DataFrame]:
    units = pd.DataFrame(read_reference("org_units"))
    units = units.replace({"latitude": {"": None}, "longitude": {"": None}, "parent_id": {"": None}})
    units["latitude"], units["longitude"] = (
        pd.to_numeric(units["latitude"]),
        pd.to_numeric(units["longitude"]),
    )
    units["province_id"] = [province_of(unit).org_unit_id for unit in all_units().values()]
    for column in ("valid_from", "valid_to"):
        units[column] = pd.to_datetime(units[column])
    events = pd.DataFrame(read_reference("org_unit_events"))
    events["event_date"] = pd.to_datetime(events["event_date"])
    crosswalk = pd.DataFrame(read_reference("crosswalk"))
    crosswalk["is_main"] = crosswalk["is_main"] == "true"
    crosswalk["weight"] = [float(Fraction(weight)) for weight in crosswalk["weight"]]
    crosswalk["event_date"] = pd.to_datetime(crosswalk["event_date"])
    return {
        "org_units": units,
        "org_unit_events": events.drop(columns=["type_before", "name_before"]),
        "crosswalk": crosswalk,
        "periods": _periods(),
        "data_elements": _positions(data_elements().values())
        .rename(columns={"group": "data_group"})
        .drop(columns="sensitive_trait"),
        "indicators": _positions(indicators().values())
        .rename(columns={"group": "data_group"})
        .assign(factor=[float(item.factor) for item in indicators().values()]),
        "targets": pd.DataFrame([vars(target) for target in reference_targets()]),
        "default_deadlines": _default_deadlines(),
        **lens_frames(),
    }


def _positions(items: object) -> pd.DataFrame:
    return pd.DataFrame([{"position": position, **vars(item)} for position, item in enumerate(items)])


def _all_periods() -> list[Period]:
    kinds = ("Q1", "Q2", "H1", "Q3", "9M", "Q4", "Y")
    return [Period(year, kind) for year in range(FIRST_YEAR, LAST_YEAR + 1) for kind in kinds]


def _default_deadlines() -> pd.DataFrame:
    periods = _all_periods()
    return pd.DataFrame(
        {
            "period_id": [period.period_id for period in periods],
            "due_date": pd.to_datetime([default_deadline(period) for period in periods]),
        }
    )


def _periods() -> pd.DataFrame:
    periods = _all_periods()
    return pd.DataFrame(
        {
            "period_id": [period.period_id for period in periods],
            "year": [period.year for period in periods],
            "kind": [period.kind for period in periods],
            "period_start": pd.to_datetime([period.start for period in periods]),
            "period_end": pd.to_datetime([period.end for period in periods]),
            "is_cumulative": [period.is_cumulative for period in periods],
            "vintage": [str(period.vintage) for period in periods],
        }
    )
