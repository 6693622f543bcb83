"""The pages: where their files are and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

SUMMARY = "pages/overview/summary.py"
TREND = "pages/indicators/trend.py"
MAP = "pages/indicators/map.py"
UPLOAD = "pages/reports/upload.py"
APPROVAL = "pages/reports/approval.py"
SOURCES = "pages/reports/sources.py"
PRESENT = "pages/conference/present.py"
EXPORTS = "pages/conference/exports.py"
CONCLUSIONS = "pages/conference/conclusions.py"
STORE = "pages/admin/store.py"


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
    ),
    "navigation.conference": (
        Route(PRESENT, "present", "conference.page", "slideshow"),
        Route(EXPORTS, "exports", "exports.page", "description"),
        Route(CONCLUSIONS, "conclusions", "conclusions.page", "checklist"),
    ),
    "navigation.reports": (
        Route(UPLOAD, "upload", "upload.page", "upload_file"),
        Route(APPROVAL, "approval", "approval.page", "fact_check"),
        Route(SOURCES, "sources", "sources.page", "receipt_long"),
    ),
    "navigation.admin": (Route(STORE, "store", "store.page", "database"),),
}


def all_routes() -> Iterator[Route]:
    """Every page in the order of the menu."""
    for routes in SECTIONS.values():
        yield from routes
