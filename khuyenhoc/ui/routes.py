"""The pages: where their files are and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

SUMMARY = "pages/overview/summary.py"
TREND = "pages/indicators/trend.py"
MAP = "pages/indicators/map.py"
TARGETS = "pages/targets/targets.py"
FUNDS = "pages/funds/funds.py"
MODELS = "pages/models/models.py"
CONTINUING = "pages/models/continuing.py"
UPLOAD = "pages/reports/upload.py"


@dataclass(frozen=True)
class Route:
    """One page.

    Attributes:
        path: file of the page.
        url_path: its last part of the address.
        title: key of its title in the catalogue.
        icon: name of a Material icon.
    """

    path: str
    url_path: str
    title: str
    icon: str


# Section (key of its heading) -> pages, in the order of the menu; the first page is where one arrives.
SECTIONS: dict[str, tuple[Route, ...]] = {
    "navigation.monitor": (
        Route(SUMMARY, "overview", "summary.page", "home"),
        Route(TREND, "trend", "trend.page", "show_chart"),
        Route(MAP, "map", "map.page", "map"),
        Route(TARGETS, "targets", "targets.page", "flag"),
        Route(FUNDS, "funds", "funds.page", "savings"),
        Route(MODELS, "models", "models.page", "school"),
        Route(CONTINUING, "continuing", "continuing.page", "auto_stories"),
    ),
    "navigation.reports": (Route(UPLOAD, "upload", "upload.page", "upload_file"),),
}


def all_routes() -> Iterator[Route]:
    """Every page in the order of the menu."""
    for routes in SECTIONS.values():
        yield from routes
