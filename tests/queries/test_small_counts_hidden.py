"""Small counts through every query that tells of data elements, by what the person sees."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from khuyenhoc.access.scope import Scope
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.domain.small_counts import sensitive_elements
from khuyenhoc.store import answers
from khuyenhoc.store.answers import answer, units_alone
from khuyenhoc.store.database import Database
from khuyenhoc.store.sql import query_names, query_parameters, query_text
from tests.queries.conftest import BAC_NHA_TRANG, CAM_LAM, CAM_RANH, MILLION, NHA_TRANG, TAY_NHA_TRANG
from tests.queries.test_query_files import PARAMETERS
from tests.reports import store

SECRET, SECOND = 3.0, 17.0
PROVINCE = Scope.of_provinces("legacy-56")
GIVEN = {"province_ids": ["legacy-56"], "period_id": "2024-Q1"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Grants 3 + 17 + 40 in 2024-Q1 and 7 + 19 + 40 in 2024-Q2; literacy learners 2 in one unit."""
    database = Database(tmp_path_factory.mktemp("small"))

    def grants(count: float) -> dict[str, float]:
        return {
            "hardship_grants": count,
            "hardship_grants_amount": count * MILLION / 2,
            "fund_raised": MILLION,
        }

    first = {NHA_TRANG: grants(40.0), CAM_RANH: grants(SECOND), CAM_LAM: grants(SECRET)}
    first[CAM_LAM]["literacy_learners"] = 2.0
    store(database, "2024-Q1", first)
    second = {NHA_TRANG: grants(40.0), CAM_RANH: grants(19.0), CAM_LAM: grants(6.0)}
    store(database, "2024-Q2", second)
    corrected = store(database, "2024-Q2", {CAM_LAM: {"hardship_grants": 7.0}}, file_name="again.xlsx")
    assert corrected
    yield database
    database.close()


def ask(small: Database, name: str, scope: Scope = PROVINCE, **parameters: object) -> pd.DataFrame:
    known = {key: PARAMETERS[key] for key in query_parameters(name) - {"scope"}}
    return answer(small, name, scope, known | {key: GIVEN[key] for key in GIVEN if key in known} | parameters)


def by(frame: pd.DataFrame, element: str, column: str = "value") -> dict[str, float]:
    rows = frame[frame["data_element"] == element]
    return dict(zip(rows["org_unit_id"], rows[column].fillna(-1.0), strict=True))


def test_province_sees_neither_the_small_count_nor_the_next(small: Database) -> None:
    frame = ask(small, "unit_elements")
    assert by(frame, "hardship_grants") == {NHA_TRANG: 40.0, CAM_RANH: -1.0, CAM_LAM: -1.0}
    assert by(frame, "hardship_grants_amount") == {NHA_TRANG: 20 * MILLION, CAM_RANH: -1.0, CAM_LAM: -1.0}
    assert by(frame, "literacy_learners") == {CAM_LAM: -1.0}
    assert by(frame, "fund_raised") == dict.fromkeys((NHA_TRANG, CAM_RANH, CAM_LAM), MILLION)


@pytest.mark.parametrize("scope", [PROVINCE, Scope.everything(), Scope.of_units(["reform-56"])])
def test_hidden_looks_like_nothing_else(small: Database, scope: Scope) -> None:
    frame = ask(small, "elements_by_unit", scope, data_elements=["hardship_grants", "members"])
    grants = frame[frame["data_element"] == "hardship_grants"].set_index("org_unit_id")["state"]
    assert grants[[NHA_TRANG, CAM_RANH, CAM_LAM]].tolist() == ["reported", "hidden", "hidden"]
    assert set(frame.loc[frame["data_element"] == "members", "state"]) == {"no_figure", "not_reported"}


def test_own_reporter_sees_the_own_count(small: Database) -> None:
    own = Scope.of_units([CAM_LAM])
    assert CAM_LAM in units_alone(own)
    assert by(ask(small, "unit_elements", own), "hardship_grants") == {CAM_LAM: SECRET}
    assert ask(small, "fund_totals", own).set_index("data_element").loc["hardship_grants", "value"] == SECRET


def test_whoever_sees_two_units_sees_more_than_either(small: Database) -> None:
    two = Scope.of_units([CAM_LAM, CAM_RANH])
    assert by(ask(small, "unit_elements", two), "hardship_grants") == {CAM_RANH: -1.0, CAM_LAM: -1.0}
    assert not units_alone(Scope.of_units([BAC_NHA_TRANG, TAY_NHA_TRANG])) & {BAC_NHA_TRANG, TAY_NHA_TRANG}
    assert units_alone(Scope.everything()) == frozenset()


def test_sum_of_two_quarters_hides_the_quarter(small: Database) -> None:
    """3 + 7 = 10 less the visible 7 would be the hidden 3."""
    span = {"period_id": "2024-Q2", "from_january": True}
    units = ask(small, "fund_by_unit", **span).set_index("org_unit_id")
    assert units["hardship_grants"].fillna(-1).to_dict() == {NHA_TRANG: 80.0, CAM_RANH: -1.0, CAM_LAM: -1.0}
    assert units["hardship_grants_amount"].notna().to_dict() == {
        NHA_TRANG: True,
        CAM_RANH: False,
        CAM_LAM: False,
    }
    assert units["has_hidden"].to_dict() == {NHA_TRANG: False, CAM_RANH: True, CAM_LAM: True}
    second = ask(small, "fund_by_unit", period_id="2024-Q2", from_january=False).set_index("org_unit_id")
    assert second["hardship_grants"].to_dict() == {NHA_TRANG: 40.0, CAM_RANH: 19.0, CAM_LAM: 7.0}


def test_totals_stay_where_they_tell_of_nobody(small: Database) -> None:
    totals = ask(small, "fund_totals", period_id="2024-Q2", from_january=True).set_index("data_element")
    assert totals.loc["hardship_grants", "value"] == 60.0 + 66.0
    series = ask(small, "elements_over_time", data_elements=["hardship_grants", "literacy_learners"])
    shown = series.set_index(["data_element", "period_id"])["value"]
    assert shown["hardship_grants", "2024-Q1"] == 60.0
    assert pd.isna(shown["literacy_learners", "2024-Q1"])
    elements = ask(small, "province_elements", earlier_period_id="2023-Q1").set_index("data_element")
    assert pd.isna(elements.loc["literacy_learners", "value"])
    assert pd.isna(elements.loc["literacy_learners", "year_to_date"])
    assert elements.loc["hardship_grants", "value"] == 60.0
    yearly = ask(small, "yearly_totals").set_index("data_element")["value"]
    assert yearly["hardship_grants"] == 126.0
    assert pd.isna(yearly["literacy_learners"])


def test_where_a_number_came_from_hides_it_too(small: Database) -> None:
    receipts = ask(small, "submissions")["receipt_code"].tolist()
    for receipt in receipts:
        for name in ("submission_values", "submission_changes", "withdrawal_effect"):
            frame = ask(small, name, receipt_code=receipt)
            rows = frame[frame["data_element"].isin(sensitive_elements()) & (frame["period_id"] == "2024-Q1")]
            rows = rows[rows["org_unit_id"] != NHA_TRANG]
            values = rows[[column for column in rows if column.startswith(("value", "original"))]]
            assert values.isna().all().all()
    history = {"org_unit_id": CAM_LAM, "data_element": "hardship_grants", "period_id": "2024-Q1"}
    traced = ask(small, "value_history", **history)
    assert traced[["value", "original"]].isna().all().all()
    assert traced["cell"].notna().all()
    assert ask(small, "value_history", Scope.of_units([CAM_LAM]), **history)["value"].tolist() == [SECRET]


@pytest.mark.parametrize("name", query_names())
def test_no_query_gives_the_small_count_to_the_province(small: Database, name: str) -> None:
    if name in {"stored_values", "unit_history", "sensitive_counts"}:  # the store's own, for comparing files
        assert name not in Path(PROJECT_FOLDER / "khuyenhoc/data_access.py").read_text(encoding="utf-8")
        return
    for receipt in (
        ask(small, "submissions")["receipt_code"] if "receipt_code" in query_parameters(name) else [""]
    ):
        parameters = {"receipt_code": receipt, "data_element": "hardship_grants", "org_unit_id": CAM_LAM}
        parameters |= {"data_elements": ["hardship_grants", "literacy_learners"]}
        given = {key: value for key, value in parameters.items() if key in query_parameters(name)}
        frame = ask(small, name, **given)
        if "data_element" in frame:
            frame = frame[frame["data_element"].isin(sensitive_elements())]
        elif name not in {"value_history", "fund_by_unit", "restated_values"}:
            continue
        columns = [
            one for one in frame if one.startswith(("value", "original", "hardship", "published", "current"))
        ]
        assert not {SECRET, SECOND, SECRET * MILLION / 2} & set(frame[columns].to_numpy().ravel()), name


def test_every_query_of_data_elements_is_spoken_for() -> None:
    named = {*answers.BY_UNIT, *answers.WIDE, *answers.TOTALS}
    tells = {name for name in query_names() if "data_element" in query_text(name)}
    assert tells - named - answers.HARMLESS == set()
    assert (named | answers.HARMLESS) <= set(query_names())


def test_pages_and_commands_ask_through_the_rule() -> None:
    """Whoever asks the database itself gets everything: for the store, and for lists without figures."""
    allowed = {
        "khuyenhoc/cli/demo.py",
        "khuyenhoc/cli/approval.py",
        "khuyenhoc/cli/reports.py",
        "khuyenhoc/cli/forms.py",
    }
    found = {
        path.relative_to(PROJECT_FOLDER).as_posix()
        for folder in (
            "pages",
            "khuyenhoc/ui",
            "khuyenhoc/cli",
            "khuyenhoc/review",
            "khuyenhoc/data_access.py",
        )
        for path in [PROJECT_FOLDER / folder, *(PROJECT_FOLDER / folder).rglob("*.py")]
        if path.is_file()
        and "open_database().query("
        in path.read_text(encoding="utf-8").replace("database = open_database()", "")
    }
    assert found <= allowed


AWARDS = ["award_count", "amount", "average", "least_average", "most_average"]


def test_averages_of_a_whole_province_are_told_and_of_single_units_are_not(small: Database) -> None:
    (grants,) = ask(small, "awards_by_kind", from_january=False)[AWARDS].to_numpy().tolist()
    assert grants[:3] == [60.0, 30 * MILLION, MILLION / 2]
    assert pd.isna(grants[3:]).all()


def test_averages_that_leave_out_a_unit_are_not_told(small: Database) -> None:
    frame = small.query(
        "awards_by_kind",
        {**GIVEN, "scope": None, "from_january": False, "lowest": 1.0, "highest": 1e9},
    )
    parameters = {**GIVEN, "from_january": False}
    hidden = answers.find_hidden(
        small.query(
            "sensitive_counts",
            {"scope": None, "province_ids": ["legacy-56"], "data_elements": ["hardship_grants"]},
        )
    )
    masked = answers._without_totals("awards_by_kind", frame.assign(is_whole=False), hidden, parameters)
    assert masked[AWARDS].isna().all(axis=None)
