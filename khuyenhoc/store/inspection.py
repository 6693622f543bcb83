"""Looks into a copy of a database from a process of its own, as whoever restores it will.

`python -m khuyenhoc.store.inspection COPY [FOLDER]` prints counts and hashes as JSON, and writes every table
to FOLDER as Parquet, which any later DuckDB and many other programs read.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import duckdb

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.content import TableContent, read_everything, table_columns, table_contents

_SECONDS = 900


class UnreadableCopyError(RuntimeError):
    """A copy does not open, or not all of it can be read."""


def inspect_copy(copy: Path, parquet: Path | None = None) -> dict[str, TableContent]:
    """Counts and hashes of the content tables of a copy, found by a child process.

    Args:
        parquet: folder to write every table to.

    Raises:
        UnreadableCopyError: it cannot be opened or read.
    """
    command = [sys.executable, "-m", "khuyenhoc.store.inspection", str(copy.resolve())]
    command += [str(parquet.resolve())] if parquet else []
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            cwd=PROJECT_FOLDER,
            env=dict(os.environ, PYTHONUTF8="1"),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        tables = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        raise UnreadableCopyError(error.stderr.decode(errors="replace").strip()[-500:]) from error
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise UnreadableCopyError(str(error)) from error
    return {name: TableContent(**content) for name, content in tables.items()}


def main() -> int:
    """Inspect the copy that the command line names."""
    with duckdb.connect(sys.argv[1], read_only=True, config={"threads": "2"}) as connection:
        read_everything(connection)
        if len(sys.argv) > 2:
            _export(connection, Path(sys.argv[2]))
        contents = table_contents(connection)
    json.dump({name: asdict(content) for name, content in contents.items()}, sys.stdout)
    return 0


def _export(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for table in table_columns(connection):
        target = str(folder / f"{table}.parquet").replace("'", "''")
        connection.execute(f"copy \"{table}\" to '{target}' (format parquet, compression zstd)")


if __name__ == "__main__":
    sys.exit(main())
