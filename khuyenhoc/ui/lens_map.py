"""Units of a lens on a map that has shapes of units only."""

import pandas as pd

from khuyenhoc.data_access import derived
from khuyenhoc.domain.lenses import Lens, areas
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Vintage
from khuyenhoc.geography.later_land import made_later
from khuyenhoc.ui.filters import Selection


@derived
def on_map(units: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows with comparable areas as their present communes, each with the figures of its area.

    Args:
        units: rows of the query `indicator_by_unit`.
    """
    if selection.lens is not Lens.COMPARABLE:
        return units
    later = made_later(all_units())
    communes = pd.DataFrame(
        [
            (area.area_id, member)
            for area in areas().values()
            for member in area.members
            if all_units()[member].vintage is Vintage.REFORM and member not in later
        ],
        columns=["area_id", "commune_id"],
    )
    joined = units.merge(communes, left_on="org_unit_id", right_on="area_id")
    return joined.drop(columns=["org_unit_id", "area_id"]).rename(columns={"commune_id": "org_unit_id"})
