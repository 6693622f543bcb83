"""What was accepted of a file, as it is stored: the document that the database is filled from.

It lies in the vault beside the original, under its own hash, before the ledger names it. Every replay reads
it, so that a later intake, which may understand the original otherwise, changes nothing.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import isfinite
from pathlib import Path

import orjson

from khuyenhoc.domain.findings import Severity
from khuyenhoc.intake.verdict import Verdict
from khuyenhoc.store import vault
from khuyenhoc.store.errors import NewerStoreError

FORMAT = 1
# Higher levels take twice the time for a tenth of the size.
_COMPRESSION = 2

# Column name -> values, all of one length; no columns at all for no rows.
Columns = dict[str, list]

_OBSERVATION = ("org_unit_id", "data_element", "value", "cell", "original")
_FINDING = ("severity", "rule", "cell", "message_vi", "message_en")


@dataclass(frozen=True)
class Document:
    """The accepted content of one file.

    Attributes:
        values: (org unit id, data element, value, cell, original) each, as a `ReportedValue`; a value of
            None means "does not apply".
        not_established: ids of units that say they have no association yet.
        findings: (severity, rule, cell, message_vi, message_en) each.
        signed_by: who signed the warnings; empty when there were none.
    """

    file_name: str
    file_sha256: str
    province_id: str
    period_id: str
    vintage: str
    is_synthetic: bool
    values: tuple[tuple, ...]
    not_established: tuple[str, ...]
    findings: tuple[tuple, ...]
    signed_by: str

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The units that have a figure or a state in it, in order of appearance."""
        return tuple(dict.fromkeys((*self.reporting_units, *self.not_established)))

    @cached_property
    def reporting_units(self) -> tuple[str, ...]:
        """The units that have a figure in it, in order of appearance."""
        return tuple(dict.fromkeys(self.by_column["org_unit_id"]))

    @cached_property
    def by_column(self) -> Columns:
        """Its values column by column; all columns are there when it has none."""
        columns = map(list, zip(*self.values, strict=True)) if self.values else ([] for _ in _OBSERVATION)
        return dict(zip(_OBSERVATION, columns, strict=True))

    def observations(self) -> Columns:
        """Rows of the table `observations`, apart from submission and period."""
        return dict(self.by_column)

    def keys(self) -> Columns:
        """Units and data elements of its values; both columns are there when it has none."""
        return {name: self.by_column[name] for name in ("org_unit_id", "data_element")}

    def unit_reports(self) -> Columns:
        """Rows of the table `unit_reports`, apart from submission and period."""
        states = dict.fromkeys(self.reporting_units, "reported")
        states |= dict.fromkeys(self.not_established, "not_established")
        return {"org_unit_id": list(states), "state": list(states.values())}

    def finding_rows(self) -> Columns:
        """Rows of the table `findings`, apart from the submission."""
        signed = [self.signed_by if row[0] == str(Severity.WARNING) else None for row in self.findings]
        return {
            **_columns(_FINDING, self.findings),
            "position": list(range(len(self.findings))),
            "signed_by": signed,
        }


def _columns(names: Sequence[str], rows: Sequence[tuple]) -> Columns:
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}


def from_verdict(verdict: Verdict, signed_by: str) -> Document:
    """What is kept of an accepted verdict."""
    return Document(
        file_name=verdict.file_name,
        file_sha256=verdict.sha256,
        province_id=verdict.province_id,
        period_id=verdict.period.period_id,
        vintage=str(verdict.period.vintage),
        is_synthetic=verdict.is_synthetic,
        values=verdict.values,
        not_established=tuple(verdict.not_established),
        findings=tuple(
            (str(finding.severity), finding.rule, finding.cell, finding.message_vi, finding.message_en)
            for finding in verdict.findings
        ),
        signed_by=signed_by,
    )


def encode(document: Document) -> bytes:
    """The bytes that go into the vault: gzip around JSON, so that any machine can read them in 20 years.

    Raises:
        ValueError: a number is none.
    """
    content = {field.name: getattr(document, field.name) for field in fields(document)}
    # `filter` leaves out what has no number, and zeros, which are finite.
    if not all(map(isfinite, filter(None, document.by_column["value"]))):
        message = "a value is not a finite number"
        raise ValueError(message)
    # Plain tuples: the fast library takes no others, and there and back again is the quickest way to them.
    plain = tuple(zip(*document.by_column.values(), strict=True))
    content = {"format": FORMAT, **content, "values": plain}
    return gzip.compress(_json(content), compresslevel=_COMPRESSION, mtime=0)


def _json(content: dict[str, object]) -> bytes:
    """JSON without spaces; by the slower library where whole numbers go beyond 64 bits."""
    try:
        return orjson.dumps(content)
    except TypeError:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode()


def decode(content: bytes) -> Document:
    """A document from its bytes.

    Raises:
        NewerStoreError: a later release wrote it.
    """
    found = json.loads(gzip.decompress(content))
    written_as = found.pop("format")
    if written_as != FORMAT:
        raise NewerStoreError(f"document {written_as}")
    for name in ("values", "findings"):
        found[name] = tuple(tuple(row) for row in found[name])
    return Document(**{**found, "not_established": tuple(found["not_established"])})


def keep(home: Path, document: Document) -> str:
    """Put a document into the vault and give back the hash it lies under."""
    return vault.keep(home, encode(document))
