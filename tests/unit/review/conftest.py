import pytest

from khuyenhoc.domain.lenses import Lens
from khuyenhoc.domain.org_units import all_units
from khuyenhoc.domain.periods import Period
from khuyenhoc.domain.subject import Subject
from khuyenhoc.i18n import Translator
from khuyenhoc.review.facts import Facts
from khuyenhoc.store.database import Database
from tests.reports import store

NORTH, WEST, CAM_HIEP = "reform-22333", "reform-22390", "reform-22435"


@pytest.fixture(scope="session")
def review_store(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Two communes over two years; a third reports only now, a fourth has no association."""
    database = Database(tmp_path_factory.mktemp("review"))
    then = {
        NORTH: _figures(members=100.0, raised=4e9, citizens=200.0),
        WEST: _figures(members=50.0, raised=1e9, citizens=90.0, share=0.6),
    }
    now = {
        NORTH: _figures(members=120.0, raised=5e9, citizens=350.0),
        WEST: _figures(members=60.0, raised=1.5e9, citizens=90.0, share=0.6),
        CAM_HIEP: {"members": 10.0, "population": 100.0, "fund_raised": 0.5e9},
    }
    store(database, "2025-Q3", then, province_id="reform-56")
    store(database, "2026-Q1", {NORTH: {"fund_raised": 2e9}}, province_id="reform-56")
    store(database, "2026-Q3", now, province_id="reform-56", not_established=("reform-22480",))
    return database


def _figures(*, members: float, raised: float, citizens: float, share: float = 1.0) -> dict[str, float]:
    """Figures of a commune of 1,000 people, 500 of them adults, or of a share of it."""
    return {
        "members": members,
        "population": 1000.0 * share,
        "adults": 500.0 * share,
        "fund_raised": raised,
        "citizens_recognised": citizens,
    }


@pytest.fixture
def t() -> Translator:
    return Translator("vi")


@pytest.fixture
def facts(review_store: Database) -> Facts:
    return facts_of(review_store)


KHANH_HOA = Subject(all_units()["reform-56"], Period.parse("2026-Q3"))


def facts_of(
    database: Database,
    subject: Subject = KHANH_HOA,
    *,
    is_year_to_date: bool = False,
    lens: Lens = Lens.REPORTED,
) -> Facts:
    def fetch(name: str, **parameters: object) -> object:
        plain = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters.items()}
        return database.query(name, {"scope": None, **plain})

    return Facts(subject, fetch, is_year_to_date, lens)
