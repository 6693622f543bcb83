"""Proving, backing up, restoring, approving and auditing from the command line."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khuyenhoc.cli import main
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.ledger import ledger_path
from khuyenhoc.store.opened import close_database, open_database
from tests.reports import store

Run = Callable[..., tuple[int, str, str]]
UNIT, OTHER = "legacy-568", "legacy-569"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("KHUYENHOC_HOME", str(folder))
    yield folder
    close_database()


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as a process of its own would: the store is closed before and after."""

    def call(*arguments: object) -> tuple[int, str, str]:
        close_database()
        code = main([str(argument) for argument in arguments])
        close_database()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def receipt(home: Path) -> str:
    return store(open_database(), "2024-Q1", {UNIT: {"members": 90.0}, OTHER: {"members": 5.0}}).receipt_code


def test_verify_prints_hashes(run: Run, receipt: str) -> None:
    code, out, _ = run("verify", "--json")
    found = json.loads(out)
    assert (code, found["sound"], found["ledger"]["entries"]) == (0, True, 1)
    assert found["database"]["hash"] == found["rebuilt"]["hash"]
    assert found["database"]["tables"]["observations"]["rows"] == 2
    assert found["last_good_backup"] is None
    assert "Kho nguyên vẹn" in run("verify")[1]


def test_verify_says_what_is_damaged(run: Run, receipt: str, home: Path) -> None:
    path = next((home / "vault").glob("??/*"))
    path.write_bytes(b"x")
    code, out, _ = run("verify")
    assert code == 1
    assert path.name in out
    assert "KHO CÓ LỖI" in out


def test_rebuild_gives_an_equal_hash_and_keeps_the_former_file(run: Run, receipt: str, home: Path) -> None:
    code, out, _ = run("rebuild", "--json")
    found = json.loads(out)
    assert (code, found["equal_to_before"], found["entries"]) == (0, True, 1)
    assert (home / found["former_file"]).exists()


def test_rebuild_by_force_where_ledger_and_database_contradict(
    run: Run, receipt: str, home: Path, tmp_path: Path
) -> None:
    close_database()
    shutil.copy(home / DATABASE_FILE, tmp_path / "other.duckdb")
    lines = ledger_path(home).read_bytes()
    for name in (DATABASE_FILE, ledger_path(home).name):
        (home / name).unlink()
    shutil.rmtree(home / "vault")
    second = store(open_database(), "2024-Q2", {UNIT: {"members": 1.0}}).receipt_code
    close_database()
    shutil.copy(tmp_path / "other.duckdb", home / DATABASE_FILE)
    assert lines != ledger_path(home).read_bytes()
    code, _, words = run("rebuild")
    assert code == 2
    assert "hai lịch sử" in words
    assert run("rebuild", "--force")[0] == 0
    assert second in run("submissions", "--json")[1]


def test_backup_and_restore(run: Run, receipt: str, tmp_path: Path, home: Path) -> None:
    code, out, _ = run("backup", tmp_path / "usb", "--json")
    made = json.loads(out)
    assert (code, made["entries"], made["rows"]["observations"]) == (0, 1, 2)
    assert json.loads(run("verify", "--json")[1])["last_good_backup"]
    newer = store(open_database(), "2024-Q2", {UNIT: {"members": 91.0}}).receipt_code
    code, _, words = run("restore", tmp_path / "usb")
    assert code == 2
    assert newer in words
    code, out, _ = run("restore", tmp_path / "usb", "--force", "--json")
    assert (code, json.loads(out)["given_up"]) == (0, [newer])
    assert run("verify")[0] == 0
    code, _, words = run("restore", tmp_path / "nowhere")
    assert code == 2
    assert "Không tìm thấy bản sao lưu" in words


def test_withdraw(run: Run, receipt: str) -> None:
    assert json.loads(run("withdraw", receipt, "--reason", "nhầm", "--json")[1])["withdrawn_now"]
    assert "từ trước" in run("withdraw", receipt, "--reason", "nhầm")[1]
    code, _, words = run("withdraw", "AAAA-AAAA", "--reason", "nhầm")
    assert code == 2
    assert "Không có biên nhận AAAA-AAAA" in words


def test_approval_step_by_step(run: Run, receipt: str) -> None:
    report = ("--province", "56", "--period", "2024-Q1")
    code, out, _ = run("workflow", "submit", *report, "--all-units", "--json", "--by", "Bà Lan")
    assert code == 0
    assert {change["org_unit_id"] for change in json.loads(out)} == {UNIT, OTHER}
    assert run("workflow", "approve", *report, "--units", "568")[0] == 0
    code, _, words = run("workflow", "approve", *report)
    assert code == 2
    assert "8 đơn vị chưa được duyệt" in words
    code, _, words = run("workflow", "return", *report, "--units", "569")
    assert code == 2
    assert "lý do" in words
    rows = json.loads(run("workflow", "status", *report, "--json")[1])
    states = {row["org_unit_id"]: row["state"] for row in rows}
    assert (states[UNIT], states[OTHER], states["legacy-570"]) == ("approved", "submitted", "not_started")
    assert "Nha Trang" in run("workflow", "status", *report)[1]
    assert run("workflow", "lock", *report, "--all-units")[0] == 0
    code, _, words = run("workflow", "lock", *report, "--all-units")
    assert code == 2
    code, _, words = run("withdraw", receipt, "--reason", "nhầm")
    assert code == 2
    assert "đã khóa" in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--province", "56", "--period", "2024-Q9"), "Kỳ báo cáo không hợp lệ"),
        (("--province", "99", "--period", "2024-Q1"), "Không có tỉnh nào"),
        (("--province", "56", "--period", "2024-Q1", "--units", "1"), "Không có đơn vị này"),
    ],
)
def test_reports_that_do_not_exist(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, _, said = run("workflow", "submit", *arguments)
    assert code == 2
    assert words in said


def test_deadline_and_audit(run: Run, receipt: str, tmp_path: Path) -> None:
    report = ("--province", "56", "--period", "2024-Q1", "--by", "Chủ tịch")
    assert run("deadline", *report, "--date", "2024-04-20")[0] == 0
    assert run("deadline", *report, "--unit", "568", "--date", "2024-05-01", "--reason", "=1+1")[0] == 0
    code, out, _ = run("audit")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["action"] for row in rows] == ["deadline", "deadline", "submit"]
    assert [row["actor"] for row in rows] == ["Chủ tịch", "Chủ tịch", "tester"]
    assert len(json.loads(run("audit", "--json", "--until", "2000-01-01")[1])) == 0
    target = tmp_path / "audit.csv"
    run("audit", "--out", target)
    content = target.read_text(encoding="utf-8-sig")
    assert "'=1+1" in content
    assert "Chủ tịch" in content
    run("audit", "--out", tmp_path / "audit.json", "--format", "json")
    assert len(json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))) == 3


def test_a_campaign_of_kills_reports_its_tally(run: Run) -> None:
    code, out, _ = run("bench", "faults", "--kills", "2", "--json")
    found = json.loads(out)
    assert code == 0
    assert (found["kills"], found["lost"], found["partial"]) == (2, 0, 0)
