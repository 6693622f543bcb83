"""kill -9 of the dashboard itself, just after somebody pressed the button that stores.

`KHUYENHOC_APP_KILLS` sets how many times; `khuyenhoc bench faults` does it to the store alone, and faster.
"""

import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, expect

from khuyenhoc.store.database import Database
from khuyenhoc.store.proof.checker import judge
from tests.browser.conftest import ROOT, wait_until_healthy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KILLS = int(os.environ.get("KHUYENHOC_APP_KILLS", "3"))
SEED = int(os.environ.get("KHUYENHOC_FAULT_SEED", "1"))
FILES = sorted((ROOT / "data" / "demo").glob("demo_*_cu_*.xlsx"))
PATIENCE = 30_000
RECEIPT = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@contextmanager
def served(home: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """The dashboard on a data folder: its address and its process, which is dead afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "khuyenhoc", "serve", "--port", str(port)]
    environment = {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}
    log = home.with_suffix(".log")
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            wait_until_healthy(process, port, log)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()
            process.wait()


def press_store(page: Page, url: str, path: Path) -> None:
    page.goto(f"{url}/upload")
    page.locator("input[type=file]").set_input_files(path)
    button = page.get_by_role("button", name="Lưu báo cáo")
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.click()


def shown_receipt(page: Page) -> str:
    """The receipt on the screen; empty while there is none."""
    try:
        box = page.get_by_test_id("stMetric").filter(has_text="Mã biên nhận")
        found = RECEIPT.search(box.first.inner_text(timeout=300))
    except BrowserError:
        return ""
    return found[0] if found else ""


def kill_while_storing(page: Page, url: str, process: subprocess.Popen, path: Path, seconds: float) -> str:
    """Press, kill so much later (negative: after the receipt), and give back the receipt on the screen."""
    press_store(page, url, path)
    if seconds < 0:
        expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible(timeout=PATIENCE)
    else:
        time.sleep(seconds)
    process.kill()
    process.wait()
    return shown_receipt(page)


def send_again(page: Page, url: str, path: Path) -> str:
    """What somebody does who saw no receipt, or is not sure: the same file once more."""
    press_store(page, url, path)
    stored = page.get_by_text(re.compile("Đã lưu báo cáo.|đã được lưu trước đó"))
    expect(stored).to_be_visible(timeout=PATIENCE)
    return shown_receipt(page)


def stored_receipts(home: Path, acknowledged: list[str]) -> list[str]:
    """Open the store as the next start does, judge it, and give back what is in it."""
    database = Database(home)
    try:
        found = judge(database, acknowledged)
        assert found.is_clean, found
        return database.query("submissions", {"scope": None})["receipt_code"].tolist()
    finally:
        database.close()


def moments(count: int) -> list[float]:
    """When to kill, in seconds after the button; negative for after the receipt."""
    chance = random.Random(SEED)
    kinds = islice(cycle([0.08, 0.6, -1.0]), count)
    return [chance.uniform(0, kind) if kind > 0 else kind for kind in kinds]


@pytest.mark.parametrize("begun", range(0, KILLS, len(FILES)))
def test_a_receipt_that_was_shown_is_there_and_no_report_is_there_in_part(
    page: Page, tmp_path: Path, begun: int
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    acknowledged: list[str] = []
    last, seen = None, ""
    plan = list(zip(FILES, moments(KILLS - begun), strict=False))
    for number, (path, seconds) in enumerate([*plan, (None, 0.0)]):
        with served(home) as (url, process):
            if last is not None:
                again = send_again(page, url, last)
                assert not seen or again == seen
                acknowledged.append(again)
            if path is None:
                break
            seen = kill_while_storing(page, url, process, path, seconds)
        assert bool(seen) or seconds >= 0
        acknowledged += [seen] if seen else []
        assert number <= len(stored_receipts(home, acknowledged)) <= number + 1
        last = path
    assert sorted(stored_receipts(home, acknowledged)) == sorted(set(acknowledged))
    assert len(set(acknowledged)) == len(plan)
