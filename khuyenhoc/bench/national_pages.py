"""Opening the main pages on the store of the whole country over ten years, beside the bare script.

The data folder is a bench's own: its tables are filled by `national_store`, and its ledger only names the
submissions, so that the dashboard opens it. It has no vault and cannot be rebuilt.
"""

from collections.abc import Iterator
from pathlib import Path

from khuyenhoc.bench.browsing import MissingToolError, require_tools
from khuyenhoc.bench.measuring import Measurement, failing
from khuyenhoc.bench.national_store import Size, fill_store, name_submissions
from khuyenhoc.bench.page_contents import MeasuredPage, measured_pages
from khuyenhoc.bench.pages import Material, both_sides, opening
from khuyenhoc.bench.servers import make_bare_folder, run_module
from khuyenhoc.store.backup_plan import BackupPlan, save_backup_plan
from khuyenhoc.store.database import Database
from khuyenhoc.ui import routes

_TIMES = 1.7
_WHOLE_COUNTRY = Size(provinces=34, quarters=40)
_MAIN = (
    routes.SUMMARY,
    routes.TARGETS,
    routes.SCORECARD,
    routes.TREND,
    routes.MAP,
    routes.COMPARISON,
    routes.PROFILE,
    routes.PROGRESS,
)


def national_page_speed(folder: Path) -> Iterator[Measurement]:
    """Opening pages, warm."""
    try:
        require_tools()
    except MissingToolError as error:
        yield failing("page.national", error)
        return
    material = prepare_national(folder / "national-pages", _WHOLE_COUNTRY)
    with both_sides(material) as (ours, bare):
        for page in main_pages():
            yield opening(f"page.national.{page.name}", page, ours, bare, times=_TIMES)


def main_pages() -> list[MeasuredPage]:
    """The pages with the figures of the whole store."""
    return [page for page in measured_pages() if page.path in _MAIN]


def prepare_national(folder: Path, size: Size) -> Material:
    """A data folder with a store of a size, and a folder for the bare script."""
    material = Material(folder / "home", folder / "bare")
    material.home.mkdir(parents=True)
    database = Database(material.home)
    fill_store(database, size)
    name_submissions(database)
    database.close()
    save_backup_plan(material.home, BackupPlan(is_on=False))  # the first one would run beside the first pages
    make_bare_folder(material.bare)
    names = [page.name for page in main_pages()]
    run_module(["khuyenhoc.bench.page_contents", str(material.bare / "contents"), *names], material.home)
    return material
