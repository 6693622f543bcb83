"""Counts the rows of one export in a process of its own, which ends with what it read.

Started by `children` as a script, like `reader_child`. On standard input: a line with the number of the
file's bytes and JSON (the file's name, the mapping, the units), then the bytes. The answer
holds counts and ids of units; of a file that may hold personal data, a refusal says which rule refused it and
nothing that stands in it.
"""

import json
import os
import sys
from dataclasses import asdict


def main() -> None:
    """Read standard input, count, write the answer.

    Command line: the project's folder, then the folders where the parsers are installed.
    """
    project, *folders = sys.argv[1:]
    sys.path += [*folders, project]
    from khuyenhoc.intake.reader_child import limit_self

    limit_self()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        size, _, question = sys.stdin.buffer.readline().partition(b" ")
        answer = _answer(json.loads(question), sys.stdin.buffer.read(int(size)))
    except BaseException as error:  # noqa: BLE001 - whatever it is, its text may name what it stumbled over
        answer = {"failed": type(error).__name__}
    answers.write(json.dumps(answer).encode())
    answers.close()
    os._exit(0)


def _answer(question: dict, content: bytes) -> dict:
    from khuyenhoc.intake.adapter.counting import KnownUnit, count
    from khuyenhoc.intake.adapter.mapping import read_mapping
    from khuyenhoc.intake.personal_data import find_personal_data
    from khuyenhoc.intake.reader import read_workbook
    from khuyenhoc.intake.refusals import Refused

    mapping = read_mapping(question["mapping"])
    try:
        workbook = read_workbook(content, question["name"])
    except Refused as refusal:
        if mapping.counts_rows:
            return {"sheets": [{"refused_by": refusal.finding.rule}]}
        return {"refused": vars(refusal.finding)}
    personal = [] if mapping.counts_rows else find_personal_data(workbook)
    if personal:
        return {"refused": vars(personal[0])}
    return {"sheets": [asdict(count(workbook, mapping, [KnownUnit(*one) for one in question["units"]]))]}


if __name__ == "__main__":
    main()
