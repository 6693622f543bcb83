"""The one judge after every fault: what was acknowledged is there once and whole, and nothing else counts."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from khuyenhoc.store import documents
from khuyenhoc.store.database import Database
from khuyenhoc.store.interfaces import Vault
from khuyenhoc.store.ledger import Line
from khuyenhoc.store.projection.rows import Foresight
from khuyenhoc.store.sql import write_text
from khuyenhoc.store.verification import verify_store

Figures = dict[tuple[str, str, str], float | None]


@dataclass(frozen=True)
class Judgement:
    """What is wrong; all empty when all is well.

    Attributes:
        lost: receipts (or withdrawals) that somebody was given and that are not there.
        doubled: receipts that are there twice, or made-up files (each sent with one content only) that count
            twice.
        partial: submissions of which not every value is there, or with another total than the ledger's.
        wrong_figures: (unit, period, data element) whose current value is not what the ledger's documents
            give.
        is_rebuildable: a database made from ledger and vault alone has the same hash.
    """

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    partial: tuple[str, ...]
    wrong_figures: tuple[tuple[str, str, str], ...]
    is_rebuildable: bool

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.is_rebuildable and not (self.lost or self.doubled or self.partial or self.wrong_figures)


def judge(
    database: Database,
    acknowledged: Iterable[str],
    withdrawn: Iterable[str] = (),
    *,
    with_rebuild: bool = True,
) -> Judgement:
    """Compare an open store with what was acknowledged.

    Args:
        acknowledged: receipt codes that somebody was given.
        withdrawn: of these, the ones whose withdrawal was confirmed.
        with_rebuild: also make a database anew and compare hashes.
    """
    lines = database.ledger.whole().lines
    stored = database.read(_stored)
    gone = {code for code, (_, is_withdrawn, _) in stored.items() if is_withdrawn}
    return Judgement(
        lost=tuple(sorted({*(set(acknowledged) - stored.keys()), *(set(withdrawn) - gone)})),
        doubled=tuple(sorted(database.read(_doubled))),
        partial=tuple(sorted(_partial(database, lines, stored))),
        wrong_figures=tuple(sorted(_wrong_figures(database, lines))),
        is_rebuildable=verify_store(database).is_sound if with_rebuild else True,
    )


def _stored(cursor: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, bool, list[float]]]:
    """Receipt code -> (submission id, whether withdrawn, its values)."""
    rows = cursor.execute(
        "select submissions.receipt_code, submissions.submission_id, withdrawals.reason is not null, "
        "list(observations.value) filter (observations.value is not null) "
        "from submissions left join withdrawals using (submission_id) "
        "left join observations using (submission_id) group by all"
    ).fetchall()
    return {code: (submission_id, gone, values or []) for code, submission_id, gone, values in rows}


def _doubled(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    rows = cursor.execute(
        "select receipt_code from submissions group by receipt_code having count(*) > 1 union all "
        "select min(receipt_code) from submissions anti join withdrawals using (submission_id) "
        "group by file_sha256, province_id, period_id having count(*) > 1"
    ).fetchall()
    return [code for (code,) in rows]


def _partial(
    database: Database, lines: Iterable[Line], stored: dict[str, tuple[str, bool, list[float]]]
) -> set[str]:
    """Receipts that are not whole by the store's own count, or by the totals that the ledger holds."""
    own = database.read(lambda cursor: cursor.execute(write_text("partial_submissions")).fetchall())
    totals = {
        line.entry["receipt"]: line.entry["total"]
        for line in lines
        if line.action == "submit" and "total" in line.entry
    }
    wrong = {
        code
        for code, (_, _, values) in stored.items()
        if code not in totals or math.fsum(values) != totals[code]
    }
    return wrong | {submission_id for (submission_id,) in own}


def _wrong_figures(database: Database, lines: Iterable[Line]) -> set[tuple[str, str, str]]:
    rows = database.read(
        lambda cursor: cursor.execute(
            "select org_unit_id, period_id, data_element, value from current_observations"
        ).fetchall()
    )
    found = {(unit, period, element): value for unit, period, element, value in rows}
    expected = expected_figures(database.vault, lines)
    return {key for key in found.keys() | expected.keys() if found.get(key, "–") != expected.get(key, "–")}


def expected_figures(vault: Vault, lines: Iterable[Line]) -> Figures:
    """What counts now by the documents alone: later ones over earlier ones, withdrawn ones left out.

    Worked out here in a second way on purpose, with nothing of the database's views.
    """
    lines = list(lines)
    foresight = Foresight.of(lines)
    withdrawn = {line.entry["submission_id"] for line in lines if line.action == "withdraw"}
    figures: Figures = {}
    for line in lines:
        if line.action != "submit" or line.entry_id in foresight.voided | withdrawn:
            continue
        adopted = foresight.adopted.get(line.entry_id)
        document = documents.decode(vault.fetch(adopted[0] if adopted else line.entry["accepted_sha256"]))
        for unit in document.not_established:
            for key in [key for key in figures if key[:2] == (unit, document.period_id)]:
                del figures[key]
        for unit, element, value, *_ in document.values:
            figures[unit, document.period_id, element] = value
    return figures
