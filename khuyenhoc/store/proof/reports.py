"""Made-up reports for workers that are going to be killed; every figure follows from the seed."""

import hashlib
import random

from khuyenhoc.domain.findings import Finding, Severity
from khuyenhoc.domain.indicators import data_elements
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.verdict import ReportedValue, Verdict
from khuyenhoc.store.workflow import reporting_units

PROVINCES = {"2024": "legacy-56", "2026": "reform-56"}
PERIODS = ("2024-Q1", "2024-Q2", "2024-9M", "2026-Q1", "2026-Q2")
_NOTE = Finding(Severity.NOTE, "made_up", "Sheet!A1", "số liệu minh họa", "made-up figures")


def make_report(chance: random.Random, *, period_id: str = "", units: int = 0) -> tuple[Verdict, bytes]:
    """A verdict on a made-up file, and the file's bytes.

    Args:
        period_id: one of `PERIODS`; any when empty.
        units: how many units it carries; a few to all of a province when 0.
    """
    period = Period.parse(period_id or chance.choice(PERIODS))
    province_id = PROVINCES[str(period.year)]
    everyone = reporting_units(province_id)
    count = min(units or chance.choice((1, 2, 5, len(everyone))), len(everyone))
    chosen = chance.sample(everyone, count)
    elements = chance.sample(sorted(data_elements()), chance.choice((1, 3, 10)))
    idle = chosen.pop() if len(chosen) > 2 and chance.random() < 0.2 else None
    values = tuple(
        ReportedValue(
            unit,
            element,
            None if chance.random() < 0.02 else float(chance.randrange(10**6)),
            f"Sheet!C{row}",
            "x",
        )
        for row, unit in enumerate(chosen, start=5)
        for element in elements
    )
    content = repr((period.period_id, values, idle, chance.random())).encode()
    verdict = Verdict(
        file_name=f"báo cáo {chance.randrange(1000)}.xlsx",
        sha256=hashlib.sha256(content).hexdigest(),
        province_id=province_id,
        period=period,
        tables=(),
        values=values,
        not_established=(idle,) if idle else (),
        findings=(_NOTE,),
        is_synthetic=True,
    )
    return verdict, content
