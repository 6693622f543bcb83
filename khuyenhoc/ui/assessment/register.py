"""The register: which titles there are, how long they hold, and what the last sheets came to."""

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.assessment import Validity, valid_until, validity
from khuyenhoc.domain.collation import by_vietnamese_names
from khuyenhoc.domain.org_units import successor
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_date
from khuyenhoc.reports.workbook import table_columns
from khuyenhoc.review.sentences import place_name
from khuyenhoc.ui import output
from khuyenhoc.ui.approval.choosing import viet_nam_today
from khuyenhoc.ui.assessment.words import title_name
from khuyenhoc.ui.filters import Selection


def sheets_of(selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of the query `assessments`, with the day a title ends and whether it holds today."""
    rows = query("assessments", scope, province_id=successor(selection.province.org_unit_id))
    today = viet_nam_today()
    days = [None if pd.isna(day) else pd.Timestamp(day).date() for day in rows["recognised_on"]]
    ends = [
        None if day is None else valid_until(level, day)
        for level, day in zip(rows["unit_level"], days, strict=True)
    ]
    return rows.assign(
        recognised_day=pd.Series(days, index=rows.index, dtype=object),
        valid_until=pd.Series(ends, index=rows.index, dtype=object),
        validity=[
            "" if day is None else str(validity(end, today)) for day, end in zip(days, ends, strict=True)
        ],
    )


def headline(sheets: pd.DataFrame, selection: Selection, t: Translator) -> str:
    """How many recognised titles hold, and how many of them end soon."""
    standing = sheets[sheets["standing"] == "in_force"]
    counts = _titles(standing)["validity"].value_counts()
    titles = int(sum(counts.get(each, 0) for each in (Validity.IN_FORCE, Validity.EXPIRES_SOON)))
    name = place_name(selection.province, t)
    if not standing["validity"].any():
        return t("assessment.headline_empty", province=name, sheets=len(standing))
    return t(
        "assessment.headline",
        province=name,
        titles=titles,
        soon=int(counts.get(Validity.EXPIRES_SOON, 0)),
        unknown=int(counts.get(Validity.UNKNOWN, 0)),
    )


def show_register(sheets: pd.DataFrame, selection: Selection, t: Translator) -> None:
    """The sheets that count, those whose title ends soon first, with their Excel file."""
    st.caption(t("assessment.note"))
    standing = sheets[sheets["standing"] == "in_force"]
    if standing.empty:
        st.info(t("assessment.register_empty"), icon=":material/info:")
        return
    titles = _titles(standing)
    expiring = titles[titles["validity"] == Validity.EXPIRES_SOON]
    if len(expiring):
        named = "; ".join(
            t("assessment.expiring_one", name=row.unit_name, day=format_date(row.valid_until))
            for row in expiring.itertuples()
        )
        st.warning(t("assessment.expiring", count=len(expiring), named=named), icon=":material/event_busy:")
    frame = _in_words(standing, t)
    headings = {
        "unit_name": t("assessment.name"),
        "validity_text": t("assessment.validity_heading"),
        "until": t("assessment.until"),
        "awarded": t("assessment.awarded"),
        "own_level": t("assessment.own_level"),
        "title": t("assessment.title"),
        "year": t("assessment.year"),
        "commune": t("assessment.commune"),
        "legal_act": t("assessment.act"),
        "awarded_day": t("assessment.act_date"),
        "missing": t("assessment.missing"),
        "assessed_by": t("assessment.by"),
    }
    st.dataframe(
        frame[list(headings)].rename(columns=headings), hide_index=True, alt=t("assessment.register_alt")
    )
    output.download_table(
        frame,
        table_columns(headings),
        t,
        name=f"so_danh_hieu_{selection.province.file_name}",
        notes={
            t("notes.province"): place_name(selection.province, t),
            t("notes.definition"): t("assessment.note"),
            t("notes.source"): t("assessment.source"),
        },
    )
    st.caption(t("assessment.source"))


def _titles(standing: pd.DataFrame) -> pd.DataFrame:
    """The newest recognition of each unit and title: one renewed in a later year is not counted twice."""
    awarded = standing[standing["validity"] != ""].sort_values("recognised_on", ascending=False)
    return awarded.drop_duplicates(["scheme", "unit_level", "unit_key", "org_unit_id"])


def _in_words(rows: pd.DataFrame, t: Translator) -> pd.DataFrame:
    order = {Validity.EXPIRES_SOON: 0, Validity.EXPIRED: 1}
    rows = rows.assign(order=[order.get(each, 2) for each in rows["validity"]])
    rows = rows.sort_values(["order", "unit_name"], kind="stable", key=by_vietnamese_names)
    return rows.assign(
        title=[title_name(row.scheme, row.unit_level, t) for row in rows.itertuples()],
        year=rows["year"].astype(str),
        own_level=[_own_level(row.level_reached, row.standing_level1, t) for row in rows.itertuples()],
        missing=[each or "–" for each in rows["missing"]],
        awarded=[
            "–" if pd.isna(level) else t("assessment.level", level=int(level))
            for level in rows["recognised_level"]
        ],
        awarded_day=["–" if day is None else format_date(day) for day in rows["recognised_day"]],
        until=[_until(row.recognised_day, row.valid_until, t) for row in rows.itertuples()],
        validity_text=[t(f"assessment.validity.{each}") if each else "–" for each in rows["validity"]],
        legal_act=rows["legal_act"].fillna("–"),
    )


def _own_level(reached: int, standing_level1: str, t: Translator) -> str:
    if reached:
        return t("assessment.level", level=reached)
    text = t(f"assessment.standing.{standing_level1}")
    return text[:1].upper() + text[1:]


def _until(recognised_on: object, until: object, t: Translator) -> str:
    if recognised_on is None:
        return "–"
    return t("assessment.no_source") if until is None else format_date(until)
