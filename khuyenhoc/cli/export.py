"""`export parquet`: the whole open store as files for other programs."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.store.open_data import write_package
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("export", help="xuất toàn bộ số liệu · write all figures to a file")
    parser.add_argument(
        "kind", choices=("parquet",), help="zip gồm các bảng Parquet · a zip of Parquet files"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="tệp .zip · the .zip file")
    parser.add_argument(
        "--province",
        metavar="ID",
        action="append",
        help="chỉ tỉnh này, ví dụ reform-56 · of this province alone",
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    unknown = [one for one in options.province or () if one not in all_units()]
    if unknown:
        raise CannotRunError(f"Không có tỉnh {unknown[0]}.", f"There is no province {unknown[0]}.")
    scope = Scope.of_provinces(*options.province) if options.province else Scope.everything()
    unfinished = options.out.with_name(f"{options.out.name}.part")
    try:
        with unfinished.open("wb") as file:
            counts = write_package(open_database(), scope, file, datetime.now(UTC))
        unfinished.replace(options.out)
    except OSError as error:
        vi, en = f"Không ghi được {options.out}: {error.strerror}.", f"Cannot write {options.out}: {error}."
        raise CannotRunError(vi, en) from error
    finally:
        unfinished.unlink(missing_ok=True)
    if options.json:
        print_json({"file": str(options.out), "rows": counts})
    else:
        print(f"{options.out}: {counts['observations']} số liệu · values")
    return 0
