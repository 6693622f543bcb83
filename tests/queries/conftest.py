"""A tiny store whose every figure can be worked out by hand.

Old Khánh Hòa (9 districts) and old Ninh Thuận (7), then new Khánh Hòa (65 communes):

    2024-Q1  568: members 90 of 1,000 people, later corrected to 100; fund raised 5 triệu
             569: members 60 of 300; fund raised 1 triệu
             570: no association yet
    2024-Q2  568: members 120 of 1,000; fund raised 2 triệu; population of 569 without members
    2025-Q1  568: members 150 of 1,000
             Ninh Thuận 582: members 10 of 100
    2025-Q3  two communes: members 50 of 200 and 30 of 300
    2024-H1  568: fund raised 7 triệu since 1 January (another basis)
"""

import pytest

from khuyenhoc.store.database import Database
from tests.reports import store

MILLION = 1_000_000.0
NHA_TRANG, CAM_RANH, CAM_LAM, PHAN_RANG = "legacy-568", "legacy-569", "legacy-570", "legacy-582"
BAC_NHA_TRANG, TAY_NHA_TRANG = "reform-22333", "reform-22390"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = Database(tmp_path_factory.mktemp("tiny"))
    fill_with_examples(database)
    return database


def fill_with_examples(database: Database) -> None:
    first = {
        NHA_TRANG: {"members": 90.0, "population": 1000.0, "fund_raised": 5 * MILLION},
        CAM_RANH: {"members": 60.0, "population": 300.0, "fund_raised": 1 * MILLION},
    }
    store(database, "2024-Q1", first, not_established=(CAM_LAM,))
    store(database, "2024-Q1", {NHA_TRANG: {"members": 100.0}}, file_name="correction.xlsx")
    second = {
        NHA_TRANG: {"members": 120.0, "population": 1000.0, "fund_raised": 2 * MILLION},
        CAM_RANH: {"population": 300.0},
        CAM_LAM: {"members": None, "population": 50.0},
    }
    store(database, "2024-Q2", second)
    store(database, "2025-Q1", {NHA_TRANG: {"members": 150.0, "population": 1000.0}})
    store(database, "2024-H1", {NHA_TRANG: {"fund_raised": 7 * MILLION}})
    store(
        database,
        "2025-Q1",
        {PHAN_RANG: {"members": 10.0, "population": 100.0}},
        province_id="legacy-58",
    )
    communes = {
        BAC_NHA_TRANG: {"members": 50.0, "population": 200.0},
        TAY_NHA_TRANG: {"members": 30.0, "population": 300.0},
    }
    store(database, "2025-Q3", communes, province_id="reform-56", is_synthetic=True)
