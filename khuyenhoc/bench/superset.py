"""Apache Superset on the figures of our store: started, given a data set and a dashboard, asked, stopped.

`KHUYENHOC_SUPERSET` names the folder of a virtual environment that it is installed in, with `duckdb-engine`
and `gunicorn`. It gets the figures that count as one sorted table in a DuckDB file of its own and looks
nothing up, which is better than what it would find in ours.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import httpx2

from khuyenhoc.bench.servers import LOCALHOST, free_port, wait_until_healthy
from khuyenhoc.store.database import Database

VARIABLE = "KHUYENHOC_SUPERSET"
_SETTINGS = """
SECRET_KEY = "only for a measurement on this machine, never served to anybody"
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
PREVENT_UNSAFE_DB_CONNECTIONS = False
"""
_WORKERS, _THREADS, _PATIENCE = 2, 4, 120
_USER = "bench"
_GRID = 12
_FIGURES = """
select
    current_observations.data_element,
    current_observations.period_id,
    periods.period_end::timestamp as period_end,
    org_units.province_id,
    current_observations.org_unit_id,
    org_units.name as unit_name,
    current_observations.value
from current_observations
inner join periods on current_observations.period_id = periods.period_id
inner join org_units on current_observations.org_unit_id = org_units.org_unit_id
order by current_observations.data_element, current_observations.period_id, current_observations.org_unit_id
"""


@dataclass(frozen=True)
class Chart:
    """A chart of the dashboard.

    Attributes:
        kind: Superset's name of the visualisation.
        metrics: label -> SQL.
        where: SQL.
        columns: grouped by.
        width, height: in the columns and rows of its grid.
    """

    name: str
    kind: str
    metrics: Mapping[str, str]
    where: str
    columns: Sequence[str] = ()
    width: int = 12
    height: int = 50


class Superset:
    """One that runs and has our figures as a data set."""

    def __init__(self, port: int) -> None:
        self.url = f"http://{LOCALHOST}:{port}"
        self._client = httpx2.Client(base_url=self.url, timeout=_PATIENCE)
        signed_in = {"username": _USER, "password": _USER, "provider": "db"}
        token = self._post("security/login", signed_in)["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"
        self._dataset = 0

    def know(self, file: Path) -> None:
        """Make the figures of a DuckDB file its data set."""
        address = f"duckdb:///{file}?access_mode=READ_ONLY"
        database = self._post("database/", {"database_name": file.stem, "sqlalchemy_uri": address})["id"]
        dataset = {"database": database, "schema": "main", "table_name": "figures"}
        self._dataset = self._post("dataset/", dataset)["id"]

    def ask(self, metrics: Mapping[str, str], where: str, columns: Sequence[str]) -> list[dict]:
        """Rows that a chart would be drawn of, asked of the store and not of its cache."""
        question = {
            "columns": list(columns),
            "metrics": [_metric(*metric) for metric in metrics.items()],
            "extras": {"where": where},
            "row_limit": 10_000,
        }
        asked = {
            "datasource": {"id": self._dataset, "type": "table"},
            "queries": [question],
            "force": True,
            "result_format": "json",
            "result_type": "full",
        }
        return self._post("chart/data", asked)["result"][0]["data"]

    def make_dashboard(self, charts: Sequence[Chart]) -> str:
        """Address of a dashboard with these charts, the small ones in a row above the wide ones."""
        dashboard = self._post("dashboard/", {"dashboard_title": "Bench", "published": True})["id"]
        made = [(chart, self._make_chart(chart, dashboard)) for chart in charts]
        layout = json.dumps(lay_out(made))
        answer = self._client.put(f"/api/v1/dashboard/{dashboard}", json={"position_json": layout})
        answer.raise_for_status()
        return f"{self.url}/superset/dashboard/{dashboard}/?standalone=1"

    def sign_in(self, page: object) -> None:
        """Sign a browser's page in."""
        page.goto(f"{self.url}/login/")
        page.fill("#username", _USER)
        page.fill("#password", _USER)
        page.press("#password", "Enter")
        page.wait_for_url(lambda url: "/login" not in url)

    def _make_chart(self, chart: Chart, dashboard: int) -> int:
        metrics = [_metric(*metric) for metric in chart.metrics.items()]
        options = {
            "datasource": f"{self._dataset}__table",
            "viz_type": chart.kind,
            "metric": metrics[0],
            "metrics": metrics,
            "groupby": list(chart.columns),
            "query_mode": "aggregate",
            "x_axis": "period_end",
            "time_grain_sqla": "P3M",
            "row_limit": 1000,
            "server_pagination": False,
            "adhoc_filters": [
                {"expressionType": "SQL", "clause": "WHERE", "sqlExpression": chart.where},
            ],
        }
        if chart.kind == "echarts_timeseries_line":
            options["groupby"] = []
        made = {
            "slice_name": chart.name,
            "viz_type": chart.kind,
            "datasource_id": self._dataset,
            "datasource_type": "table",
            "params": json.dumps(options),
            "dashboards": [dashboard],
        }
        return self._post("chart/", made)["id"]

    def _post(self, path: str, content: Mapping[str, object]) -> dict:
        answer = self._client.post(f"/api/v1/{path}", json=content)
        if answer.is_error:
            message = f"Superset, {path}: {answer.text[:300]}"
            raise RuntimeError(message)
        return answer.json()


@contextmanager
def serve_superset(folder: Path, database: Database) -> Iterator[Superset]:
    """Superset on the figures of a store.

    Args:
        folder: for its files; not there yet.

    Raises:
        KeyError: `KHUYENHOC_SUPERSET` is not set.
        RuntimeError: it did not start, or refused.
    """
    folder.mkdir(parents=True)
    copy = folder / "figures.duckdb"
    with database.transaction() as cursor, duckdb.connect(copy) as connection:
        connection.register("figures_of_ours", cursor.execute(_FIGURES).to_arrow_table())
        connection.execute("create table figures as select * from figures_of_ours")
    environment = _prepare(folder)
    port = free_port()
    command = [_program("gunicorn"), "-k", "gthread", "-w", str(_WORKERS), "--threads", str(_THREADS)]
    command += ["-b", f"{LOCALHOST}:{port}", "--timeout", str(_PATIENCE), "superset.app:create_app()"]
    process = subprocess.Popen(  # noqa: S603 - what somebody who measures has installed
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_healthy(process, port, "/health")
        superset = Superset(port)
        superset.know(copy)
        yield superset
    finally:
        process.terminate()
        process.wait()


def _prepare(folder: Path) -> dict[str, str]:
    """Its own database and its first account; the environment that it runs in."""
    settings = folder / "superset_config.py"
    settings.write_text(_SETTINGS.format(folder=folder), encoding="utf-8")
    environment = {
        **os.environ,
        "SUPERSET_CONFIG_PATH": str(settings),
        "FLASK_APP": "superset.app:create_app",
    }
    admin = [f"--{name}={_USER}" for name in ("username", "firstname", "lastname", "password")]
    for arguments in (
        ["db", "upgrade"],
        ["fab", "create-admin", *admin, "--email=bench@localhost"],
        ["init"],
    ):
        _run([_program("superset"), *arguments], environment)
    return environment


def _program(name: str) -> str:
    return str(Path(os.environ[VARIABLE]) / "bin" / name)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - as above
        command, env=environment, capture_output=True, check=False, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])


def _metric(label: str, sql: str) -> dict[str, object]:
    return {"expressionType": "SQL", "sqlExpression": sql, "label": label, "hasCustomLabel": True}


def lay_out(made: Sequence[tuple[Chart, int]]) -> dict[str, object]:
    """Rows of its grid, each as full as it goes."""
    rows: list[list[tuple[Chart, int]]] = [[]]
    for chart, number in made:
        if sum(other.width for other, _ in rows[-1]) + chart.width > _GRID:
            rows.append([])
        rows[-1].append((chart, number))
    names = [f"ROW-{place}" for place in range(len(rows))]
    layout: dict[str, object] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": names, "parents": ["ROOT_ID"]},
    }
    for name, row in zip(names, rows, strict=True):
        inside = [f"CHART-{number}" for _, number in row]
        above = ["ROOT_ID", "GRID_ID"]
        meta = {"background": "BACKGROUND_TRANSPARENT"}
        layout[name] = {"type": "ROW", "id": name, "children": inside, "parents": above, "meta": meta}
        for chart, number in row:
            layout[f"CHART-{number}"] = {
                "type": "CHART",
                "id": f"CHART-{number}",
                "children": [],
                "parents": [*above, name],
                "meta": {
                    "chartId": number,
                    "width": chart.width,
                    "height": chart.height,
                    "sliceName": chart.name,
                },
            }
    return layout
