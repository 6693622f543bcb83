"""Sheets typed by hand, each in the way of another office; nothing of the drawn forms is used here.

What is right was written down beside each sheet before any of them was read by the intake.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.case import ACCEPTED, Case, Made, Reading
from tests.corpus.files import on_the_same_day

Rows = Sequence[Sequence[object]]
Values = dict[str, dict[str, float | None]]


def right(elements: str, rows: Mapping[str, Sequence[float | None]]) -> Values:
    """Unit code -> element -> value, from the names of the elements and a line of values for each unit."""
    names = elements.split()
    return {code: dict(zip(names, values, strict=True)) for code, values in rows.items()}


def workbook(*fills: tuple[str, Callable[[Worksheet], None]]) -> bytes:
    """A workbook by openpyxl, which writes texts, merges and hidden parts in its own way."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, fill in fills:
        fill(book.create_sheet(name))
    stream = io.BytesIO()
    book.save(stream)
    return on_the_same_day(stream)


def typed(rows: Rows, *merges: str) -> Callable[[Worksheet], None]:
    """Fill a sheet with rows from A1 on, then merge."""

    def fill(sheet: Worksheet) -> None:
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
        for merge in merges:
            sheet.merge_cells(merge)

    return fill


def delimited(rows: Rows, delimiter: str, encoding: str) -> bytes:
    """A text file with quotes where they are needed."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def case(
    name: str,
    content: Callable[[], bytes],
    province: str,
    period: str,
    values: Values,
    *,
    file_name: str = "bc.xlsx",
    verdicts: tuple[str, ...] = (ACCEPTED,),
    not_established: tuple[str, ...] = (),
    findings: tuple[tuple[str, str], ...] = (),
    sent_period: str | None = None,
) -> Case:
    """A case of this kind."""

    def make() -> Made:
        reading = Reading(verdicts, province, period, values, not_established, findings)
        return Made(content(), reading, file_name, period=sent_period)

    return Case(f"office_{name}", make)
