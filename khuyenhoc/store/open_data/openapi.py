"""The OpenAPI 3.1 document, made from the table of endpoints."""

from functools import cache
from typing import Any

from khuyenhoc import __version__
from khuyenhoc.i18n import Translator
from khuyenhoc.store.open_data.endpoints import ENDPOINTS, Column, Endpoint, Parameter

_ERROR = "Error"


@cache
def document() -> dict[str, Any]:
    """What can be asked, how, and what the answers are."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khuyến học",
            "version": __version__,
            "description": _both("api.about"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/v1"}],
        # A token, or at a desk nothing.
        "security": [{"token": []}, {}],
        "paths": {f"/{endpoint.name}": {"get": _operation(endpoint)} for endpoint in ENDPOINTS.values()},
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": _both("api.token")}
            },
            "schemas": {
                _ERROR: _error(),
                **{_name(endpoint): _answer(endpoint) for endpoint in ENDPOINTS.values()},
            },
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    failures = {"400": "bad", "401": "no_token", "404": "absent", "429": "too_many", "503": "not_now"}
    return {
        "operationId": endpoint.name,
        "summary": _both(f"api.endpoints.{endpoint.name}"),
        "parameters": [_parameter(parameter) for parameter in endpoint.parameters],
        "responses": {
            "200": {
                "description": _both(f"api.endpoints.{endpoint.name}"),
                "content": {
                    "application/json": {"schema": _reference(_name(endpoint))},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            **{
                status: {
                    "description": _both(f"api.statuses.{key}"),
                    "content": {"application/json": {"schema": _reference(_ERROR)}},
                }
                for status, key in failures.items()
            },
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.values:
        schema["enum"] = list(parameter.values)
    if parameter.pattern:
        schema["pattern"] = f"^{parameter.pattern}$"
    if parameter.default:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": _both(f"api.parameters.{parameter.name}"),
        "schema": schema,
    }


def _answer(endpoint: Endpoint) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "endpoint": {"const": endpoint.name},
        "row_count": {"type": "integer", "description": _both("api.columns.row_count")},
    }
    if endpoint.has_figures:
        properties["with_value"] = {"type": "integer", "description": _both("api.columns.with_value")}
        properties["is_synthetic"] = {"type": "boolean", "description": _both("api.columns.is_synthetic")}
    row = _object({column.name: _column(column) for column in endpoint.columns})
    return _object(properties | {"rows": {"type": "array", "items": row}})


def _column(column: Column) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": [column.kind, "null"] if column.is_nullable else column.kind}
    if column.values:
        schema["enum"] = [*column.values, *([None] if column.is_nullable else [])]
    return schema | {"description": _both(f"api.columns.{column.name}")}


def _error() -> dict[str, Any]:
    words = {name: {"type": "string"} for name in ("code", "vi", "en")}
    return _object({"error": _object(words)})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _name(endpoint: Endpoint) -> str:
    return endpoint.name.capitalize()


def _both(key: str) -> str:
    return f"{Translator('vi')(key)} · {Translator('en')(key)}"
