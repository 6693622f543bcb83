"""The steps of the upload page."""

from khuyenhoc.ui.upload.asking import ask_what_is_missing
from khuyenhoc.ui.upload.changes import show_changes
from khuyenhoc.ui.upload.checking import check_all
from khuyenhoc.ui.upload.columns import map_columns
from khuyenhoc.ui.upload.confirming import confirm, show_receipt
from khuyenhoc.ui.upload.files import drop_files
from khuyenhoc.ui.upload.findings import correct_in_place, show_findings, stop_if_rejected
from khuyenhoc.ui.upload.queue import choose_file
from khuyenhoc.ui.upload.recognised import show_recognised
from khuyenhoc.ui.upload.remembered import show_remembered
from khuyenhoc.ui.upload.rows import show_rows
from khuyenhoc.ui.upload.signing import sign
from khuyenhoc.ui.upload.unit_names import name_units

__all__ = [
    "ask_what_is_missing",
    "check_all",
    "choose_file",
    "confirm",
    "correct_in_place",
    "drop_files",
    "map_columns",
    "name_units",
    "show_changes",
    "show_findings",
    "show_receipt",
    "show_recognised",
    "show_remembered",
    "show_rows",
    "sign",
    "stop_if_rejected",
]
