"""The day it is where conferences are held."""

from datetime import UTC, date, datetime

from khuyenhoc.i18n.formats import in_viet_nam


def today() -> date:
    """The day in Viet Nam."""
    return in_viet_nam(datetime.now(UTC)).date()
