"""The figures of a review as one workbook: indicators, data elements, every unit, and what they mean."""

import pandas as pd

from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.indicators import data_elements, indicators
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_period
from khuyenhoc.reports.workbook import Sheet, dated, printed_words, table_columns, to_book
from khuyenhoc.review import sentences
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.file_notes import file_notes

_WHOLE, _DECIMAL = "#,##0", "#,##0.00"


def review_workbook(facts: Facts, t: Translator) -> bytes:
    """An .xlsx file; money in đồng, rates in percent, missing values empty."""
    sheets = [_indicators(facts, t), _elements(facts, t), _units(facts, t)]
    if facts.lens is not Lens.REPORTED:
        sheets.append(_restated(facts, t))
    notes = file_notes(
        facts,
        t,
        what=t("review.workbook"),
        period=format_period(facts.subject.period, t),
        definition=t("review.definition"),
    )
    if facts.founded:
        notes[t("review.founded_heading")] = ", ".join(facts.founded)
    return to_book(
        sheets,
        notes=dated(notes, t),
        notes_sheet=t("download.notes_sheet"),
        footer=printed_words(notes, t),
    )


def _indicators(facts: Facts, t: Translator) -> Sheet:
    frame = pd.DataFrame(
        {
            "name": sentences.indicator_name(item.indicator, t),
            "unit": t(f"unit.{item.indicator.unit}"),
            "value": item.value,
            "earlier": item.earlier_value,
            "target": item.target_value,
            "year": item.target_year,
            "act": item.target_legal_act,
            "reported": item.reported_units,
            "expected": item.expected_units,
        }
        for item in facts.standings.values()
    )
    headings = {
        "name": t("notes.indicator"),
        "unit": t("review.unit_of_measure"),
        "value": t("review.now"),
        "earlier": t("review.then"),
        "target": t("official.target_value"),
        "year": t("official.target_year"),
        "act": t("official.act"),
        "reported": t("table.reported"),
        "expected": t("table.expected"),
    }
    formats = {
        "value": _DECIMAL,
        "earlier": _DECIMAL,
        "target": _DECIMAL,
        "year": "0",
        "reported": "0",
        "expected": "0",
    }
    return Sheet(t("review.sheet_indicators"), frame, table_columns(headings, formats))


def _elements(facts: Facts, t: Translator) -> Sheet:
    frame = facts.elements.reset_index()
    frame["name"] = [sentences.element_name(name, t) for name in frame["data_element"]]
    headings = {
        "name": t("review.element"),
        "value": t("review.now"),
        "reported_units": t("table.reported"),
        "earlier_value": t("review.then"),
        "earlier_reported_units": t("review.then_reported"),
        "compared_value": t("review.both_now"),
        "compared_earlier_value": t("review.both_then"),
        "compared_units": t("review.both_units"),
        "year_to_date": t("review.sum_year_to_date"),
        "earlier_year_to_date": t("review.sum_earlier_year_to_date"),
    }
    return Sheet(
        t("review.sheet_elements"),
        frame,
        table_columns(headings, dict.fromkeys(headings, _WHOLE) | {"name": ""}),
    )


def _units(facts: Facts, t: Translator) -> Sheet:
    states = facts.states[["org_unit_id", "name", "state"]].sort_values("name", key=by_vietnamese_names)
    frame = states.join(facts.unit_elements, on="org_unit_id")
    frame["state"] = [t(f"state.{state}") for state in frame["state"]]
    frame["code"] = [all_units()[unit].code for unit in frame["org_unit_id"]]
    names = [name for name in data_elements() if name in frame.columns]
    headings = {"code": t("review.code"), "name": t("table.unit"), "state": t("table.state")}
    headings |= {name: sentences.element_name(name, t) for name in names}
    return Sheet(t("review.sheet_units"), frame, table_columns(headings, dict.fromkeys(names, _WHOLE)))


def _restated(facts: Facts, t: Translator) -> Sheet:
    """Every indicator of every unit of the lens, with the share of the value that is an estimate."""
    frame = pd.concat(
        facts.units(name).assign(
            indicator=sentences.indicator_name(indicator, t), unit=t(f"unit.{indicator.unit}")
        )
        for name, indicator in indicators().items()
    )
    frame["state"] = [t(f"state.{state}") for state in frame["state"]]
    frame["estimated"] = (100 * frame["estimated_share"]).where(frame["value"].notna())
    headings = {
        "name": t("table.unit"),
        "indicator": t("notes.indicator"),
        "state": t("table.state"),
        "value": t("review.now"),
        "unit": t("review.unit_of_measure"),
        "estimated": t("review.estimated_percent"),
        "reported_sources": t("table.reported"),
        "expected_sources": t("table.expected"),
    }
    formats = {
        "value": _DECIMAL,
        "estimated": "0.0",
        "reported_sources": _WHOLE,
        "expected_sources": _WHOLE,
    }
    return Sheet(t("review.sheet_restated"), frame, table_columns(headings, formats, {"value": "method"}))
