"""How many of the reports behind a figure nobody has approved yet: a plain mark in its source line."""

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.domain.periods import Period


def unapproved_units(province_ids: tuple[str, ...], period: Period, scope: Scope) -> int:
    """Units with a report of the period that neither they nor their whole province have had approved."""
    found = query("unapproved_reports", scope, province_ids=province_ids)
    return int(found.loc[found["period_id"] == period.period_id, "unapproved_units"].sum())
