"""All cases, by name.

    python -m tests.corpus.generator FOLDER

writes every file to a folder, to be looked at or sent by hand.
"""

import sys
from functools import cache
from pathlib import Path

from tests.corpus import (
    cases_columns,
    cases_drawn,
    cases_formats,
    cases_header,
    cases_layout,
    cases_measures,
    cases_mixed,
    cases_money,
    cases_numbers,
    cases_offices,
    cases_offices_communes,
    cases_offices_slips,
    cases_period,
    cases_rows,
    cases_sheets,
    cases_traps,
    cases_units,
    cases_wrong_figures,
    cases_wrong_units,
)
from tests.corpus.case import Case

_MODULES = (
    *(
        cases_header,
        cases_layout,
        cases_rows,
        cases_sheets,
        cases_measures,
        cases_columns,
        cases_units,
        cases_numbers,
        cases_money,
    ),
    *(
        cases_period,
        cases_formats,
        cases_mixed,
        cases_offices,
        cases_offices_communes,
        cases_offices_slips,
        cases_drawn,
        cases_traps,
        cases_wrong_figures,
        cases_wrong_units,
    ),
)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, the readable ones first.

    Raises:
        ValueError: two cases share a name.
    """
    cases = tuple(case for module in _MODULES for case in module.CASES)
    names = [case.name for case in cases]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"cases of one name: {', '.join(repeated)}")
    return cases


def write_all(folder: Path) -> int:
    """Write each case's file into a folder of its name; gives how many."""
    for case in all_cases():
        made = case.make()
        place = folder / case.name
        place.mkdir(parents=True, exist_ok=True)
        (place / made.file_name).write_bytes(made.content)
    return len(all_cases())


if __name__ == "__main__":
    sys.stdout.write(f"{write_all(Path(sys.argv[1]))} files\n")
