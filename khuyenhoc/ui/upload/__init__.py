"""The steps of the upload page."""

from khuyenhoc.ui.upload.changes import show_changes
from khuyenhoc.ui.upload.checking import ask_what_is_missing, check
from khuyenhoc.ui.upload.columns import map_columns
from khuyenhoc.ui.upload.confirming import confirm, sign
from khuyenhoc.ui.upload.files import choose_file, drop_files
from khuyenhoc.ui.upload.findings import correct_in_place, show_findings, stop_if_rejected
from khuyenhoc.ui.upload.recognised import show_recognised

__all__ = [
    "ask_what_is_missing",
    "check",
    "choose_file",
    "confirm",
    "correct_in_place",
    "drop_files",
    "map_columns",
    "show_changes",
    "show_findings",
    "show_recognised",
    "sign",
    "stop_if_rejected",
]
