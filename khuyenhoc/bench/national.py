"""Queries on the store of the whole country over ten years, beside the plainest SQL over one sorted table."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb

from khuyenhoc.bench.measuring import Measurement, worked
from khuyenhoc.bench.national_store import Size, fill_store, name_submissions
from khuyenhoc.bench.plain_queries import PLAIN
from khuyenhoc.bench.storing import query_bare
from khuyenhoc.domain.periods import Period
from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import query_parameters

_TIMES = 1.5
_PLAIN_FILE = "plain.duckdb"
_WHOLE_COUNTRY = Size(provinces=34, quarters=40)
_COPIED = ("periods", "indicators", "data_elements")
_NAMED = """
select org_units.org_unit_id, org_units.province_id, org_unit_names.name, org_units.short_name
from org_units
inner join org_unit_names
    on org_units.org_unit_id = org_unit_names.org_unit_id and org_unit_names.valid_before is null
where org_units.vintage = 'reform' and org_units.level = '{level}'
"""
# Of one unit, or of every province anyway: asking for more provinces changes nothing.
_OF_ANY_PROVINCES = frozenset({"indicator_by_province", "unit_indicators", "unit_history"})


def national_queries(folder: Path) -> Iterator[Measurement]:
    """Processor time: what else the machine does then weighs little. Of one province, and of the country.

    Both files are filled first and opened anew then, as a server does: what a process needed to make millions
    of rows stays with it, and would weigh on the side that made them.
    """
    folder = folder / "national"
    folder.mkdir()
    _make_both(folder)
    database = Database(folder)
    with duckdb.connect(folder / _PLAIN_FILE, config={"threads": "2"}) as plain:
        for name in PLAIN:
            for given in national_parameters(name, _WHOLE_COUNTRY):
                is_country = len(given.get("province_ids", ())) > 1
                yield Measurement(
                    f"national.{name}{'.country' if is_country else ''}",
                    worked(partial(database.query, name, given)),
                    worked(partial(ask_plain, plain, name, given)),
                    bar=_TIMES,
                )
    database.close()


def _make_both(folder: Path) -> None:
    """The store, with a ledger so that it opens again, and beside it the plain file."""
    database = Database(folder)
    fill_store(database, _WHOLE_COUNTRY)
    name_submissions(database)
    with duckdb.connect(folder / _PLAIN_FILE, config={"threads": "2"}) as plain:
        copy_plain(database, plain)
    database.close()


def national_parameters(name: str, size: Size) -> list[dict[str, object]]:
    """What is asked of a query: the newest quarter of the first province, then of all."""
    period = Period.parse(size.period_ids[-1])
    first = size.province_ids[:1]
    known: dict[str, object] = {
        "scope": None,
        "period_id": period.period_id,
        "previous_period_id": period.previous.period_id,
        "earlier_period_id": period.same_period_last_year.period_id,
        "base_period_id": f"{period.year - 1}-Q4",
        "province_id": first[0],
        "province_code": first[0].removeprefix("reform-"),
        "former_province_ids": [],
        "org_unit_id": None,
        "org_unit_ids": ["reform-22366", "reform-22390"],
        "indicator": "learning_citizen_rate",
        "data_element": "members",
        "data_elements": ["members", "fund_raised"],
        "lens": "reported",
    }
    sizes = [first] if name in _OF_ANY_PROVINCES else [first, size.province_ids]
    everything = [known | {"province_ids": own, "earlier_province_ids": own} for own in sizes]
    return [{key: given[key] for key in query_parameters(name)} for given in everything]


def copy_plain(database: Database, plain: duckdb.DuckDBPyConnection) -> None:
    """Fill a file with the values that count as one sorted table, and the names they need."""
    wanted = {
        "plain": "select data_element, period_id, org_unit_id, value, cell, submission_id "
        "from current_observations order by data_element, period_id, org_unit_id",
        "units": _NAMED.format(level="commune"),
        "provinces": _NAMED.format(level="province"),
        "reports": "select org_unit_id, period_id, state from current_unit_reports "
        "order by period_id, org_unit_id",
        "files": "select submission_id, receipt_code, file_name, submitted_at from submissions",
        "targets": "select indicator, scope, year, value, legal_act from targets_in_force",
        **{table: f"select * from {table}" for table in _COPIED},  # noqa: S608 - fixed names
    }
    for table, statement in wanted.items():
        rows = database.read(lambda cursor, asked=statement: cursor.execute(asked).to_arrow_table())
        plain.register("incoming", rows)
        plain.execute(f"create table {table} as select * from incoming")  # noqa: S608 - fixed names
        plain.unregister("incoming")
    plain.execute("checkpoint")


def ask_plain(plain: duckdb.DuckDBPyConnection, name: str, given: dict[str, object]) -> None:
    """The plainest SQL of a query, with those of its parameters that it takes."""
    taken = duckdb.extract_statements(PLAIN[name])[0].named_parameters
    query_bare(plain, PLAIN[name], {key: value for key, value in given.items() if key in taken})
