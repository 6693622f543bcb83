"""README.md says what is there: folders, commands with their options, links, and only names that exist."""

import argparse
import re
import shlex
from collections.abc import Iterator

import pytest

from khuyenhoc.cli import _parser
from khuyenhoc.domain.reference import PROJECT_FOLDER

README = (PROJECT_FOLDER / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
# The longest page may grow to this before it is a page no more.
MOST_LINES = 100


def command_lines() -> Iterator[str]:
    """What is typed after `python -m khuyenhoc`, without the remark behind two spaces."""
    for block in BLOCKS:
        for line in block.splitlines():
            match = re.match(r"python -m khuyenhoc (\S.*?)(?:\s{2,}.*)?$", line)
            if match:
                yield match[1]


def parser_of(words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """The parser of the innermost subcommand, and the words that are left for it."""
    parser = _parser()
    while words:
        below = next((item for item in parser._actions if isinstance(item, argparse._SubParsersAction)), None)
        if below is None or words[0] not in below.choices:
            break
        parser, words = below.choices[words[0]], words[1:]
    return parser, words


COMMANDS = sorted(set(command_lines()))


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_and_option_is_one_that_the_program_takes(line: str) -> None:
    words = [word.strip("[]") for word in shlex.split(line.replace("…", ""))]
    known = {choice.split("|")[0] for choice in words[:1]}
    parser, _ = parser_of(list(known))
    assert parser.prog != "python -m khuyenhoc", f"no subcommand {words[0]}"
    inner, rest = parser_of([part for word in words[:2] for part in word.split("|")[:1]] + words[2:])
    options = {option for action in (*parser._actions, *inner._actions) for option in action.option_strings}
    assert {word for word in rest if word.startswith("--")} <= options


@pytest.mark.parametrize("line", [line for line in COMMANDS if " | " in line])
def test_every_one_of_several_commands_is_in_the_help(line: str) -> None:
    """`verify | rebuild | backup FOLDER` at the top, `account add | list` one level down."""
    first, *others = [part.split()[0] if at else part for at, part in enumerate(line.split(" | "))]
    words = first.split()
    above = parser_of(words[:1])[0] if len(words) > 1 else _parser()
    told = set(re.findall(r"--[\w-]+|\w+", above.format_help() + (above.epilog or "")))
    assert {*others, words[-1] if len(words) == 1 else words[1]} <= told


def test_every_place_in_the_tree_exists() -> None:
    tree = next(block for block in BLOCKS if block.startswith("dashboard.py"))
    places: list[str] = []
    for line in tree.splitlines():
        indent, names = re.match(r"( *)((?:[\w./<>*-]+ )+)? ", line + "  ").groups()
        places += [("khuyenhoc/" if indent else "") + name for name in (names or "").split()]
    places = [place for place in places if "/" in place or "." in place]
    assert len(places) > 25
    missing = [
        place
        for place in places
        if "<" not in place
        and not list(PROJECT_FOLDER.glob(place.rstrip("/")))
        and place != "static/boundaries/"
    ]
    assert missing == []


def test_every_link_and_file_named_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if not link.startswith("http")]
    named = re.findall(r"`((?:khuyenhoc|data|scripts|tests|docs|queries)/[\w./-]+)`", README)
    assert len(links) > 5
    assert len(named) > 8
    assert [place for place in (*links, *named) if not (PROJECT_FOLDER / place).exists()] == []


def test_pages_are_as_short_as_it_says() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in pages()}
    assert f"under {MOST_LINES} lines" in README
    assert {name: count for name, count in lengths.items() if count >= MOST_LINES} == {}


def pages() -> list:
    return sorted((PROJECT_FOLDER / "pages").glob("*/*.py"))
