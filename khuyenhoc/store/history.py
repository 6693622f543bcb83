"""Earlier values of a province's units, for intake to compare a new report with."""

from collections import defaultdict

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.periods import Period
from khuyenhoc.intake.history import EarlierValue, History
from khuyenhoc.store.database import Database

_EVERYTHING = Scope.everything()


def load_history(
    database: Database, province_id: str, period: Period, *, scope: Scope = _EVERYTHING
) -> History:
    """What the province's units within a scope reported up to two years before a period, on the same map."""
    parameters = {
        "scope": scope.as_parameter(),
        "province_id": province_id,
        "period_id": period.period_id,
    }
    values: dict[tuple[str, str], list[EarlierValue]] = defaultdict(list)
    for row in database.query("unit_history", parameters).itertuples():
        earlier = EarlierValue(Period.parse(row.period_id), row.value)
        values[row.org_unit_id, row.data_element].append(earlier)
    return History(dict(values))
