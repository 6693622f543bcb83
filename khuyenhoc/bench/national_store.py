"""A store of many provinces and quarters, filled by DuckDB itself: the same figures every time.

Every unit reports every data element each quarter, and every tenth unit corrects its report. That this many
reports go through the checks is measured elsewhere; here only the size counts.
"""

from dataclasses import dataclass

from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.org_units import provinces
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.store.actions import new_entry
from khuyenhoc.store.clustering import put_in_order
from khuyenhoc.store.database import Database
from khuyenhoc.store.interfaces import FolderVault
from khuyenhoc.store.ledger import Ledger, Mark
from khuyenhoc.store.projection.rows import Foresight, Rows

_FIRST_YEAR, _FIRST_KIND = 2025, "Q4"
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
# First in the order of the demo's province, so that the smallest store has the one that is asked about.
_ASKED_PROVINCE = "reform-56"
# The store keeps observations as they come; here one province and quarter after the other, as reports do.
_REPORTS = """
create temp table bench_reports as
select
    units.org_unit_id,
    units.province_id,
    periods.period_id,
    'bench-' || units.province_id || '-' || periods.period_id as submission_id,
    hash(units.org_unit_id) % 10 = 0 as is_corrected
from reporting_units as units
cross join periods
where
    units.vintage = 'reform'
    and list_contains($province_ids, units.province_id)
    and list_contains($period_ids, periods.period_id)
"""
_VALUES = """
insert into observations by name
select
    reports.submission_id{suffix} as submission_id,
    reports.org_unit_id,
    elements.data_element,
    reports.period_id,
    (hash(reports.org_unit_id, elements.data_element, reports.period_id{suffix}) % 9000 + 1000)::double
        as value,
    'Bieu 01!C10' as cell,
    '' as original
from bench_reports as reports
cross join (select unnest($elements) as data_element) as elements
where {condition}
order by reports.period_id, reports.province_id, reports.org_unit_id
"""
_REST = (
    """
    insert into submissions by name
    select distinct
        submission_id,
        submission_id as receipt_code,
        province_id,
        period_id,
        'reform' as vintage,
        '' as file_name,
        '' as file_sha256,
        timestamp '2026-01-01' as submitted_at,
        'bench' as submitted_by,
        true as is_synthetic
    from (
        select * from bench_reports
        union all
        select * replace (submission_id || '-2' as submission_id) from bench_reports
    )
    """,
    """
    insert into unit_reports by name
    select
        submission_id || if(is_corrected, '-2', '') as submission_id,
        org_unit_id,
        period_id,
        'reported' as state
    from bench_reports
    """,
    """
    insert into supersessions by name
    select
        reports.submission_id,
        reports.org_unit_id,
        elements.data_element,
        reports.submission_id || '-2' as superseded_by
    from bench_reports as reports
    cross join (select unnest($elements) as data_element) as elements
    where reports.is_corrected
    """,
    "drop table bench_reports",
    "insert into current_observations select * from standing_observations",
    "insert into current_unit_reports select * from standing_unit_reports",
)


@dataclass(frozen=True)
class Size:
    """How much is in a store.

    Attributes:
        provinces: of 34.
        quarters: since the fourth of 2025.
    """

    provinces: int
    quarters: int

    @property
    def province_ids(self) -> list[str]:
        """The provinces that report."""
        others = [unit.org_unit_id for unit in provinces(Vintage.REFORM)]
        others.remove(_ASKED_PROVINCE)
        return [_ASKED_PROVINCE, *others][: self.provinces]

    @property
    def period_ids(self) -> list[str]:
        """The quarters, oldest first."""
        first = _QUARTERS.index(_FIRST_KIND)
        return [
            Period(_FIRST_YEAR + place // 4, _QUARTERS[place % 4]).period_id
            for place in range(first, first + self.quarters)
        ]


def fill_store(database: Database, size: Size) -> int:
    """Fill an empty store; how many observations are in it then."""
    given = {"province_ids": size.province_ids, "period_ids": size.period_ids}
    elements = {"elements": list(data_elements())}
    corrections = {"suffix": " || '-2'", "condition": "reports.is_corrected"}
    with database.transaction() as cursor:
        cursor.execute(_REPORTS, given)
        for parts in ({"suffix": "", "condition": "true"}, corrections):
            cursor.execute(_VALUES.format(**parts), elements)
        for statement in _REST:
            cursor.execute(statement, elements if "$elements" in statement else None)
        count = cursor.execute("select count(*) from observations").fetchone()[0]
    put_in_order(database)
    return count


def name_submissions(database: Database) -> None:
    """Write a line for each submission into an empty ledger: a store with others is refused."""
    with database.transaction() as cursor:
        counts = cursor.execute(
            """
            select submissions.submission_id, count(observations.submission_id)
            from submissions left join observations using (submission_id)
            group by submissions.submission_id order by submissions.submission_id
            """
        ).fetchall()
        ledger = Ledger(database.folder, Mark())
        rows = Rows(cursor, FolderVault(database.folder), Foresight.of([]))
        for submission_id, count in counts:
            entry = new_entry("submit", "bench") | {"entry_id": submission_id}
            rows.enter(ledger.append(entry), count)
