"""The pieces of the page of continuing education."""

from khuyenhoc.ui.continuing.figures import figures_of, headline, show_group
from khuyenhoc.ui.continuing.units import show_units

__all__ = ["figures_of", "headline", "show_group", "show_units"]
