"""The pages: where their files are and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

SUMMARY = "pages/overview/summary.py"
TREND = "pages/indicators/trend.py"
MAP = "pages/indicators/map.py"
SCORECARD = "pages/overview/scorecard.py"
COMPARISON = "pages/overview/comparison.py"
PROFILE = "pages/units/profile.py"
PROGRESS = "pages/reports/progress.py"
UPLOAD = "pages/reports/upload.py"
PRESENT = "pages/conference/present.py"
EXPORTS = "pages/conference/exports.py"
CONCLUSIONS = "pages/conference/conclusions.py"


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
        Route(SCORECARD, "scorecard", "scorecard.page", "grid_on"),
        Route(COMPARISON, "comparison", "compare.page", "compare_arrows"),
        Route(PROFILE, "profile", "profile.page", "badge"),
    ),
    "navigation.reports": (
        Route(UPLOAD, "upload", "upload.page", "upload_file"),
        Route(PROGRESS, "progress", "progress.page", "fact_check"),
    ),
    "navigation.conference": (
        Route(PRESENT, "present", "conference.page", "slideshow"),
        Route(EXPORTS, "exports", "exports.page", "description"),
        Route(CONCLUSIONS, "conclusions", "conclusions.page", "checklist"),
    ),
}


def all_routes() -> Iterator[Route]:
    """Every page in the order of the menu."""
    for routes in SECTIONS.values():
        yield from routes
