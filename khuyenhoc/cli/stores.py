"""`store`: where the store is, moving it, and putting it in order."""

import argparse

from khuyenhoc.address import configured_address, parse_address
from khuyenhoc.cli.output import CannotRunError, print_json
from khuyenhoc.home import home_folder
from khuyenhoc.store.clustering import put_in_order
from khuyenhoc.store.moving import move_to_folder, move_to_shared
from khuyenhoc.store.opened import open_database


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    store = subcommands.add_parser("store", help="kho đặt ở đâu, chuyển kho · where the store is, moving it")
    actions = store.add_subparsers(required=True, metavar="VIỆC/ACTION")

    move = actions.add_parser(
        "move", help="chuyển kho, kiểm tra trước và sau · move it, proved before and after"
    )
    move.add_argument(
        "--to",
        required=True,
        metavar="STORE",
        help="chuyển đến · move to: file, ducklake:postgresql://…?data=…",
    )
    move.add_argument("--by", metavar="NAME", default="command line")
    move.add_argument("--json", action="store_true")
    move.set_defaults(run=_move)

    tidy = actions.add_parser(
        "tidy",
        help="xếp lại thứ tự số liệu, gộp tệp nhỏ của kho dùng chung · put rows in order, and a shared "
        "store's small files together",
    )
    tidy.add_argument("--json", action="store_true")
    tidy.set_defaults(run=_tidy)


def _move(options: argparse.Namespace) -> int:
    source, target = configured_address(), parse_address(options.to)
    if (source is None) == (target is None):
        raise CannotRunError(
            "Chỉ chuyển được giữa một thư mục và một kho dùng chung; kho hiện tại do KHUYENHOC_STORE chỉ ra.",
            "A store moves between a folder and a shared store; KHUYENHOC_STORE names the present one.",
        )
    if target is None:
        moved = move_to_folder(source, home_folder(), by=options.by)
    else:
        moved = move_to_shared(home_folder(), target, by=options.by)
    if options.json:
        print_json({"entries": moved.entries, "files": moved.files, "hash": moved.hash})
    else:
        print(
            f"Đã chuyển và kiểm tra {moved.entries} mục, {moved.files} tệp · "
            f"Moved and checked {moved.entries} entries, {moved.files} files."
        )
        where = options.to.partition("?")[0] if target else "–"
        print(f"  KHUYENHOC_STORE: {where if target is None else '…' + where.rpartition('@')[2]}")
    return 0


def _tidy(options: argparse.Namespace) -> int:
    database = open_database()
    put_in_order(database)
    flushed: tuple[str, ...] = ()
    if configured_address() is not None:
        # Needs the packages for shared stores.
        from khuyenhoc.store.shared.upkeep import tidy

        flushed = tidy(database, at_least=1).flushed
    if options.json:
        print_json({"flushed": list(flushed)})
    else:
        print(f"Đã xếp lại thứ tự, đã gộp · In order, put together: {', '.join(flushed) or '–'}")
    return 0
