"""The pieces of the page of self-assessment."""

from khuyenhoc.ui.assessment.editing import show_sheet
from khuyenhoc.ui.assessment.register import headline, sheets_of, show_register

__all__ = ["headline", "sheets_of", "show_register", "show_sheet"]
