"""Attaching a DuckLake to a connection that is then shut off from everything else."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from khuyenhoc.address import SharedAddress
from khuyenhoc.store.shared.extensions import load_extension

LAKE = "lake"
# Whether the catalogue's tables, DuckLake's and ours, are there, and the index that came last.
CREATED = (
    "select to_regclass('public.ducklake_metadata') is not null "
    "and to_regclass('khuyenhoc.ledger_files') is not null"
)
# A transaction that another one overtook fails. DuckLake would try again and merge what both appended: right
# for a log and wrong for what follows from a ledger. A process that lost the lock without noticing must not
# append what its successor did already.
_NO_MERGING = "set global ducklake_max_retry_count = 0"
# Smaller tables of rows go into the catalogue first, not into a file each; upkeep writes them out together.
INLINED_ROWS = 1000


def attach(connection: duckdb.DuckDBPyConnection, address: SharedAddress, scratch: Path) -> None:
    """Load the extensions, attach the tables as `lake`, and allow their data's place and nothing else.

    Raises:
        ExtensionMissingError: an extension is not installed.
        duckdb.Error: PostgreSQL or the data cannot be reached.
    """
    connection.execute("set enable_progress_bar = false")
    # DuckLake fails where secrets on the disk are forbidden: let it look where there are none.
    connection.execute("set secret_directory = ?", [str(scratch / "tmp" / "no-secrets")])
    for name in ("postgres_scanner", "ducklake"):
        load_extension(connection, name)
    connection.execute(_NO_MERGING)
    if address.is_in_object_storage:
        load_extension(connection, "httpfs")
        _let_in(connection)
    data = f"{address.data}/tables/"
    if not address.is_in_object_storage:
        Path(data).mkdir(exist_ok=True)
    connection.execute("set allowed_directories = [?]".replace("?", _quoted(data)))
    source = _quoted(f"ducklake:postgres:{address.catalogue}")
    connection.execute(
        f"attach {source} as {LAKE} (data_path {_quoted(data)}, override_data_path true, "
        f"data_inlining_row_limit {INLINED_ROWS})"
    )


def _let_in(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell DuckDB the credentials of object storage that the environment names."""
    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", ""))
    options = {
        "key_id": os.environ.get("AWS_ACCESS_KEY_ID", ""),
        "secret": os.environ.get("AWS_SECRET_ACCESS_KEY", ""),
        "session_token": os.environ.get("AWS_SESSION_TOKEN", ""),
        "region": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION", "us-east-1"),
        "endpoint": endpoint.netloc,
        "url_style": "path" if endpoint.netloc else "",
        "use_ssl": "false" if endpoint.scheme == "http" else "",
    }
    given = ", ".join(f"{name} {_quoted(value)}" for name, value in options.items() if value)
    connection.execute(f"create secret storage (type s3, {given})")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
