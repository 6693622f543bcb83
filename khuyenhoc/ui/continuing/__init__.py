"""The pieces of the page of continuing education."""

from khuyenhoc.ui.continuing.figures import ORGANISATION, TEACHING, Figures, figures_of, headline, show_group
from khuyenhoc.ui.continuing.units import show_units

__all__ = ["ORGANISATION", "TEACHING", "Figures", "figures_of", "headline", "show_group", "show_units"]
