"""What the command line prints."""

import json
import sys


class CannotRunError(Exception):
    """A call that cannot be carried out, said in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def print_error(vi: str, en: str) -> None:
    """Say what went wrong on standard error, Vietnamese first."""
    print(f"{vi}\n{en}", file=sys.stderr)


def print_json(value: object) -> None:
    """Print a value as JSON with Vietnamese letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
