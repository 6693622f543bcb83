"""Empty cells that are empty because they count few people."""

import pandas as pd

from khuyenhoc.i18n import Translator


def hidden_note(units: pd.DataFrame, t: Translator) -> dict[str, str]:
    """A line under a table of units, where one of its values is hidden.

    Args:
        units: rows of the query `fund_by_unit`.
    """
    return {t("state.hidden"): t("state.hidden_why")} if units["has_hidden"].any() else {}
