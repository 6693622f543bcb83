"""The pages: where their files are and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass

SUMMARY = "pages/overview/summary.py"
TARGETS = "pages/targets/targets.py"
SCORECARD = "pages/overview/scorecard.py"
TREND = "pages/indicators/trend.py"
MAP = "pages/indicators/map.py"
COMPARISON = "pages/overview/comparison.py"
PROFILE = "pages/units/profile.py"
MODELS = "pages/models/models.py"
FUNDS = "pages/funds/funds.py"
CONTINUING = "pages/models/continuing.py"
ASSESSMENT = "pages/models/assessment.py"
UPLOAD = "pages/reports/upload.py"
PROGRESS = "pages/reports/progress.py"
APPROVAL = "pages/reports/approval.py"
SOURCES = "pages/reports/sources.py"
PRESENT = "pages/conference/present.py"
EXPORTS = "pages/conference/exports.py"
CONCLUSIONS = "pages/conference/conclusions.py"
STORE = "pages/admin/store.py"
UNITS = "pages/admin/units.py"
ACCOUNTS = "pages/admin/accounts.py"
HANDBOOK = "pages/help/handbook.py"
METHOD = "pages/help/method.py"
WELCOME = "pages/help/welcome.py"


@dataclass(frozen=True)
class Route:
    """One page.

    Attributes:
        path: file of the page.
        url_path: its last part of the address.
        title: key of its title in the catalogue.
        icon: name of a Material icon.
        roles: whose menu it stands in; the page's own first call names the same.
        is_server_only: whether it is of no use at a desk, where nobody signs in.
        is_hidden: whether links lead to it and the menu does not.
    """

    path: str
    url_path: str
    title: str
    icon: str
    roles: tuple[str, ...] = ("viewer",)
    is_server_only: bool = False
    is_hidden: bool = False


# Section (key of its heading) -> pages, in the order of the menu; the first page is where one arrives.
SECTIONS: dict[str, tuple[Route, ...]] = {
    "navigation.monitor": (
        Route(SUMMARY, "overview", "summary.page", "home"),
        Route(TARGETS, "targets", "targets.page", "flag"),
        Route(SCORECARD, "scorecard", "scorecard.page", "grid_on"),
        Route(TREND, "trend", "trend.page", "show_chart"),
        Route(MAP, "map", "map.page", "map"),
        Route(COMPARISON, "comparison", "compare.page", "compare_arrows"),
        Route(PROFILE, "profile", "profile.page", "badge"),
    ),
    "navigation.topics": (
        Route(MODELS, "models", "models.page", "school"),
        Route(FUNDS, "funds", "funds.page", "savings"),
        Route(CONTINUING, "continuing", "continuing.page", "auto_stories"),
        Route(ASSESSMENT, "assessment", "assessment.page", "workspace_premium"),
    ),
    "navigation.reports": (
        Route(UPLOAD, "upload", "upload.page", "upload_file", roles=("officer", "reporter")),
        Route(PROGRESS, "progress", "progress.page", "calendar_month"),
        Route(APPROVAL, "approval", "approval.page", "fact_check", roles=("officer", "chair")),
        Route(SOURCES, "sources", "sources.page", "receipt_long"),
    ),
    "navigation.conference": (
        Route(PRESENT, "present", "conference.page", "slideshow", roles=("officer", "chair")),
        Route(EXPORTS, "exports", "exports.page", "description", roles=("officer", "chair")),
        Route(CONCLUSIONS, "conclusions", "conclusions.page", "checklist", roles=("officer", "chair")),
    ),
    "navigation.admin": (
        Route(STORE, "store", "store.page", "database", roles=("administrator",)),
        Route(UNITS, "units", "acts.page", "account_tree", roles=("administrator",)),
        Route(ACCOUNTS, "accounts", "accounts.page", "group", roles=("administrator",), is_server_only=True),
    ),
    "navigation.help": (
        Route(HANDBOOK, "handbook", "handbook.page", "menu_book"),
        Route(METHOD, "method", "method.page", "functions"),
        Route(WELCOME, "welcome", "welcome.page", "waving_hand", is_hidden=True),
    ),
}


def all_routes() -> Iterator[Route]:
    """Every page in the order of the menu."""
    for routes in SECTIONS.values():
        yield from routes


def route_of(path: str) -> Route:
    """The page of a file."""
    return next(route for route in all_routes() if route.path == path)
