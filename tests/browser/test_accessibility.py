"""Every page measured by axe against WCAG 2.2 A and AA: nothing serious is left, and nothing is left out."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.ui.routes import all_routes
from tests.browser.conftest import ServedApp, environment_of, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROUTES = [route.url_path for route in all_routes() if not route.is_server_only]


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """A dashboard with the whole demo."""
    home = tmp_path_factory.mktemp("measured-home")
    command = [sys.executable, "-m", "khuyenhoc", "demo"]
    subprocess.run(command, cwd=PROJECT_FOLDER, env=environment_of(home), check=True, capture_output=True)
    with serving(home) as served:
        yield served


@pytest.fixture(scope="module")
def measured(browser: Browser) -> Iterator[Page]:
    """A window that lets axe in: the dashboard's policy lets in no script that is not its own."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="vi-VN", bypass_csp=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def serious_findings(page: Page) -> list[str]:
    """What axe calls serious or critical on a page that has come to rest, each with the first place."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    resting = page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(resting).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("ul[data-testid=stSidebarNavItems][role=none]")).to_have_count(1, timeout=PATIENCE)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{finding['id']}: {finding['nodes'][0]['html'][:150]}"
        for finding in found["violations"]
        if finding["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("path", ROUTES)
def test_page_has_no_serious_finding(demo_app: ServedApp, measured: Page, path: str) -> None:
    measured.goto(f"{demo_app.url}/{path}")
    assert serious_findings(measured) == []
    assert measured.locator("html").get_attribute("lang") == "vi"


@pytest.mark.parametrize("path", ["overview?lang=en", "upload?lang=en&text=large", "targets?text=large"])
def test_other_language_and_large_type_have_none_either(
    demo_app: ServedApp, measured: Page, path: str
) -> None:
    measured.goto(f"{demo_app.url}/{path}")
    assert serious_findings(measured) == []
    assert measured.locator("html").get_attribute("lang") == ("en" if "lang=en" in path else "vi")
    size = measured.evaluate("() => getComputedStyle(document.documentElement).fontSize")
    assert size == ("21.25px" if "large" in path else "17px")


def test_axe_sees_what_is_wrong(demo_app: ServedApp, measured: Page) -> None:
    """Were axe kept out, or its answer read wrongly, the tests above would pass for any page."""
    measured.goto(f"{demo_app.url}/upload")
    assert serious_findings(measured) == []
    measured.evaluate("() => { const i = document.createElement('img'); document.body.append(i); }")
    found = measured.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [finding["id"] for finding in found["violations"] if finding["impact"] == "critical"] == [
        "image-alt"
    ]
