"""The same five questions and the same page, asked of us and of Apache Superset, on the same figures.

Superset answers over HTTP, as its pages ask it; ours are asked as our pages ask them. Its caches are off and
ours are not used. Measured only where it is installed (`superset.VARIABLE`).
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from khuyenhoc.bench.browsing import chromium, new_tab
from khuyenhoc.bench.growth import questions
from khuyenhoc.bench.measuring import Measurement, timed
from khuyenhoc.bench.national_store import Size, fill_store
from khuyenhoc.bench.servers import fill_home, serve_ours
from khuyenhoc.bench.superset import VARIABLE, Chart, Superset, serve_superset
from khuyenhoc.domain.indicators import indicators
from khuyenhoc.domain.periods import Period
from khuyenhoc.store.database import Database
from khuyenhoc.ui import routes

_AHEAD = 1.0
_INDICATOR = "learning_citizen_rate"
_NATIONAL = Size(34, 40)
_TILES, _TILE_INDICATORS = 4, 8
_PAGES = (routes.SUMMARY, routes.TREND)
# The line is drawn on a canvas; each tile has a line of its own.
_DRAWN = f"""
() => !document.querySelector('.loading') && document.querySelector('.dashboard-chart canvas')
    && document.querySelector('.dashboard-chart table tbody tr')
    && document.querySelectorAll('.header-line').length === {_TILES}
    && performance.now()
"""


def peer_speed(folder: Path) -> Iterator[Measurement]:
    """Our queries and pages over Superset's; nothing where it is not installed."""
    if not os.environ.get(VARIABLE):
        return
    yield from _questions(folder / "peer_questions")
    yield from _pages(folder / "peer_pages")


def _questions(folder: Path) -> Iterator[Measurement]:
    home = folder / "home"
    home.mkdir(parents=True)
    database = Database(home)
    fill_store(database, _NATIONAL)
    with serve_superset(folder / "superset", database) as superset:
        ours = _of_us()
        for name, theirs in _of_superset(superset).items():
            yield Measurement(
                f"peer.query.{name}", timed(partial(database.query, *ours[name])), timed(theirs), bar=_AHEAD
            )
    database.close()


def _of_us() -> dict[str, tuple[str, dict[str, object]]]:
    """The five questions: name -> query and parameters."""
    growing = questions(_NATIONAL)
    asked = {"scope": None, "indicator": _INDICATOR, "lens": "reported"}
    newest = Period.parse(_NATIONAL.period_ids[-1])
    periods = {"period_id": newest.period_id, "earlier_period_id": newest.same_period_last_year.period_id}
    own = {"province_ids": _NATIONAL.province_ids[:1], "org_unit_id": None}
    return {
        **{name: growing[name] for name in ("tiles", "province_map", "national_map")},
        "series": ("indicator_series", asked | own),
        "provinces": ("indicator_by_province", asked | periods),
    }


def _of_superset(superset: Superset) -> dict[str, partial]:
    """The five questions in its words; where ours answers more in one query, it is asked for less."""
    newest = Period.parse(_NATIONAL.period_ids[-1])
    now = f"period_id = '{newest.period_id}'"
    both = f"period_id in ('{newest.period_id}', '{newest.same_period_last_year.period_id}')"
    own = f"province_id = '{_NATIONAL.province_ids[0]}'"
    tiles = {name: rate_of(name) for name in list(indicators())[:_TILE_INDICATORS]}
    rate = {"rate": rate_of(_INDICATOR)}
    unit, province = ["org_unit_id", "unit_name"], ["province_id"]
    return {
        "tiles": partial(superset.ask, tiles, f"{both} and {own}", ["period_id"]),
        "province_map": partial(superset.ask, rate, f"{now} and {own}", unit),
        "national_map": partial(superset.ask, rate, now, unit),
        "series": partial(superset.ask, rate, own, ["period_id"]),
        "provinces": partial(superset.ask, rate, both, [*province, "period_id"]),
    }


def rate_of(indicator: str) -> str:
    """SQL of an indicator over rows of figures."""
    found = indicators()[indicator]
    numerator, denominator = (
        f"sum(value) filter (where data_element = '{element}')" if element else ""
        for element in (found.numerator, found.denominator)
    )
    return f"{found.factor} * {numerator} / {denominator}" if denominator else numerator


def _pages(folder: Path) -> Iterator[Measurement]:
    """Two of our pages, each beside a dashboard of four tiles, a line and a table of the province's units."""
    home = folder / "home"
    fill_home(home)
    database = Database(home)
    newest = database.query("reporting_periods", {"scope": None}).iloc[0]
    with ExitStack() as stack:
        superset = stack.enter_context(serve_superset(folder / "superset", database))
        database.close()
        address = superset.make_dashboard(_charts(newest.period_id))
        browser = stack.enter_context(chromium())
        served = stack.enter_context(serve_ours(home))
        tab = new_tab(browser)
        theirs = new_tab(browser)
        superset.sign_in(theirs.page)
        for page in _PAGES:
            path = "" if page == routes.SUMMARY else routes.route_of(page).url_path
            yield Measurement(
                f"peer.page.{path or 'overview'}",
                partial(tab.open, f"{served.url}/{path}"),
                partial(theirs.open, address, drawn=_DRAWN),
                bar=_AHEAD,
            )


def _charts(period_id: str) -> list[Chart]:
    newest = f"period_id = '{period_id}'"
    tiles = [
        Chart(name, "big_number_total", {name: rate_of(name)}, newest, width=12 // _TILES, height=20)
        for name in list(indicators())[:_TILES]
    ]
    rate = {"rate": rate_of(_INDICATOR)}
    return [
        *tiles,
        Chart("line", "echarts_timeseries_line", rate, "true"),
        Chart("table", "table", rate, newest, ["unit_name"]),
    ]
