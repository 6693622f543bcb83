import re
import string

import pytest

from khuyenhoc.domain.reference import PROJECT_FOLDER
from khuyenhoc.i18n.catalogue import LANGUAGES, MissingTextError, Translator, catalogue


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert catalogue("vi").keys() == catalogue("en").keys()


@pytest.mark.parametrize("key", sorted(catalogue("vi")))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert fields(catalogue("vi")[key]) >= fields(catalogue("en")[key]) - {"roman"}
    assert fields(catalogue("en")[key]) | {"roman"} >= fields(catalogue("vi")[key])


def source_files() -> list[str]:
    paths = [*PROJECT_FOLDER.glob("pages/**/*.py"), *PROJECT_FOLDER.glob("khuyenhoc/**/*.py")]
    return [path.read_text(encoding="utf-8") for path in (*paths, PROJECT_FOLDER / "dashboard.py")]


def test_every_key_in_the_code_exists() -> None:
    named = {
        key for text in source_files() for key in re.findall(r"""\bt\(\s*["']([a-z_.A-Z0-9]+)["']""", text)
    }
    assert len(named) > 60
    assert named - catalogue("vi").keys() == set()


def test_no_key_is_left_over() -> None:
    code = "\n".join(source_files())
    families = set(re.findall(r"""\bf["']([a-z_.]+)\.\{""", code)) | {"map.hoang_sa", "map.truong_sa"}
    unused = [
        key
        for key in catalogue("vi")
        if not re.search(f"[\"']{re.escape(key)}[\"']", code)
        and not any(key.startswith(family) for family in families)
    ]
    assert unused == []


def test_missing_key_is_an_error() -> None:
    with pytest.raises(MissingTextError):
        Translator("vi")("no.such.key")


@pytest.mark.parametrize(("language", "shown"), [("vi", "3.195"), ("en", "3,195")])
def test_counts_are_grouped_and_years_are_not(language: str, shown: str) -> None:
    t = Translator(language)
    assert shown in t("upload.findings", errors=3195, warnings=84)
    assert "84" in t("upload.findings", errors=3195, warnings=84)
    assert "2026" in t("targets.forecast", year=2026, middle="", low="", high="", period="", years="")


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_written_as_dd_mm_yyyy(language: str) -> None:
    """Everywhere alike: what the program fills in has two figures for the day and for the month."""
    day = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:(?:19|20)\d\d|\{\w*year\})")
    found = {key: day.findall(text) for key, text in catalogue(language).items()}
    assert sum(map(len, found.values())) > 10
    short = {key for key, days in found.items() if any(len(part) < 2 for pair in days for part in pair)}
    assert short == set()
