"""Refusals speak plainly, in both languages, and hold nothing of the file but short names."""

import string

import pytest

from khuyenhoc.domain.findings import Rule, Severity
from khuyenhoc.intake import refusals
from khuyenhoc.intake.refusals import CELLS_LOST, FAR_CELL, Refused, refused

RULES = [value for value in vars(refusals).values() if isinstance(value, Rule)]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_each_refusal_is_an_error_in_two_languages(rule: Rule) -> None:
    assert rule.severity is Severity.ERROR
    assert fields(rule.vi) - {"kind_vi"} == fields(rule.en) - {"kind_en"}
    assert rule.source
    # It says what to do, and not in the words of programmers.
    assert "xin " in rule.vi.lower()
    assert "lease" in rule.en or "has to be" in rule.en
    for word in ("XML", "zip", "parser", "encoding error", "exception", " byte"):
        assert word not in rule.vi


def test_rule_ids_are_unique() -> None:
    assert len({rule.rule for rule in RULES}) == len(RULES)


def test_names_from_the_file_are_made_short_and_printable() -> None:
    sheet = "Biểu\n\u202e" + "x" * 300
    finding = refused(FAR_CELL, f"{sheet}!B1", sheet=sheet, address="B1").finding
    assert finding.message_vi.isprintable()
    assert finding.cell.isprintable()
    assert len(finding.cell) == 120


def test_the_log_line_is_not_shown() -> None:
    error = refused(CELLS_LOST, "S!A1", detail="2 of 3", sheet="S", address="A1")
    assert isinstance(error, Refused)
    assert error.detail == "2 of 3"
    assert "2 of 3" not in error.finding.message_vi
    assert "cells_lost" in str(error)
