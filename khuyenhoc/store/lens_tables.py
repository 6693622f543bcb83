"""The lenses as tables: what belongs to what, and which units a lens has."""

from datetime import date

import pandas as pd

from khuyenhoc.domain.lens_names import area_name
from khuyenhoc.domain.lenses import OWN_PROVINCE, PROVINCE, Lens, areas, links, provinces_of_targets
from khuyenhoc.domain.org_units import all_units, province_of
from khuyenhoc.domain.periods import REFORM_DATE, Vintage
from khuyenhoc.domain.reference import kept, read_reference

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(9999, 12, 31)


@kept
def lens_frames() -> dict[str, pd.DataFrame]:
    """Table -> rows, the same for every store of a release until an act is imported."""
    return {"restatement": _restatement(), "lens_units": _lens_units(), "comparable_areas": _areas()}


def _restatement() -> pd.DataFrame:
    days = _reporting_days()
    rows = [
        (lens, link.from_id, link.to_id, link.weight, link.is_exact, *days[link.from_id])
        for lens in (*Lens, PROVINCE, OWN_PROVINCE)
        for link in links(lens)
    ]
    columns = ["lens", "from_id", "to_id", "weight", "is_exact", "valid_from", "valid_to"]
    return pd.DataFrame(rows, columns=columns).astype({"lens": str})


def _reporting_days() -> dict[str, tuple[date, date]]:
    """First and last day on which a unit reports."""
    return {
        row["org_unit_id"]: (
            _day(row["valid_from"], _FIRST_DAY if row["vintage"] == Vintage.LEGACY else REFORM_DATE),
            _day(row["valid_to"], _LAST_DAY),
        )
        for row in read_reference("org_units")
    }


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _lens_units() -> pd.DataFrame:
    rows = [
        (str(lens), unit, province)
        for lens in Lens
        for unit, provinces in provinces_of_targets(lens).items()
        for province in sorted(provinces)
        if lens is not Lens.REPORTED or province == province_of(all_units()[unit]).org_unit_id
    ]
    return pd.DataFrame(rows, columns=["lens", "org_unit_id", "province_id"])


def _areas() -> pd.DataFrame:
    rows = [(area_id, area_name(area), len(area.members)) for area_id, area in areas().items()]
    return pd.DataFrame(rows, columns=["org_unit_id", "name", "members"])
