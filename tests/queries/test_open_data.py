"""What programs are told, on the tiny store: as the OpenAPI document says, and as worked out by hand."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from openapi_spec_validator import validate

from khuyenhoc.access.scope import Scope
from khuyenhoc.store.database import Database
from khuyenhoc.store.open_data import answer_address, answering, write_package
from khuyenhoc.store.open_data.endpoints import ENDPOINTS
from khuyenhoc.store.open_data.openapi import document
from khuyenhoc.store.open_data.package import TABLES
from tests.queries.conftest import BAC_NHA_TRANG, CAM_LAM, CAM_RANH, MILLION, NHA_TRANG
from tests.reports import store

ALL = Scope.everything()
QUESTIONS = {
    "indicators": "",
    "units": "province=legacy-56",
    "periods": "",
    "figures": "indicator=member_rate&period=2024-Q1&province=legacy-56",
    "series": "indicator=member_rate&province=legacy-56",
}


@pytest.fixture(autouse=True)
def on_tiny(tiny: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "open_database", lambda: tiny)


def ask(endpoint: str, query: str = "", scope: Scope = ALL) -> tuple[int, str, bytes]:
    pairs = [tuple(pair.split("=", 1)) for pair in query.split("&") if pair]
    return answer_address(f"v1/{endpoint}", pairs, scope)


def told(endpoint: str, query: str = "", scope: Scope = ALL) -> dict:
    status, kind, body = ask(endpoint, query, scope)
    assert (status, kind) == (200, "application/json")
    answer = json.loads(body)
    check(answer, endpoint.capitalize())
    return answer


def check(answer: dict, schema: str) -> None:
    whole = document()
    jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": whole["components"]}
    ).validate(answer)


def rows_by(answer: dict, key: str) -> dict[str, dict]:
    return {row[key]: row for row in answer["rows"]}


def test_the_document_is_openapi_and_names_every_address() -> None:
    status, _, body = answer_address("openapi.json", [], ALL)
    read = json.loads(body)
    validate(read)
    assert status == 200
    assert read["openapi"].startswith("3.1")
    assert set(read["paths"]) == {f"/{name}" for name in ENDPOINTS}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("scope", [ALL, Scope.of_units([CAM_RANH]), Scope.of_provinces("legacy-56")])
def test_every_answer_is_as_described_in_both_forms(endpoint: str, scope: Scope) -> None:
    query = QUESTIONS[endpoint]
    if endpoint == "series" and not scope.includes("legacy-56"):
        query = f"indicator=fund_raised&unit={CAM_RANH}"
    answer = told(endpoint, query, scope)
    assert answer["rows"]
    _, kind, body = ask(endpoint, f"{query}&format=csv", scope)
    assert kind == "text/csv"
    lines = list(csv.reader(io.StringIO(body.decode())))
    assert lines[0] == [column.name for column in ENDPOINTS[endpoint].columns]
    assert len(lines) == len(answer["rows"]) + 1


def test_figures_of_units_with_states() -> None:
    answer = told("figures", QUESTIONS["figures"])
    assert (answer["row_count"], answer["with_value"], answer["is_synthetic"]) == (9, 2, False)
    units = rows_by(answer, "org_unit_id")
    nha_trang = units[NHA_TRANG]
    assert (nha_trang["value"], nha_trang["numerator"], nha_trang["denominator"]) == (10, 100, 1000)
    assert (nha_trang["state"], nha_trang["method"], nha_trang["estimated_share"]) == ("reported", "exact", 0)
    assert (units[CAM_RANH]["value"], units[CAM_RANH]["expected_units"]) == (20, 1)
    missing = units[CAM_LAM]
    assert (missing["value"], missing["state"], missing["method"]) == (None, "not_established", None)
    assert {row["state"] for row in units.values()} == {"reported", "not_established", "not_reported"}
    later = rows_by(told("figures", "indicator=member_rate&period=2024-Q2&province=legacy-56"), "org_unit_id")
    assert later[CAM_LAM]["state"] == "not_applicable"
    assert later[CAM_RANH]["state"] == "no_figure"


def test_figures_of_provinces_are_sums_in_dong() -> None:
    answer = told("figures", "indicator=fund_raised&period=2024-Q1")
    province = rows_by(answer, "org_unit_id")["legacy-56"]
    assert (province["value"], province["unit"]) == (6_000_000, "VND")
    assert (province["reported_units"], province["expected_units"]) == (2, 9)
    rate = rows_by(told("figures", "indicator=member_rate&period=2024-Q1"), "org_unit_id")["legacy-56"]
    assert rate["value"] == pytest.approx(100 * 160 / 1300)


def test_made_up_figures_say_so() -> None:
    answer = told("figures", "indicator=member_rate&period=2025-Q3&province=reform-56")
    assert answer["is_synthetic"] is True
    assert (
        rows_by(told("figures", "indicator=member_rate&period=2025-Q3"), "org_unit_id")["reform-01"][
            "is_synthetic"
        ]
        is False
    )


def test_estimates_say_so() -> None:
    answer = told("figures", "indicator=members&period=2025-Q3&province=legacy-56&lens=former")
    nha_trang = rows_by(answer, "org_unit_id")[NHA_TRANG]
    assert nha_trang["value"] == 80  # both communes lie wholly in the former city
    assert (nha_trang["reported_units"], nha_trang["expected_units"]) == (2, 4)
    back = told("figures", "indicator=members&period=2024-Q1&province=reform-56&lens=current")
    split = rows_by(back, "org_unit_id")[BAC_NHA_TRANG]
    assert split["method"] == "estimate"
    assert 0 < split["value"] < 100
    assert split["estimated_share"] == 1


def test_series_tells_why_a_period_has_no_figure() -> None:
    answer = told("series", f"indicator=member_rate&unit={CAM_LAM}")
    assert {row["period"]: row["state"] for row in answer["rows"]} == {
        "2024-Q1": "not_established",
        "2024-Q2": "not_applicable",
        "2024-H1": "not_reported",
        "2025-Q1": "not_reported",
    }
    province = rows_by(told("series", "indicator=member_rate&province=legacy-56"), "period")
    assert (province["2024-H1"]["value"], province["2024-H1"]["state"]) == (None, "no_figure")
    assert province["2024-Q1"]["value"] == pytest.approx(100 * 160 / 1300)
    assert list(province) == ["2024-Q1", "2024-Q2", "2024-H1", "2025-Q1"]
    present = rows_by(told("series", "indicator=member_rate&province=reform-56"), "period")
    assert present["2025-Q1"]["value"] == pytest.approx(100 * 160 / 1100)
    assert present["2025-Q3"]["is_synthetic"] is True


@pytest.mark.parametrize(
    ("endpoint", "query", "code"),
    [
        ("figures", "indicator=member_rate", "missing"),
        ("figures", "indicator=members&period=2024-Q1&province=Hà", "malformed"),
        ("figures", "indicator=no_such&period=2024-Q1", "unknown_indicator"),
        ("figures", "indicator=members&period=2024-Q9", "malformed"),
        ("figures", "indicator=members&period=2024-Q1&period=2024-Q2", "twice"),
        ("figures", "indicator=members&period=2024-Q1&lens=other", "not_among"),
        ("figures", "indicator=members&period=2025-Q3&province=legacy-56", "former_province"),
        ("units", "format=xml", "not_among"),
        ("units", "scope=all", "unknown_parameter"),
        ("series", "indicator=members", "province_or_unit"),
        ("series", f"indicator=members&province=legacy-56&unit={NHA_TRANG}", "province_or_unit"),
    ],
)
def test_bad_questions_are_told_so_in_both_languages(endpoint: str, query: str, code: str) -> None:
    status, kind, body = ask(endpoint, query)
    assert (status, kind) == (400, "application/json")
    error = json.loads(body)["error"]
    check(json.loads(body), "Error")
    assert error["code"] == code
    assert error["vi"] != error["en"]


def test_other_scopes_look_like_nothing_at_all() -> None:
    """V8.4.1: a province of somebody else, and one that there is not."""
    inside = Scope.of_units([BAC_NHA_TRANG])
    for question in ("indicator=members&period=2024-Q1", "indicator=members"):
        endpoint = "figures" if "period" in question else "series"
        answers = {ask(endpoint, f"{question}&province={one}", inside) for one in ("reform-01", "reform-99")}
        assert len(answers) == 1
        assert next(iter(answers))[0] == 404
    answers = {ask("series", f"indicator=members&unit={one}", inside) for one in (CAM_RANH, "reform-99999")}
    assert len(answers) == 1
    part = ask("series", "indicator=members&province=reform-56", inside)
    assert part == ask("series", "indicator=members&province=reform-99", inside)
    own = told("figures", "indicator=members&period=2025-Q3&province=reform-56", inside)
    assert [row["org_unit_id"] for row in own["rows"]] == [BAC_NHA_TRANG]
    assert {row["province_id"] for row in told("units", "", inside)["rows"]} <= {"reform-56", "legacy-56"}
    assert told("figures", "indicator=members&period=2024-Q1", inside)["rows"] == []


def test_a_store_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from khuyenhoc.store.errors import StoreUnavailableError

    def closed() -> None:
        raise StoreUnavailableError("secret path")

    monkeypatch.setattr(answering, "open_database", closed)
    status, _, body = ask("periods")
    assert status == 503
    assert b"secret" not in body
    check(json.loads(body), "Error")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("small_open"))
    grants = {NHA_TRANG: 40.0, CAM_RANH: 17.0, CAM_LAM: 3.0}
    store(
        database,
        "2024-Q1",
        {unit: {"hardship_grants": count, "fund_raised": MILLION} for unit, count in grants.items()},
    )
    store(database, "2024-Q2", {CAM_LAM: {"members": None}}, is_synthetic=True)
    yield database
    database.close()


def tables_of(database: Database, scope: Scope) -> tuple[dict[str, pd.DataFrame], dict]:
    buffer = io.BytesIO()
    counts = write_package(database, scope, buffer, datetime(2026, 11, 22, tzinfo=UTC))
    with zipfile.ZipFile(buffer) as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        assert "hidden" in package.read("README.md").decode()
        frames = {name: pd.read_parquet(io.BytesIO(package.read(f"{name}.parquet"))) for name in TABLES}
    assert {name: len(frame) for name, frame in frames.items()} == counts
    return frames, described


def test_package_holds_every_value_with_small_counts_hidden(small: Database) -> None:
    frames, described = tables_of(small, ALL)
    values = frames["observations"].set_index(["org_unit_id", "period_id", "data_element"])
    assert values.loc[(NHA_TRANG, "2024-Q1", "hardship_grants"), ["value", "state"]].tolist() == [
        40.0,
        "reported",
    ]
    for unit in (CAM_RANH, CAM_LAM):
        hidden = values.loc[(unit, "2024-Q1", "hardship_grants")]
        assert pd.isna(hidden["value"])
        assert hidden["state"] == "hidden"
    money = values.loc[(CAM_LAM, "2024-Q1", "fund_raised")]
    assert (money["value"], money["unit"], money["is_synthetic"]) == (MILLION, "VND", False)
    assert values.loc[(CAM_LAM, "2024-Q2", "members"), ["state", "is_synthetic"]].tolist() == [
        "not_applicable",
        True,
    ]
    assert set(frames["periods"]["period_id"]) == {"2024-Q1", "2024-Q2"}
    assert set(frames["restatement"]["method"]) == {"exact", "estimate"}
    for resource in described["resources"]:
        frame = frames[resource["path"].removesuffix(".parquet")]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(frame.columns)
        assert resource["rowCount"] == len(frame)


def test_package_keeps_to_the_scope(small: Database) -> None:
    frames, _ = tables_of(small, Scope.of_units([CAM_LAM]))
    assert set(frames["reports"]["org_unit_id"]) == {CAM_LAM}
    assert set(frames["observations"]["org_unit_id"]) == {CAM_LAM}
    own = frames["observations"].set_index(["period_id", "data_element"])
    assert own.loc[("2024-Q1", "hardship_grants"), "value"] == 3.0  # its own count
    assert NHA_TRANG not in set(frames["units"]["org_unit_id"])
    nobody, _ = tables_of(small, Scope.nothing())
    assert nobody["observations"].empty
    assert nobody["units"].empty


def test_export_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Database) -> None:
    from khuyenhoc.cli import export, main

    monkeypatch.setattr(export, "open_database", lambda: small)
    out = tmp_path / "all.zip"
    assert main(["export", "parquet", "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as package:
        assert {"datapackage.json", "README.md", "observations.parquet"} <= set(package.namelist())
    assert main(["export", "parquet", "--out", str(tmp_path / "no" / "all.zip")]) == 2
    assert main(["export", "parquet", "--out", str(out), "--province", "reform-99"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
