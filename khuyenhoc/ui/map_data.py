"""The rows behind each map: units of a province, provinces of the country, or all units of the country."""

import pandas as pd

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import provinces
from khuyenhoc.domain.periods import Period, Vintage
from khuyenhoc.ui import unit_table
from khuyenhoc.ui.filters import Selection
from khuyenhoc.ui.map_state import View


def units_on_map(view: View, selection: Selection, scope: Scope) -> pd.DataFrame:
    """Rows of `indicator_by_unit` or `indicator_by_province` for the choices on screen."""
    if view is View.PROVINCE:
        return unit_table.units_of(selection, scope)
    parameters = {
        "period_id": selection.period.period_id,
        "earlier_period_id": selection.earlier_period.period_id,
        "indicator": selection.indicator.indicator,
        "lens": str(selection.lens),
    }
    if view is View.COUNTRY:
        return query("indicator_by_province", scope, **parameters)
    shown = provinces(_vintage_of(selection))
    province_ids = tuple(unit.org_unit_id for unit in shown)
    return query("indicator_by_unit", scope, province_ids=province_ids, **parameters)


def _vintage_of(selection: Selection) -> Vintage:
    """The map whose provinces make up the country under a lens."""
    if selection.lens is Lens.REPORTED:
        return selection.period.vintage
    return Vintage.LEGACY if selection.lens is Lens.FORMER else Vintage.REFORM


def periods_on_map(view: View, selection: Selection, scope: Scope) -> list[Period]:
    """Periods with reports, oldest first: of the province, or of anywhere in the country."""
    reports = query("reporting_periods", scope)
    if view is View.PROVINCE:
        reports = reports[reports["province_id"].isin(selection.all_province_ids)]
    return sorted(
        (Period.parse(period) for period in set(reports["period_id"])),
        key=lambda period: (period.end, period.is_cumulative),
    )


def next_target(view: View, selection: Selection, scope: Scope) -> tuple[float, int] | None:
    """Value and year of the target that comes next; of the country, the national one."""
    code = selection.province.code if view is View.PROVINCE else "VN"
    targets = query("indicator_targets", scope, indicator=selection.indicator.indicator, province_code=code)
    coming = targets[targets["year"] >= selection.period.year]
    if coming.empty or selection.indicator.unit != "%":
        return None
    return float(coming["value"].iloc[0]), int(coming["year"].iloc[0])
