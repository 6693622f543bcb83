"""What is measured of pages in Chromium, beside a bare script that draws the same.

Both sides have a browser tab of their own and take turns. Ours runs on the demo.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter

from khuyenhoc.bench.browsing import MissingToolError, Tab, chromium, new_tab, require_tools
from khuyenhoc.bench.measuring import Measurement, Probe, failing, fixed
from khuyenhoc.bench.page_contents import MeasuredPage, measured_pages
from khuyenhoc.bench.servers import (
    Served,
    fill_home,
    make_bare_folder,
    run_module,
    serve_bare,
    serve_ours,
)
from khuyenhoc.bench.viewers import memory_of_pages
from khuyenhoc.geography.boundaries import load_manifest
from khuyenhoc.ui import routes

_PAGE_TIMES, _START_TIMES, _MEMORY_TIMES, _BYTES_TIMES = 1.4, 1.5, 1.5, 1.4
_FEW = 3
_MAP_LATER_KB = 1.0
_BARE_KEY = "choice"


@dataclass
class Material:
    """What both sides work on."""

    home: Path
    bare: Path

    def choices(self, page: MeasuredPage) -> list[str]:
        """The options that a page was written down for."""
        text = (self.bare / "contents" / f"{page.name}.json").read_text(encoding="utf-8")
        return [choice["name"] for choice in json.loads(text)["choices"]]


@dataclass
class Side:
    """A server, and the tab that looks at it."""

    served: Served
    tab: Tab
    _at: str = field(default="", init=False)
    _names: Iterator[str] = field(default_factory=lambda: iter(()), init=False)

    def open(self, page: MeasuredPage) -> float:
        """Open a page; seconds."""
        self._at = page.name
        self._names = iter(())
        return self.tab.open(self.url_of(page))

    def url_of(self, page: MeasuredPage) -> str:
        """Address of a page, or of what the bare script draws in its place."""
        if self.served.name == "bare":
            return f"{self.served.url}/?page={page.name}"
        return f"{self.served.url}/{'' if page.path == routes.SUMMARY else page.name}"

    def change(self, page: MeasuredPage, names: list[str]) -> float:
        """Choose the other option of the page's filter; seconds."""
        if self._at != page.name:
            self.open(page)
        name = next(self._names, None)
        if name is None:
            self._names = cycle((*names[1:], *names[:1]))
            name = next(self._names)
        return self.tab.choose(_BARE_KEY if self.served.name == "bare" else page.filter, name)


def page_speed(folder: Path) -> Iterator[Measurement]:
    """Opening pages, changing their filter, bytes, start and memory."""
    try:
        require_tools()
    except MissingToolError as error:
        yield failing("page", error)
        return
    material = prepare(folder / "pages")
    yield from _starts(material)
    with both_sides(material) as (ours, bare):
        yield from _bytes(ours, bare, material)
        for page in measured_pages():
            yield opening(f"page.open.{page.name}", page, ours, bare, times=_PAGE_TIMES)
            if page.filter:
                names = material.choices(page)
                yield Measurement(
                    f"page.rerun.{page.name}",
                    partial(ours.change, page, names),
                    partial(bare.change, page, names),
                    bar=_PAGE_TIMES,
                )


@contextmanager
def both_sides(material: Material) -> Iterator[tuple[Side, Side]]:
    """Ours and the bare script, each with a server and a tab of its own."""
    with chromium() as browser, serve_ours(material.home) as ours, serve_bare(material.bare) as bare:
        yield Side(ours, new_tab(browser)), Side(bare, new_tab(browser))


def opening(name: str, page: MeasuredPage, ours: Side, bare: Side, *, times: float) -> Measurement:
    """Opening a page beside what the bare script draws in its place."""
    return Measurement(name, partial(ours.open, page), partial(bare.open, page), bar=times)


def page_memory(folder: Path) -> Iterator[Measurement]:
    """What each further open page costs the server; needs no browser."""
    material = prepare(folder / "pages")
    sides = (partial(serve_ours, material.home), partial(serve_bare, material.bare))
    yield Measurement(
        "page.memory",
        *(partial(_memory, serve) for serve in sides),
        bar=_MEMORY_TIMES,
        unit="MB",
        warms_up=False,
        most_runs=_FEW,
    )


def _memory(serve: partial) -> float:
    """On a server of its own: one that had pages open before gives their memory to the next."""
    with serve() as served:
        return memory_of_pages(served)


def prepare(folder: Path) -> Material:
    """A data folder with the demo, and a folder for the bare script with what our pages draw from it."""
    if load_manifest() is None:
        message = "boundaries are not built: python -m khuyenhoc boundaries build"
        raise RuntimeError(message)
    material = Material(folder / "home", folder / "bare")
    if not material.bare.exists():
        fill_home(material.home)
        make_bare_folder(material.bare)
        run_module(["khuyenhoc.bench.page_contents", str(material.bare / "contents")], material.home)
    return material


def _starts(material: Material) -> Iterator[Measurement]:
    """From nothing to the first page, in a browser that has been there before."""
    with chromium() as browser:
        page = measured_pages()[0]

        def started(serve: partial, tab: Tab) -> float:
            start = perf_counter()
            with serve() as served:
                seconds = perf_counter() - start
                return seconds + Side(served, tab).open(page)

        ours = partial(started, partial(serve_ours, material.home), new_tab(browser))
        bare = partial(started, partial(serve_bare, material.bare), new_tab(browser))
        yield Measurement("page.start", ours, bare, bar=_START_TIMES, most_runs=_FEW)


def _bytes(ours: Side, bare: Side, material: Material) -> Iterator[Measurement]:
    """What the first page brings into an empty cache, and what a change of the map's colours brings."""
    first = measured_pages()[0]
    in_kilobytes = Measurement(
        "page.bytes.first",
        partial(_arrived, ours, partial(ours.open, first)),
        partial(_arrived, bare, partial(bare.open, first)),
        bar=_BYTES_TIMES,
        unit="KB",
        warms_up=False,
        most_runs=1,
    )
    yield in_kilobytes
    chart = next(page for page in measured_pages() if page.path == routes.MAP)
    names = material.choices(chart)
    changes = [partial(side.change, chart, names) for side in (ours, bare)]
    yield replace(
        in_kilobytes,
        name="page.bytes.map_change",
        ours=partial(_arrived, ours, changes[0]),
        floor=partial(_arrived, bare, changes[1]),
        warms_up=True,
        most_runs=_FEW,
    )
    yield replace(
        in_kilobytes,
        name="page.bytes.map_change_files",
        ours=partial(_arrived, ours, changes[0], are_files_only=True),
        floor=fixed(_MAP_LATER_KB),
        bar=1.0,
        warms_up=True,
        most_runs=_FEW,
    )


def _arrived(side: Side, act: Probe, *, are_files_only: bool = False) -> float:
    """Kilobytes that a tab receives meanwhile."""
    side.tab.traffic.forget()
    act()
    traffic = side.tab.traffic
    return (traffic.http + (0 if are_files_only else traffic.socket)) / 1000
