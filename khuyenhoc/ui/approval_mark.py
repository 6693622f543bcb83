"""How many of the reports behind a figure nobody has approved yet: a plain mark in its source line."""

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import derived, query
from khuyenhoc.domain.org_units import provinces, provinces_in, successor
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject


@derived
def unapproved_units(subject: Subject, period: Period, scope: Scope, *, is_country: bool = False) -> int:
    """Units with figures of the period that neither they nor their whole province have had approved.

    A former province's figures after the reform are those of its successor's units.

    Args:
        is_country: of all provinces on the map of the period, not of the subject's own.
    """
    own = subject.province.org_unit_id
    own_provinces = provinces_in(own, period.vintage) or (successor(own),)
    country = tuple(province.org_unit_id for province in provinces(period.vintage))
    found = query("unapproved_reports", scope, province_ids=country if is_country else own_provinces)
    return int(found.loc[found["period_id"] == period.period_id, "unapproved_units"].sum())
