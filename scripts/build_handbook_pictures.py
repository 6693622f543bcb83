"""Take the pictures of the handbook from the running dashboard, so that they show what is there.

    python -m scripts.build_handbook_pictures [NAME…]

A store with the demo and an empty one are made in a temporary folder and served, and Chromium opens the pages
in both languages. No page is taken with a map on it: the shapes come from a package whose geometry may not be
passed on, as pixels no more than as numbers (NOTICE). Requests for shapes are refused besides, so that none
can slip in.
"""

import http.client
import io
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import start
from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.i18n import LANGUAGES, Translator

PICTURES = PROJECT_FOLDER / "docs" / "handbook" / "pictures"
REPORT = PROJECT_FOLDER / "data" / "demo" / "demo_khanh_hoa_2026_q1.xlsx"
# With the menu beside it the page is 1,030 pixels wide: small enough for its letters to be read in print.
WIDTH, MENU = 1320, 289
PATIENCE = 90_000
SETTLED = 1_500
_STILL = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the page, how high, and what is done before it is taken."""

    name: str
    path: str
    height: int = 700
    has_menu: bool = False
    is_of_empty_store: bool = False
    before: Callable[[Page, Translator], None] = lambda _page, _t: None


def drop_report(page: Page, _t: Translator) -> None:
    page.locator("input[type=file]").set_input_files(REPORT)


def write_conclusion(page: Page, t: Translator) -> None:
    """One conclusion, written once; the second language finds it there."""
    if page.get_by_text("Tăng số gia đình học tập").count():
        return
    page.get_by_role("textbox", name=t("person.name")).first.fill("Văn phòng Hội")
    page.keyboard.press("Tab")
    page.wait_for_timeout(2 * SETTLED)
    task = "Tăng số gia đình học tập ở các xã còn dưới mục tiêu"
    page.get_by_role("textbox", name=t("conclusions.task")).first.fill(task)
    office = "Ban Thường vụ Hội Khuyến học tỉnh"
    page.get_by_role("textbox", name=t("conclusions.office")).first.fill(office)
    page.get_by_role("button", name=t("conclusions.save"), exact=True).first.click()
    page.wait_for_timeout(2 * SETTLED)


PLACE = "province=reform-56&period=2026-Q3"
TAKEN = (
    Picture("welcome", "", height=760, has_menu=True, is_of_empty_store=True),
    Picture("upload-checked", "upload", height=900, is_of_empty_store=True, before=drop_report),
    Picture("sources", "sources"),
    Picture("progress", f"progress?{PLACE}", height=900),
    Picture("overview", f"?{PLACE}", height=720, has_menu=True),
    Picture("targets", f"targets?{PLACE}", height=880),
    Picture("scorecard", f"scorecard?{PLACE}", height=820),
    Picture("profile", f"profile?unit=reform-22366&{PLACE}", height=820),
    Picture("models", f"models?{PLACE}", height=760),
    Picture("lens", "trend?province=reform-56&lens=current&unit=reform-22366", height=760),
    Picture("present", f"present?{PLACE}", height=820),
    Picture("exports", f"exports?{PLACE}", height=640),
    Picture("conclusions", f"conclusions?{PLACE}", height=820, before=write_conclusion),
    Picture("store", "store", height=760),
)


def main() -> None:
    """Make the stores, serve them, take every picture in every language."""
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-") as name, sync_playwright() as playwright:
        demo, empty = Path(name) / "demo", Path(name) / "empty"
        for home, *command in ((demo, "demo"), (demo, "backup")):
            call = _call(*command)
            subprocess.run(call, cwd=PROJECT_FOLDER, env=_environment(home), check=True)
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=start.find_chromium(os.environ), args=options)
        for home, is_of_empty_store in ((empty, True), (demo, False)):
            with _served(home) as address:
                for language in LANGUAGES:
                    for picture in TAKEN:
                        is_wanted = not sys.argv[1:] or picture.name in sys.argv[1:]
                        if is_wanted and picture.is_of_empty_store == is_of_empty_store:
                            _take(browser, address, picture, language, home)
        browser.close()
    print(f"{sum(file.stat().st_size for file in PICTURES.rglob('*.webp')) // 1024} KB")


def _take(browser: Browser, address: str, picture: Picture, language: str, home: Path) -> None:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": picture.height}, locale="vi-VN", reduced_motion="reduce"
    )
    context.route("**/static/boundaries/**", lambda route: route.abort())
    page = context.new_page()
    joint = "&" if "?" in picture.path else "?"
    page.goto(f"{address}/{picture.path}{joint}lang={language}")
    _wait(page)
    picture.before(page, Translator(language))
    _wait(page)
    page.evaluate(_WITHOUT_PATHS, str(home))
    left = 0 if picture.has_menu else MENU
    clip = {"x": left, "y": 0, "width": WIDTH - left, "height": picture.height}
    target = PICTURES / language / f"{picture.name}.webp"
    target.parent.mkdir(parents=True, exist_ok=True)
    _save(page.screenshot(clip=clip), target)
    context.close()
    print(f"{language} {picture.name}: {target.stat().st_size // 1024} KB", flush=True)


# The folder of this run is nobody's business and would be another one each time.
_WITHOUT_PATHS = """home => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replaceAll(home, "…");
    for (const input of document.querySelectorAll("input[type=text]"))
        input.value = input.value.replaceAll(home, "…");
}"""


def _wait(page: Page) -> None:
    """Until the page has come to rest and its figures are drawn."""
    page.get_by_role("heading", level=1).first.wait_for(timeout=PATIENCE)
    page.wait_for_timeout(SETTLED)
    page.locator(_STILL).wait_for(timeout=PATIENCE)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')", timeout=PATIENCE)
    page.wait_for_timeout(SETTLED)


def _save(png: bytes, target: Path) -> None:
    """Without loss: letters stay sharp, colours true, and a screen takes some 40 KB."""
    Image.open(io.BytesIO(png)).convert("RGB").save(target, "WEBP", lossless=True, method=6)


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """Address of a dashboard on a data folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    call = _call("serve", "--port", str(port))
    process = subprocess.Popen(call, cwd=PROJECT_FOLDER, env=_environment(home))
    try:
        _wait_for_answer(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for_answer(process: subprocess.Popen, port: int) -> None:
    while process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.client.OK:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.3)
        finally:
            connection.close()
    raise RuntimeError(f"the dashboard ended with code {process.returncode}")


def _call(*command: str) -> list[str]:
    return [sys.executable, "-m", "khuyenhoc", *command]


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "KHUYENHOC_HOME": str(home), "PYTHONUTF8": "1"}


if __name__ == "__main__":
    main()
