"""Reports of districts and of the communes after them, to be read on each other's map by hand.

New Khánh Hòa (65 communes). Nha Trang (568) goes to four of them in 4096ths, 1117 to each of two. Nobody
else reports.

    2025-Q1  Nha Trang: fund 10 triệu, raised 4, spent 2, left 12; 8 scholarships of 4 triệu; 400 learners at
             centres, 20 at literacy classes; 1,000 people; 60 of 100 families; 150 members
    2025-Q2  Nha Trang: raised 6, spent 1, from 12 to 17 triệu; 500 learners
    2025-Q3  Bắc Nha Trang: 5 triệu, raised 2, spent 1, left 6; 2 scholarships of 1 triệu; 100 learners;
             200 people; 30 of 40 families; 50 members
             Tây Nha Trang: raised 1; 50 learners; 300 people; 30 members
"""

from khuyenhoc.store.database import Database
from tests.queries.conftest import BAC_NHA_TRANG, MILLION, NHA_TRANG, TAY_NHA_TRANG
from tests.reports import store


def _fund(opening: float, raised: float, spent: float) -> dict[str, float]:
    amounts = {
        "fund_opening": opening,
        "fund_raised": raised,
        "fund_spent": spent,
        "fund_closing": opening + raised - spent,
    }
    return {name: value * MILLION for name, value in amounts.items()}


def _families(total: float, recognised: float) -> dict[str, float]:
    return {"families_total": total, "families_recognised": recognised}


def fill_with_both_maps(database: Database) -> None:
    """Store the reports."""
    first = {
        **_fund(10.0, 4.0, 2.0),
        **_families(100.0, 60.0),
        "scholarships": 8.0,
        "scholarships_amount": 4 * MILLION,
        "learning_centre_learners": 400.0,
        "learning_centre_classes": 40.0,
        "literacy_learners": 20.0,
        "population": 1000.0,
        "members": 150.0,
    }
    store(database, "2025-Q1", {NHA_TRANG: first})
    store(database, "2025-Q2", {NHA_TRANG: {**_fund(12.0, 6.0, 1.0), "learning_centre_learners": 500.0}})
    bac = {
        **_fund(5.0, 2.0, 1.0),
        **_families(40.0, 30.0),
        "scholarships": 2.0,
        "scholarships_amount": MILLION,
        "learning_centre_learners": 100.0,
        "population": 200.0,
        "members": 50.0,
    }
    tay = {
        "fund_raised": MILLION,
        "learning_centre_learners": 50.0,
        "population": 300.0,
        "members": 30.0,
    }
    store(database, "2025-Q3", {BAC_NHA_TRANG: bac, TAY_NHA_TRANG: tay}, province_id="reform-56")
