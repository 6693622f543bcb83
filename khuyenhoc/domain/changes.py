"""What storing a file would change."""

from collections.abc import Iterable

import pandas as pd

COLUMNS = ("org_unit_id", "data_element", "before", "after", "kind")


def changes(values: Iterable[tuple[str, str, float | None]], stored: pd.DataFrame) -> pd.DataFrame:
    """Each value of a file beside the one that counts now.

    Args:
        values: (org unit id, data element, value).
        stored: rows of the query `stored_values`.

    Returns:
        One row a value with `before`, `after` and `kind`: `new`, `changed` or `same`.
    """
    before = {
        (row.org_unit_id, row.data_element): None if pd.isna(row.value) else row.value
        for row in stored.itertuples()
    }
    rows = [
        (unit, element, before.get((unit, element)), after, _kind(before, unit, element, after))
        for unit, element, after in values
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _kind(before: dict[tuple[str, str], float | None], unit: str, element: str, after: float | None) -> str:
    if (unit, element) not in before:
        return "new"
    return "same" if before[unit, element] == after else "changed"
