"""Bắt đầu: the first steps of an installation, and the tour."""

from khuyenhoc.ui import access, guide
from khuyenhoc.ui.language import translator

scope = access.require_role("viewer")
t = translator()

guide.show_welcome(scope, t)
