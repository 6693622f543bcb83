"""The table a fund publishes before 31 March: what was received from whom, and what it was used for.

Decree 03/2026/NĐ-CP (in force since 01/03/2026) wants contributions, assets received and the results of their
use published in the mass media before 31 March of each year. The decree's own form was not found; the columns
here are its words.
"""

import io
from collections.abc import Mapping

import pandas as pd
import xlsxwriter

from khuyenhoc.i18n import Translator

LEGAL_ACT = "Nghị định 03/2026/NĐ-CP"

_IS_MONEY = {
    "name": False,
    "opening": True,
    "raised": True,
    "enterprises": True,
    "individuals": True,
    "clans": True,
    "other_sources": True,
    "spent": True,
    "scholarships": False,
    "scholarships_amount": True,
    "rewards": False,
    "rewards_amount": True,
    "hardship_grants": False,
    "hardship_grants_amount": True,
    "adult_grants": False,
    "adult_grants_amount": True,
    "other_uses": True,
    "closing": True,
}
# Column of the frame -> heading of the published table, which is Vietnamese, and whether it is money.
COLUMNS: dict[str, tuple[str, bool]] = {
    name: (Translator("vi")(f"funds.published.{name}"), is_money) for name, is_money in _IS_MONEY.items()
}
_AWARDS = ("scholarships_amount", "rewards_amount", "hardship_grants_amount", "adult_grants_amount")
_TOTAL_FROM = {
    "opening": "fund_opening",
    "raised": "fund_raised",
    "enterprises": "fund_raised_enterprises",
    "individuals": "fund_raised_individuals",
    "clans": "fund_raised_clans",
    "other_sources": "fund_raised_other",
    "spent": "fund_spent",
    "closing": "fund_closing",
}


def publication_frame(units: pd.DataFrame, totals: pd.DataFrame, *, total_name: str) -> pd.DataFrame:
    """One row per unit's fund and a total row last, in đồng; missing figures stay missing.

    Args:
        units: rows of the query `fund_by_unit` of a year.
        totals: rows of the query `fund_totals` of the same span.
        total_name: what the total row is called.
    """
    given = totals.set_index("data_element")["value"]
    total = {column: given.get(_TOTAL_FROM.get(column, column)) for column in COLUMNS}
    total |= {"name": total_name}
    rows = pd.concat([units, pd.DataFrame([total])], ignore_index=True)
    awards = rows[list(_AWARDS)].apply(pd.to_numeric).sum(axis=1, min_count=1).fillna(0)
    other_uses = pd.to_numeric(rows["spent"]) - awards
    if "has_hidden" in units:  # with an amount left out, the rest would hold it, and give it away
        other_uses = other_uses.mask(rows["has_hidden"].eq(other=True))
    return rows.assign(other_uses=other_uses)[list(COLUMNS)]


def hidden_note(units: pd.DataFrame, t: Translator) -> dict[str, str]:
    """A line under a table of units, where a value is empty because it counts few people.

    Args:
        units: rows of the query `fund_by_unit`; without `has_hidden` nothing was left out.
    """
    has_hidden = "has_hidden" in units and units["has_hidden"].eq(other=True).any()
    return {t("state.hidden"): t("state.hidden_why")} if has_hidden else {}


def publication_workbook(
    frame: pd.DataFrame, *, title: str, subtitle: str, notes: Mapping[str, str]
) -> bytes:
    """The table as a sheet set for print in landscape.

    Args:
        frame: of `publication_frame`.
        subtitle: whose fund, and which months were reported.
        notes: heading -> text below the table.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet("Công khai")
        font = {"font_name": "Times New Roman", "font_size": 11}
        title_format = workbook.add_format({**font, "font_size": 14, "bold": True})
        plain = workbook.add_format({**font})
        head = workbook.add_format({**font, "bold": True, "border": 1, "text_wrap": True, "align": "center"})
        sheet.write_string(0, 0, title, title_format)
        sheet.write_string(1, 0, subtitle, plain)
        sheet.write_string(2, 0, "Đơn vị tính: đồng", plain)
        for column, (heading, _) in enumerate(COLUMNS.values()):
            sheet.write_string(4, column, heading, head)
            sheet.set_column(column, column, 30 if column == 0 else 15)
        for place, record in enumerate(frame.to_dict("records")):
            is_total = place == len(frame) - 1
            text = workbook.add_format({**font, "border": 1, "bold": is_total})
            number = workbook.add_format({**font, "border": 1, "bold": is_total, "num_format": "#,##0"})
            for column, name in enumerate(COLUMNS):
                value = record[name]
                if isinstance(value, str):
                    sheet.write_string(place + 5, column, value, text)
                elif pd.isna(value):
                    sheet.write_blank(place + 5, column, None, text)
                else:
                    sheet.write_number(place + 5, column, float(value), number)
        for place, (heading, text) in enumerate(notes.items(), start=len(frame) + 7):
            sheet.write_string(place, 0, f"{heading}: {text}", plain)
        sheet.freeze_panes(5, 1)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(4)
    return buffer.getvalue()
