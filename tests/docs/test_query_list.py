"""The developers' list of queries is what the headers of the files say."""

from khuyenhoc.store.sql import query_names, query_parameters
from scripts.build_query_list import TARGET, page

PAGE = TARGET.read_text(encoding="utf-8")


def test_list_is_the_one_that_the_headers_make() -> None:
    """Otherwise: python -m scripts.build_query_list."""
    assert page() == PAGE


def test_every_query_is_there_with_its_parameters() -> None:
    parts = {part.splitlines()[0]: part for part in PAGE.split("\n## ")[1:]}
    assert sorted(parts) == list(query_names())
    for name, part in parts.items():
        assert all(f"`{key}`" in part for key in query_parameters(name) - {"scope"}), name
        assert len(part.split("- Rows: ")[1].strip()) > 5, name
