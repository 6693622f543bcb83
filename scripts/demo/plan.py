"""The totals that the simulated figures add up to, for each of the two former provinces.

Old Khánh Hòa's totals of 2024 and its rates of mid-2025 are the ones its association published; all other
numbers are invented around them. Money is in triệu đồng throughout the demo: a sheet in đồng multiplies.
"""

from dataclasses import dataclass

PERIODS = tuple(f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4))[:-1]
REFORM_PERIOD = "2025-Q3"

# Elements that the report form gained with 2024-Q4: before that quarter nothing was counted for them.
ADDED_AWARDS = ("hardship_grants", "adult_grants")
AWARDS = ("scholarships", "rewards", *ADDED_AWARDS)

# Share of a year's flow in each quarter: Tết lies in Q1, the new school year in Q3, the national week of
# lifelong learning in Q4.
SEASONS = {
    "fund_raised": (0.30, 0.13, 0.36, 0.21),
    "scholarships": (0.23, 0.11, 0.44, 0.22),
    "rewards": (0.27, 0.15, 0.40, 0.18),
    "hardship_grants": (0.31, 0.12, 0.27, 0.30),
    "adult_grants": (0.12, 0.14, 0.14, 0.60),
    "other_spending": (0.22, 0.22, 0.32, 0.24),
    "budget_support": (0.22, 0.25, 0.25, 0.28),
    "members_joined": (0.24, 0.22, 0.24, 0.30),
    "learning_centre_classes": (0.22, 0.26, 0.22, 0.30),
    "literacy_classes": (0.30, 0.25, 0.15, 0.30),
}
ONLY_Q4 = (0.0, 0.0, 0.0, 1.0)

# Titles are decided at the end of a year: this much of a year's gain is there by the end of each quarter.
RECOGNISED_BY_QUARTER = (0.12, 0.22, 0.38, 1.0)

FUND_SOURCES = {
    "fund_raised_enterprises": 0.34,
    "fund_raised_individuals": 0.30,
    "fund_raised_clans": 0.23,
    "fund_raised_other": 0.13,
}

# Districts where literacy classes are held and titles are harder to reach.
UPLAND_DISTRICTS = frozenset({"573", "575", "584", "588"})
# The islands: a few hundred people, many donors.
ISLAND_DISTRICT = "576"


@dataclass(frozen=True, eq=False)
class Plan:
    """What one former province's figures add up to.

    Attributes:
        populations: people by district code at the end of 2023.
        stocks: other totals at the end of 2023.
        rates: per learning model, percent recognised at the end of 2023, 2024, 2025 and 2026.
        flows: per element, the totals of 2024, 2025 and 2026; `*_amount` in triệu đồng.
    """

    province_id: str
    populations: dict[str, int]
    stocks: dict[str, int]
    rates: dict[str, tuple[float, float, float, float]]
    flows: dict[str, tuple[int, int, int]]


# The rates of end-2024 and end-2025 are set so that 2025-Q2 is the published 82.1, 80.3, 95.6, 96 and 54.2 %.
OLD_KHANH_HOA = Plan(
    province_id="legacy-56",
    populations={
        "568": 424_000,
        "569": 137_200,
        "570": 114_300,
        "571": 131_800,
        "572": 232_600,
        "573": 40_300,
        "574": 143_100,
        "575": 27_200,
        "576": 480,
    },
    stocks={
        "clans_total": 309,
        "communities_total": 965,
        "units_total": 781,
        "branches": 936,
        "boards": 702,
        "members": 206_400,
        "fund_opening": 46_000,
    },
    rates={
        "families": (77.5, 81.66, 83.66, 85.0),
        "clans": (75.8, 79.86, 81.86, 83.2),
        "communities": (92.9, 95.38, 96.38, 96.9),
        "units": (91.8, 95.78, 96.78, 97.3),
        "citizens": (44.0, 53.54, 56.54, 59.0),
    },
    flows={
        "fund_raised": (22_000, 20_400, 23_200),
        "scholarships": (15_600, 14_300, 15_200),
        "scholarships_amount": (11_700, 10_600, 11_500),
        "rewards": (67_100, 55_800, 58_400),
        "rewards_amount": (16_300, 13_500, 14_300),
        "hardship_grants": (4_200, 6_100, 6_500),
        "hardship_grants_amount": (3_000, 4_200, 4_550),
        "adult_grants": (1_210, 1_340, 1_460),
        "adult_grants_amount": (1_100, 1_180, 1_300),
        "other_spending": (1_300, 1_050, 1_100),
        "budget_support": (3_300, 3_400, 3_600),
        "members_joined": (3_700, 3_300, 3_900),
        "branches_founded": (9, 8, 10),
        "boards_founded": (14, 10, 12),
        "learning_centre_classes": (2_640, 2_500, 2_760),
        "literacy_classes": (64, 58, 52),
    },
)

OLD_NINH_THUAN = Plan(
    province_id="legacy-58",
    populations={
        "582": 168_300,
        "584": 32_100,
        "585": 73_400,
        "586": 91_700,
        "587": 127_900,
        "588": 43_800,
        "589": 60_200,
    },
    stocks={
        "clans_total": 164,
        "communities_total": 402,
        "units_total": 358,
        "branches": 394,
        "boards": 271,
        "members": 91_800,
        "fund_opening": 13_900,
    },
    rates={
        "families": (70.0, 73.56, 75.56, 77.0),
        "clans": (65.5, 69.56, 71.56, 73.0),
        "communities": (81.8, 85.56, 87.56, 89.0),
        "units": (85.9, 89.56, 91.56, 93.0),
        "citizens": (33.0, 40.34, 43.34, 46.0),
    },
    flows={
        "fund_raised": (7_300, 7_100, 8_200),
        "scholarships": (5_100, 4_900, 5_400),
        "scholarships_amount": (3_050, 2_950, 3_300),
        "rewards": (14_900, 14_200, 15_600),
        "rewards_amount": (3_500, 3_400, 3_750),
        "hardship_grants": (900, 2_300, 2_500),
        "hardship_grants_amount": (560, 1_380, 1_520),
        "adult_grants": (260, 410, 480),
        "adult_grants_amount": (200, 320, 380),
        "other_spending": (390, 360, 380),
        "budget_support": (1_650, 1_700, 1_850),
        "members_joined": (1_900, 1_800, 2_200),
        "branches_founded": (5, 5, 7),
        "boards_founded": (8, 6, 8),
        "learning_centre_classes": (1_180, 1_120, 1_260),
        "literacy_classes": (72, 66, 60),
    },
)

PLANS = (OLD_KHANH_HOA, OLD_NINH_THUAN)

# Communes whose association came after the reform, by code, with the first quarter they report for; two have
# none even in the newest report.
ESTABLISHED_IN = {
    "22624": "2025-Q4",
    "22846": "2025-Q4",
    "22720": "2026-Q1",
    "22828": "2026-Q2",
    "22732": "2026-Q3",
    "22786": "",
    "22900": "",
}
