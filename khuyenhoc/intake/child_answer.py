"""A sheet as the reading child answers it, fit for JSON. Imports little: the child has to be up at once."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import orjson

# Excel holds no longer one.
LONGEST_TEXT = 32_767

_ERROR_TEXT = re.compile(
    r"#(REF|DIV/0|NULL|NUM|VALUE|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN|EXTERNAL|PYTHON)!"
    r"|#N/A|#NAME\?|#GETTING_DATA|Err:\d{3}"
)


def plain_sheet(name: str, rows: Sequence[Sequence]) -> dict:
    """A sheet as JSON can hold it: whole floats as integers, dates and error texts apart, `None` for empty.

    `filled` counts the cells with content, as the parser gave them.
    """
    special, errors, plain_rows, filled = [], [], [], 0
    for row_number, row in enumerate(rows, 1):
        plain = []
        for value in row:
            kind = type(value)
            if kind is float:
                filled += 1
                if value.is_integer():
                    value = int(value)
                elif value - value != 0:
                    # Infinity and not-a-number are no figures, whatever wrote them.
                    errors.append([row_number, len(plain) + 1, "#NUM!"])
                    value = None
            elif kind is str:
                filled += bool(value) and not value.isspace()
                if len(value) > LONGEST_TEXT:
                    _refuse_text(name)
                if value[:1] in {"#", "E"} and is_error_text(value):
                    errors.append([row_number, len(plain) + 1, value])
                    value = None
                elif not value:
                    value = None
            elif value is not None:
                filled += 1
                if kind not in {int, bool}:
                    special.append([row_number, len(plain) + 1, *_moment(value)])
                    value = None
            plain.append(value)
        plain_rows.append(plain)
    return {"name": name, "rows": plain_rows, "special": special, "errors": errors, "filled": filled}


def write_answer(answer: dict) -> bytes:
    """The answer as JSON; a space before it says that it needs the slower reading.

    The fast library knows neither whole numbers beyond 64 bits nor half characters, which old files may hold.
    """
    try:
        return orjson.dumps(answer)
    except TypeError:
        text = json.dumps(answer, ensure_ascii=False, check_circular=False)
        return b" " + text.encode("utf-8", "surrogatepass")


def read_answer(content: bytes) -> object:
    """What `write_answer` wrote.

    Raises:
        ValueError: it is not JSON.
    """
    return json.loads(content) if content.startswith(b" ") else orjson.loads(content)


def _refuse_text(name: str) -> None:
    from khuyenhoc.intake.refusals import SUSPICIOUS_FILE, refused

    raise refused(SUSPICIOUS_FILE, name, detail="text too long")


def _moment(value: date | datetime | time | timedelta) -> tuple[str, str]:
    if isinstance(value, timedelta):
        return "timedelta", str(value.total_seconds())
    return type(value).__name__, value.isoformat()


def is_error_text(text: str) -> bool:
    """Whether a text is how a program shows an error: `#REF!`, `Err:502`."""
    return _ERROR_TEXT.fullmatch(text) is not None
