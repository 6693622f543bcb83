"""`query`: one file of `queries/` within a scope."""

import argparse

from khuyenhoc.access.scope import Scope
from khuyenhoc.cli.output import CannotRunError
from khuyenhoc.store.answers import answer
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.sql import UnknownQueryError, query_names, query_parameters, with_defaults


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    parser = subcommands.add_parser("query", help="chạy một truy vấn có sẵn · run one of the queries")
    parser.add_argument("name", help=", ".join(query_names()))
    parser.add_argument(
        "--param",
        metavar="K=V",
        action="append",
        default=[],
        help="tham số, mã cách nhau bằng dấu phẩy · a parameter; ids separated by commas make a list",
    )
    parser.add_argument("--province", metavar="ID", action="append")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    parser.add_argument("--json", action="store_true", help="như --format json · same as --format json")
    parser.set_defaults(run=_query)


def _query(options: argparse.Namespace) -> int:
    try:
        expected = query_parameters(options.name) - {"scope"}
    except UnknownQueryError as error:
        names = ", ".join(query_names())
        raise CannotRunError(
            f"Không có truy vấn này. Có: {names}.", f"No such query. There are: {names}."
        ) from error
    given = with_defaults(options.name, _parameters(options.param))
    if given.keys() != expected:
        names = ", ".join(sorted(expected)) or "-"
        raise CannotRunError(f"Truy vấn này cần các tham số: {names}.", f"This query takes: {names}.")
    scope = Scope.of_provinces(*options.province) if options.province else Scope.everything()
    frame = answer(open_database(), options.name, scope, given)
    if options.json or options.format == "json":
        print(frame.to_json(orient="records", force_ascii=False, date_format="iso"))
    else:
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    return 0


def _parameters(pairs: list[str]) -> dict[str, object]:
    given: dict[str, object] = {}
    for pair in pairs:
        name, separator, value = pair.partition("=")
        if not separator:
            raise CannotRunError(f"Viết tham số dạng tên=giá trị: {pair}", f"Write it as name=value: {pair}")
        given[name] = value.split(",") if name.endswith("_ids") else value
    return given
