"""`account matrix`: who may open which page, and who sees and does what to whose figures."""

import argparse

from khuyenhoc.access.matrix import EXAMPLES, matrix
from khuyenhoc.access.permissions import Action
from khuyenhoc.cli.output import print_json

_ABSENT = "·"


def add_matrix(commands: argparse._SubParsersAction) -> None:
    """Register the subcommand."""
    parser = commands.add_parser("matrix", help="ai được xem và làm gì · who may see and do what")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_matrix)


def _matrix(options: argparse.Namespace) -> int:
    pages = _pages()
    if options.json:
        rows = [{**vars(row), "actions": [str(action) for action in row.actions]} for row in matrix()]
        print_json({"pages": pages, "units": rows})
        return 0
    print("\n".join([*_table_of_pages(pages), "", *_table_of_units()]))
    return 0


def _pages() -> dict[str, list[str]]:
    """Address of a page -> the examples that may open it."""
    # Slow to import, and no other subcommand for accounts needs it.
    from khuyenhoc.ui.navigation import is_open_to
    from khuyenhoc.ui.routes import all_routes

    return {
        route.url_path: [who for who, (person, _) in EXAMPLES.items() if is_open_to(route, person)]
        for route in all_routes()
    }


def _table_of_pages(pages: dict[str, list[str]]) -> list[str]:
    names = [who for who in EXAMPLES if who != "reporter_of_district"]
    lines = [f"{'page':14}" + "".join(f"{name:15}" for name in names)]
    for page, open_to in pages.items():
        lines.append(f"{page:14}" + "".join(f"{_mark(who in open_to):15}" for who in names))
    return [line.rstrip() for line in lines]


def _table_of_units() -> list[str]:
    """One line for each person and unit, one column for each action, in the order of the enumeration."""
    head = f"{'who':22}{'unit':16}{'sees':6}" + "".join(f"{action:10}" for action in Action)
    lines = [head.rstrip()]
    for row in matrix():
        marks = "".join(f"{_mark(action in row.actions):10}" for action in Action)
        lines.append(f"{row.who:22}{row.relation:16}{_mark(row.is_seen):6}{marks}".rstrip())
    return lines


def _mark(is_so: bool) -> str:  # noqa: FBT001 - one thing to say
    return "yes" if is_so else _ABSENT
