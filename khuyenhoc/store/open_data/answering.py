"""From an address below `/api/` to the answer's status, type and bytes."""

import csv
import io
import json
import logging
from collections.abc import Callable, Mapping, Sequence

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.open_data import rows
from khuyenhoc.store.open_data.asking import Asked, CannotAnswerError, understand
from khuyenhoc.store.open_data.endpoints import CSV, ENDPOINTS, Endpoint
from khuyenhoc.store.open_data.openapi import document
from khuyenhoc.store.opened import open_database

JSON_TYPE, CSV_TYPE = "application/json", "text/csv"
_log = logging.getLogger(__name__)
_VERSION = "v1/"
_DOCUMENT = "openapi.json"
_ROWS: Mapping[str, Callable[[Database, Asked], list[rows.Row]]] = {
    "indicators": rows.indicator_rows,
    "units": rows.unit_rows,
    "periods": rows.period_rows,
    "figures": rows.figure_rows,
    "series": rows.series_rows,
}


def answer_address(path: str, query: Sequence[tuple[str, str]], scope: Scope) -> tuple[int, str, bytes]:
    """The answer to an address.

    Args:
        path: what stands after `/api/`.
        query: names and values of the parameters, in the order of the address.
        scope: what whoever asks may see.

    Returns:
        Status of HTTP, media type and body.
    """
    try:
        if path == _DOCUMENT:
            return 200, JSON_TYPE, _json(document())
        asked = understand(_endpoint(path), query, scope)
        found = _ROWS[asked.endpoint.name](open_database(), asked)
    except CannotAnswerError as error:
        return _refusal(error)
    except StoreError as error:
        _log.warning("not answered: %s", type(error).__name__)
        return _refusal(CannotAnswerError("not_now", 503))
    if asked.values["format"] == CSV:
        return 200, CSV_TYPE, _csv(asked, found)
    return 200, JSON_TYPE, _json(_described(asked, found))


def _endpoint(path: str) -> Endpoint:
    if path.startswith(_VERSION) and path.removeprefix(_VERSION) in ENDPOINTS:
        return ENDPOINTS[path.removeprefix(_VERSION)]
    raise CannotAnswerError("no_endpoint", 404)


def _refusal(error: CannotAnswerError) -> tuple[int, str, bytes]:
    words = {"code": error.code, "vi": error.message("vi"), "en": error.message("en")}
    return error.status, JSON_TYPE, _json({"error": words})


def _described(asked: Asked, found: list[rows.Row]) -> dict[str, object]:
    told: dict[str, object] = {"endpoint": asked.endpoint.name, "row_count": len(found)}
    if asked.endpoint.has_figures:
        told["with_value"] = sum(row["value"] is not None for row in found)
        told["is_synthetic"] = any(row["is_synthetic"] for row in found)
    return told | {"rows": found}


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _csv(asked: Asked, found: list[rows.Row]) -> bytes:
    """The rows as RFC 4180 has them: what is missing is empty, and its state says why."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [column.name for column in asked.endpoint.columns])
    writer.writeheader()
    for row in found:
        writer.writerow({name: _text(value) for name, value in row.items()})
    return buffer.getvalue().encode()


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
