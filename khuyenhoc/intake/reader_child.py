"""Parses one file in a process of its own, which may run out of memory or time without harm to anyone.

Started by `children` as a script, in Python's isolated mode and without `site`, mostly before there is a
file: it loads the parser and waits. Then a line with the number of the file's bytes and its kind, and the
bytes, come on standard input, the answer goes to standard output as JSON, and the process ends: one process
reads one file. It imports the project's own modules only for the kinds of file that need them.

The answer is `{"sheets": [...]}`, or `{"refused": {...}}` with a finding's fields, or `{"failed": "..."}`.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from io import BytesIO

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
MAX_ANSWER_BYTES = 100_000_000


def main() -> None:
    """Read standard input, parse, write the answer.

    Command line: the project's folder, then the folders where the parsers are installed.
    """
    limit_self()
    # One file and the end: memory is bounded, and what is let go need not be looked for.
    gc.disable()
    project, *folders = sys.argv[1:]
    sys.path += [*folders, project]
    # What a parser prints must not end up in the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    write_answer = _load()
    announced = sys.stdin.buffer.readline().decode().split()
    if not announced:
        # Whoever started this process ended without a file for it.
        return
    size, kind = announced
    # Not until the end of the input: that may come later, when the other side has a moment to close it.
    content = sys.stdin.buffer.read(int(size))
    try:
        parsed = _parse(kind, content)
        answer = write_answer(parsed)
        if len(answer) > MAX_ANSWER_BYTES:
            answer = b'{"failed": "answer too large"}'
    except BaseException as error:  # noqa: BLE001 - a panic of the parser comes as a BaseException
        finding = getattr(error, "finding", None)
        fields = dict(vars(finding)) if finding else None
        answer = json.dumps({"refused": fields} if fields else {"failed": type(error).__name__}).encode()
    answers.write(answer)
    answers.close()
    # Without taking 200,000 cells apart first.
    os._exit(0)


def limit_self() -> None:
    """Bound memory, processor time, core dumps and file writing, where the platform can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    limits = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for limit, value in limits:
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


def _load() -> Callable[[dict], bytes]:
    """Load what most files need, while there is time; returns what writes the answer."""
    import python_calamine  # noqa: F401

    from khuyenhoc.intake.child_answer import write_answer

    return write_answer


def _parse(kind: str, content: bytes) -> dict:
    if kind == "xls":
        from khuyenhoc.intake.xls_sheets import xls_sheets

        return {"sheets": xls_sheets(content)}
    surveyed = None
    if kind == "ods":
        from khuyenhoc.intake.raw_ods import survey_ods

        surveyed = survey_ods(content)
    elif kind == "xlsb":
        from khuyenhoc.intake.raw_xlsb import survey_xlsb

        surveyed = survey_xlsb(content)
    return {"sheets": _calamine_sheets(content, surveyed)}


def _calamine_sheets(content: bytes, surveyed: dict | None) -> list[dict]:
    """Every worksheet by calamine, with what a second look at .ods and .xlsb found."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    from khuyenhoc.intake.child_answer import plain_sheet

    sheets = []
    with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            parsed = workbook.get_sheet_by_index(index)
            sheet = plain_sheet(about.name, parsed.to_python(skip_empty_area=False))
            sheet["hidden"] = about.visible != SheetVisibleEnum.Visible
            sheet["merged"] = [
                [first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1]
                for first, last in parsed.merged_cell_ranges or ()
            ]
            if surveyed is not None and about.name in surveyed:
                _add_survey(sheet, surveyed[about.name])
            sheets.append(sheet)
    return sheets


def _add_survey(sheet: dict, raw: object) -> None:
    """Add what the second look found, and which cells the parser lost."""
    from khuyenhoc.intake.raw_xlsx import lost_cells

    sheet["errors"] += [[*address, text] for address, text in raw.error_cells.items()]
    sheet["uncalculated"] = [list(address) for address in raw.formulas_without_value]
    sheet["merged"] = sheet["merged"] or [list(vars(merged).values()) for merged in raw.merged]
    sheet["hidden_rows"], sheet["hidden_columns"] = sorted(raw.hidden_rows), sorted(raw.hidden_columns)
    moments = {(row, column) for row, column, *_ in [*sheet["special"], *sheet["errors"]]}
    sheet["lost"] = [address for address in lost_cells(None, raw, sheet["rows"]) if address not in moments]


if __name__ == "__main__":
    main()
