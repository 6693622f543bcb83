"""What our pages draw, written down for the bare script: tiles, figures as JSON, tables as frames.

Asked in a fresh process, as it runs the dashboard's script on a data folder:

    KHUYENHOC_HOME=… python -m khuyenhoc.bench.page_contents FOLDER

writes `<page>.json` and the tables as Parquet. Each page is written down for the first two options of its
filter.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui import routes

_PATIENCE = 120
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
    tables = [*app.main.dataframe, *app.main.table]
    files = [f"{prefix}.{number}.parquet" for number in range(len(tables))]
    for file, table in zip(files, tables, strict=True):
        table.value.to_parquet(folder / file)
    return {
        "name": name,
        "tiles": [
            {"label": tile.label, "value": tile.value, "delta": tile.delta} for tile in app.main.metric
        ],
        "figures": [
            {"spec": chart.proto.spec, "config": chart.proto.config} for chart in app.main.get("plotly_chart")
        ],
        "tables": files,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
