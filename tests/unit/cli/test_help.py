"""`--help` of every subcommand: every argument is explained, in Vietnamese and in English."""

import argparse
from collections.abc import Iterator

import pytest

from khuyenhoc.cli import _parser

# The list of queries is names, in no language.
NAMES_ALONE = {("query", "name")}


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice, below in action.choices.items():
                yield from parsers(below, f"{name} {choice}".strip())


ALL = dict(parsers(_parser()))


@pytest.mark.parametrize("name", ALL)
def test_every_argument_is_explained_in_both_languages(name: str) -> None:
    parser = ALL[name]
    unexplained = [
        action.dest
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction)
        and " · " not in (action.help or "")
        and (name, action.dest) not in NAMES_ALONE
    ]
    assert unexplained == []
    assert " · " in (parser.description or "")


def test_help_is_printed_without_english_headings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        _parser().parse_args(["withdraw", "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert "rút lại một lần nộp · take a submission back" in printed
    assert "tùy chọn · options" in printed
    assert "mã biên nhận · receipt code" in printed
