"""Write docs/queries.md: every query by its header, for those who automate.

python -m scripts.build_query_list
"""

import re
from pathlib import Path

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.store.sql import query_names, query_text

TARGET = PROJECT_FOLDER / "docs" / "queries.md"
_HEAD = """# Queries

Every file of `queries/`, as its own header tells it; made by `python -m scripts.build_query_list`. They are
run by `python -m khuyenhoc query NAME --param key=value` and by `khuyenhoc.data_access.query`. `scope` is
filled in by the program and never typed; a `lens` is `reported`, `current`, `former` or `comparable`.
"""


def page() -> str:
    """The page."""
    return "\n".join([_HEAD, *(_entry(name) for name in query_names())])


def _entry(name: str) -> str:
    """One query: its header says what it answers, then the parameters, then what a row is."""
    lines = re.match(r"(?:--.*\n)+", query_text(name))[0].splitlines()
    texts: dict[str, list[str]] = {"about": [], "params": [], "grain": []}
    part = "about"
    for line in lines:
        words = line.removeprefix("--").strip()
        label = re.match(r"(params|grain):\s*", words)
        if label:
            part, words = label[1], words[label.end() :]
        texts[part].append(words)
    about, parameters, grain = (" ".join(texts[part]).strip() for part in ("about", "params", "grain"))
    asked = ", ".join(f"`{key}`" for key in parameters.split(", ") if key != "scope") or "none"
    return f"## {name}\n\n{about}\n\n- Parameters: {asked}\n- Rows: {grain}\n"


def main() -> None:
    """Write the file."""
    Path(TARGET).write_text(page(), encoding="utf-8", newline="\n")
    print(f"{TARGET.relative_to(PROJECT_FOLDER)}: {len(query_names())} queries")


if __name__ == "__main__":
    main()
