"""The reviewed reference files that boundaries are built from, as tables."""

import pandas as pd

from khuyenhoc.domain.reference import REFERENCE_FOLDER


def read_table(name: str) -> pd.DataFrame:
    """Read one reference file as text, empty cells as "".

    Args:
        name: one of `inputs.REFERENCE_FILES`.

    Returns:
        All rows; every column is text.
    """
    return pd.read_csv(REFERENCE_FOLDER / name, dtype=str, keep_default_na=False, encoding="utf-8")


def read_units() -> pd.DataFrame:
    """Read the units of both vintages.

    Returns:
        The columns of org_units.csv, indexed by `org_unit_id`; latitude and longitude are float degrees.
    """
    units = read_table("org_units.csv")
    units.index = pd.Index(units["org_unit_id"], name=None)
    return units.astype({"latitude": float, "longitude": float})


def read_crosswalk(level: str) -> pd.DataFrame:
    """Read which former unit became which present unit.

    Args:
        level: "commune" (also the island districts that had no communes) or "province".

    Returns:
        Columns from_id, to_id and method ("exact" or "estimate"), one row a pair.
    """
    crosswalk = read_table("crosswalk.csv")
    rows = crosswalk.loc[crosswalk["level"] == level, ["from_id", "to_id", "method"]]
    return rows.reset_index(drop=True)
