"""What storing a file would change."""

from collections.abc import Collection, Iterable

import pandas as pd

COLUMNS = ("org_unit_id", "data_element", "before", "after", "change", "kind")


def changes(
    values: Iterable[tuple[str, str, float | None]],
    stored: pd.DataFrame,
    not_established: Collection[str] = (),
) -> pd.DataFrame:
    """Each value of a file beside the one that counts now, and what of these would be left.

    Args:
        values: (org unit id, data element, value).
        stored: rows of the query `stored_values`.
        not_established: units of the file without an association, which takes their figures back.

    Returns:
        One row a value with `before`, `after`, `change` (in percent of `before`; missing where that is zero
        or there is none) and `kind`: `new`, `changed`, `same`, `gone` (taken back) or `kept` (stored, and not
        in the file: a file replaces what it carries).
    """
    before = {
        (row.org_unit_id, row.data_element): None if pd.isna(row.value) else row.value
        for row in stored.itertuples()
    }
    rows = [
        (unit, element, before.get((unit, element)), after, _kind(before, unit, element, after))
        for unit, element, after in values
    ]
    named = {(unit, element) for unit, element, *_ in rows}
    rows += [
        (unit, element, value, None, "gone" if unit in not_established else "kept")
        for (unit, element), value in before.items()
        if (unit, element) not in named
    ]
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "change"])
    old, new = (pd.to_numeric(frame[name]) for name in ("before", "after"))
    frame["change"] = (100 * (new - old) / old.where(old != 0)).astype(float)
    return frame[list(COLUMNS)]


def _kind(before: dict[tuple[str, str], float | None], unit: str, element: str, after: float | None) -> str:
    if (unit, element) not in before:
        return "new"
    return "same" if before[unit, element] == after else "changed"
