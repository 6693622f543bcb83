"""The register of units: acts that are imported, and how good the shapes are."""

from khuyenhoc.ui.register.importing import headline, offer_import, show_imported
from khuyenhoc.ui.register.shapes import show_shapes

__all__ = ["headline", "offer_import", "show_imported", "show_shapes"]
