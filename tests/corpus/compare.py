"""What the intake made of a case, against what is right."""

from dataclasses import dataclass, field
from enum import StrEnum

from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.pipeline import check_report
from khuyenhoc.intake.verdict import Verdict
from tests.corpus.case import ACCEPTED, REJECTED, Case, Made, Reading, Values


class Outcome(StrEnum):
    """What became of a case."""

    RECOGNISED = "recognised"  # read rightly, nothing asked
    CONFIRMED = "confirmed"  # read rightly, something to tick, as there should or may be
    ASKED = "asked"  # a person is asked, rightly
    CAUGHT = "caught"  # a bad file, found out at the right cells
    ASKED_NEEDLESSLY = "asked needlessly"
    WRONG = "wrong"
    CRASHED = "crashed"

    @property
    def is_good(self) -> bool:
        """Whether the case passes."""
        return self in {Outcome.RECOGNISED, Outcome.CONFIRMED, Outcome.ASKED, Outcome.CAUGHT}


@dataclass
class Result:
    """One case, judged.

    Attributes:
        reasons: what differs, one line each; empty for a case that passes.
        wrong_values: stored figures that are not the right ones.
        lost_rows: units with figures of which nothing would be stored, in a file that is not rejected.
        is_readable: whether a careful person can read the file without asking anything.
    """

    case: Case
    outcome: Outcome
    reasons: list[str] = field(default_factory=list)
    wrong_values: int = 0
    lost_rows: int = 0
    is_readable: bool = True


def check_case(case: Case) -> Result:
    """Make a case's file, let the intake check it, and judge the verdict."""
    made = case.make()
    period = Period.parse(made.period) if made.period else None
    try:
        verdict = check_report(made.content, made.file_name, province_id=made.province_id, period=period)
    except Exception as error:  # noqa: BLE001 - whatever it is, the case has failed
        return Result(case, Outcome.CRASHED, [f"{type(error).__name__}: {error}"])
    result = judge(case, made, verdict)
    result.is_readable = ACCEPTED in made.reading.verdicts and REJECTED not in made.reading.verdicts
    return result


def judge(case: Case, made: Made, verdict: Verdict) -> Result:
    """Compare a verdict with the right reading."""
    reading = made.reading
    stored = values_of(verdict)
    wrong = _wrong_values(reading.values, stored)
    lost = [] if verdict.decision == REJECTED else [code for code in reading.values if code not in stored]
    reasons = [*_value_reasons(reading, stored, wrong, verdict), *_frame_reasons(reading, verdict)]
    reasons += _finding_reasons(reading, verdict)
    if not reasons:
        return Result(case, _good_outcome(reading, verdict))
    is_cautious = not wrong and not lost and ACCEPTED in reading.verdicts and verdict.decision != ACCEPTED
    outcome = Outcome.ASKED_NEEDLESSLY if is_cautious else Outcome.WRONG
    return Result(case, outcome, reasons, len(wrong), len(lost))


def values_of(verdict: Verdict) -> Values:
    """Stored values by unit code and data element."""
    found: Values = {}
    for value in verdict.values:
        found.setdefault(all_units()[value.org_unit_id].code, {})[value.data_element] = value.value
    return found


def _good_outcome(reading: Reading, verdict: Verdict) -> Outcome:
    if reading.asked:
        return Outcome.ASKED
    if verdict.decision == ACCEPTED:
        return Outcome.RECOGNISED
    if len(reading.verdicts) > 2:
        return Outcome.ASKED
    return Outcome.CAUGHT if reading.verdicts == (REJECTED,) or reading.findings else Outcome.CONFIRMED


def _wrong_values(right: Values, stored: Values) -> list[str]:
    """Stored figures that differ from the right ones, or should not be there."""
    wrong = []
    for code, elements in stored.items():
        for name, value in elements.items():
            known = right.get(code, {})
            if name not in known:
                wrong.append(
                    f"{code} {name}: {value:g} stored, nothing is right"
                    if value is not None
                    else f"{code} {name}"
                )
            elif known[name] != value:
                wrong.append(f"{code} {name}: {value} stored, {known[name]} is right")
    return wrong


def _value_reasons(reading: Reading, stored: Values, wrong: list[str], verdict: Verdict) -> list[str]:
    reasons = []
    if wrong:
        reasons.append(f"{len(wrong)} wrong values, first: {wrong[0]}")
    if reading.verdicts == (REJECTED,) or verdict.decision == REJECTED:
        return reasons
    missing = [
        f"{code} {name}"
        for code, elements in reading.values.items()
        for name in elements
        if name not in stored.get(code, {})
    ]
    is_open = len(reading.verdicts) > 2 and verdict.decision != ACCEPTED
    if missing and not is_open:
        reasons.append(f"{len(missing)} values not stored, first: {missing[0]}")
    absent = {all_units()[unit].code for unit in verdict.not_established}
    if absent != set(reading.not_established):
        reasons.append(f"not established: {sorted(absent)}, right is {sorted(reading.not_established)}")
    return reasons


def _frame_reasons(reading: Reading, verdict: Verdict) -> list[str]:
    """Decision, province and period; of a rejected file only the decision counts."""
    reasons = []
    if verdict.decision not in reading.verdicts:
        told = "; ".join(f"{f.severity} {f.rule} {f.cell}" for f in verdict.findings if f.severity != "note")
        reasons.append(f"{verdict.decision} instead of {' or '.join(reading.verdicts)} ({told[:300]})")
    if REJECTED in reading.verdicts:
        return reasons
    province = all_units()[verdict.province_id].code if verdict.province_id else None
    period = verdict.period.period_id if verdict.period else None
    if province != reading.province:
        reasons.append(f"province {province} instead of {reading.province}")
    if period != reading.period:
        reasons.append(f"period {period} instead of {reading.period}")
    return reasons


def _finding_reasons(reading: Reading, verdict: Verdict) -> list[str]:
    found = [(str(finding.severity), finding.cell) for finding in verdict.findings]
    reasons = [
        f"no {severity} at {cell or 'the file'}"
        for severity, cell in reading.findings
        if not any(severity == other and _is_at(place, cell) for other, place in found)
    ]
    expected = [place for _, cell in reading.findings for place in cell.split("|")]
    for finding in verdict.findings:
        is_expected = (
            any(_is_at(finding.cell, cell) for cell in expected) or finding.cell in reading.elsewhere
        )
        if (
            finding.severity == "error"
            and not is_expected
            and not reading.asked
            and "*" not in reading.elsewhere
        ):
            reasons.append(f"error {finding.rule} at {finding.cell}, where none should be")
    return reasons


def _is_at(place: str, cell: str) -> bool:
    """Whether a finding stands where it should; without a cell, on a sheet or the file as a whole."""
    return place in cell.split("|") if cell else "!" not in place
