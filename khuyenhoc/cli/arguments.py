"""Arguments that several subcommands take."""

from khuyenhoc.cli.output import CannotRunError
from khuyenhoc.domain.periods import InvalidPeriodError, Period


def period_of(text: str) -> Period:
    """A period as it is typed.

    Raises:
        CannotRunError: it is none.
    """
    try:
        return Period.parse(text)
    except InvalidPeriodError as error:
        vi = f"Kỳ báo cáo không hợp lệ: {text}. Viết như 2025-Q3, 2025-H1, 2025-9M hoặc 2025."
        raise CannotRunError(vi, str(error)) from error
