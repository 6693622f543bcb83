"""Keep a small store of the present schema, so that later releases prove they can open it.

Run at each release: `python -m scripts.build_store_version` writes `tests/store_versions/<schema>.zip`.
The reference tables are emptied to keep the file small; opening the store fills them again.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import migrations
from tests.queries.conftest import fill_with_examples

VERSIONS_FOLDER = PROJECT_FOLDER / "tests" / "store_versions"
REFERENCE_TABLES = ("org_units", "org_unit_events", "crosswalk", "periods", "data_elements", "indicators")


def main() -> int:
    version = migrations()[-1][0]
    target = VERSIONS_FOLDER / f"{version:03d}.zip"
    if target.exists():
        print(f"{target} is of a released schema and stays as it is.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        database = Database(home)
        fill_with_examples(database)
        database.close()
        empty_reference(home / "khuyenhoc.duckdb")
        shutil.rmtree(home / "tmp", ignore_errors=True)
        shutil.make_archive(str(target.with_suffix("")), "zip", home)
    print(f"{target}: {target.stat().st_size:,} bytes")
    return 0


def empty_reference(path: Path) -> None:
    """Empty the reference tables and write the file anew without the room they took."""
    smaller = path.with_suffix(".smaller")
    with duckdb.connect(str(path)) as connection:
        for table in (*REFERENCE_TABLES, "targets", "reference_versions"):
            connection.execute(f"delete from {table}")  # noqa: S608 - fixed names
        connection.execute(f"attach '{smaller}' as smaller (block_size 16384)")
        connection.execute(f"copy from database {path.stem} to smaller")
        connection.execute("detach smaller")
    smaller.replace(path)


if __name__ == "__main__":
    sys.exit(main())
