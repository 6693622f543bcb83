"""Every test that docs/security.md names is there."""

import re

from khuyenhoc.domain.reference import PROJECT_FOLDER


def test_named_tests_exist() -> None:
    page = (PROJECT_FOLDER / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT_FOLDER / "tests").rglob("test_*.py")
    )
    defined = set(re.findall(r"^(?:async )?def (test_\w+)", tests, re.MULTILINE))
    assert named
    assert [name for name in named if not any(one.startswith(name) for one in defined)] == []


def test_every_test_of_an_item_is_on_the_page() -> None:
    page = (PROJECT_FOLDER / "docs" / "security.md").read_text(encoding="utf-8")
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT_FOLDER / "tests").rglob("test_*.py")
    )
    of_items = set(re.findall(r"^def (test_v\d+_\d+)", tests, re.MULTILINE))
    assert [name for name in of_items if name not in page] == []
