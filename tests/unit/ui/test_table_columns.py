"""Columns that many tables share, on screen and in files."""

import pandas as pd

from khuyenhoc.i18n import Translator
from khuyenhoc.reports.workbook import TableColumn, table_columns
from khuyenhoc.ui.table_columns import completeness_columns, completeness_texts, text_columns

HEADINGS = {"name": "Đơn vị", "value": "Giá trị"}


def test_words_stand_at_the_left_and_figures_at_the_right() -> None:
    columns = text_columns(HEADINGS)
    assert [columns[name]["alignment"] for name in HEADINGS] == ["left", "right"]
    assert [columns[name]["label"] for name in HEADINGS] == ["Đơn vị", "Giá trị"]
    assert [columns[name]["pinned"] for name in HEADINGS] == [None, None]


def test_only_the_name_is_pinned() -> None:
    columns = text_columns(HEADINGS, words=("name", "value"), is_name_pinned=True)
    assert [columns[name]["alignment"] for name in HEADINGS] == ["left", "left"]
    assert [columns[name]["pinned"] for name in HEADINGS] == [True, None]


def test_a_row_without_reports_has_a_dash_for_its_completeness() -> None:
    frame = pd.DataFrame({"reported_units": [7, None], "expected_units": [9, None]})
    assert completeness_texts(frame, Translator("vi")) == ["7/9", "–"]


def test_columns_of_a_file_are_text_unless_a_format_is_given() -> None:
    assert table_columns(HEADINGS, {"value": "0.0"}, {"value": "method"}) == [
        TableColumn("name", "Đơn vị"),
        TableColumn("value", "Giá trị", "0.0", method="method"),
    ]
    assert table_columns(HEADINGS)[1] == TableColumn("value", "Giá trị")


def test_completeness_has_two_columns_in_a_file() -> None:
    assert [column.source for column in completeness_columns(Translator("vi"))] == [
        "reported_units",
        "expected_units",
    ]
