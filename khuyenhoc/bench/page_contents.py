"""What our pages draw, written down for the bare script: texts, tiles, figures as JSON, tables as frames.

Headings and paragraphs are what a page of text is made of; without them its floor would be an empty screen.
What is folded away on ours, or lies under another tab, is folded away there. Menu, filters, buttons and
fields are ours alone.

Asked in a fresh process, as it runs the dashboard's script on a data folder:

    KHUYENHOC_HOME=… python -m khuyenhoc.bench.page_contents FOLDER

writes `<page>.json` and the tables as Parquet. Each page is written down for the first two options of its
filter.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui import routes

_PATIENCE = 120
# Kinds of text; each is drawn by the function of that name.
TEXTS = ("title", "header", "subheader", "markdown", "caption")
_INDICATOR, _PERIOD = "indicator", "period"


@dataclass(frozen=True)
class MeasuredPage:
    """A page of the menu.

    Attributes:
        name: last part of its address.
        path: file of the page.
        filter: key of the choice that is changed; empty where there is none to change.
    """

    name: str
    path: str
    filter: str


_FILTERS = {
    routes.SUMMARY: _INDICATOR,
    routes.TARGETS: _INDICATOR,
    routes.SCORECARD: _INDICATOR,
    routes.TREND: _INDICATOR,
    routes.MAP: _INDICATOR,
    routes.COMPARISON: _INDICATOR,
    routes.PROFILE: _PERIOD,
    routes.MODELS: _PERIOD,
    routes.FUNDS: _PERIOD,
    routes.CONTINUING: _PERIOD,
    routes.PROGRESS: _PERIOD,
    routes.APPROVAL: _PERIOD,
    routes.PRESENT: _PERIOD,
    routes.EXPORTS: _PERIOD,
}


def measured_pages() -> tuple[MeasuredPage, ...]:
    """Every page that somebody at a desk has in the menu."""
    return tuple(
        MeasuredPage(route.url_path, route.path, _FILTERS.get(route.path, ""))
        for route in routes.all_routes()
        if not route.is_server_only
    )


def main(folder: Path) -> None:
    """Write down every page."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in measured_pages():
        choices = [
            _contents(app, f"{page.name}.{number}", name, folder)
            for number, (name, app) in enumerate(_states(page))
        ]
        text = json.dumps({"page": page.name, "choices": choices}, ensure_ascii=False)
        (folder / f"{page.name}.json").write_text(text, encoding="utf-8")


def _states(page: MeasuredPage) -> Iterator[tuple[str, AppTest]]:
    """The page with the first option of its filter, then with the second; each with the option's name."""
    app = AppTest.from_file(str(PROJECT_FOLDER / "dashboard.py"), default_timeout=_PATIENCE).run()
    if page.path != routes.SUMMARY:
        app.switch_page(page.path).run()
    if not page.filter:
        yield page.name, app
        return
    for index in range(2):
        choice = app.selectbox(key=page.filter)
        name = choice.options[index]
        yield name, choice.select_index(index).run()


def _contents(app: AppTest, prefix: str, name: str, folder: Path) -> dict[str, object]:
    if app.exception:
        raise RuntimeError(f"{prefix}: {app.exception[0].value}")
    shown, folded = [], []
    for element, is_folded in drawn(app.main):
        (folded if is_folded else shown).append(element)
    return {
        "name": name,
        **_written_down(shown, prefix, folder),
        "folded": _written_down(folded, f"{prefix}.folded", folder),
    }


def drawn(block: Block, *, is_folded: bool = False) -> Iterator[tuple[Element, bool]]:
    """The elements of a page, each with whether it is folded away, or under another tab than the first."""
    for number, child in enumerate(block.children.values()):
        if isinstance(child, Block):
            is_behind = child.type == "tab" and number > 0
            is_closed = child.type == "expander" and not child.proto.expanded
            yield from drawn(child, is_folded=is_folded or is_behind or is_closed)
        else:
            yield child, is_folded


def _written_down(elements: Sequence[Element], prefix: str, folder: Path) -> dict[str, object]:
    def of(*kinds: str) -> list[Element]:
        return [element for element in elements if element.type in kinds]

    tables = of("dataframe", "table")
    files = [f"{prefix}.{number}.parquet" for number in range(len(tables))]
    for file, table in zip(files, tables, strict=True):
        table.value.to_parquet(folder / file)
    return {
        "texts": [{"kind": text.type, "text": text.value} for text in of(*TEXTS)],
        "tiles": [{"label": tile.label, "value": tile.value, "delta": tile.delta} for tile in of("metric")],
        "figures": [{"spec": chart.proto.spec, "config": chart.proto.config} for chart in of("plotly_chart")],
        "tables": files,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
