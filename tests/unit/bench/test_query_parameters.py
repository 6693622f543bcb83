from khuyenhoc.bench.storing import _OF_LATEST, _PARAMETERS
from khuyenhoc.store.sql import query_names, query_parameters


def test_every_query_can_be_measured() -> None:
    known = {*_PARAMETERS, *_OF_LATEST}
    assert {name: query_parameters(name) - known for name in query_names()} == dict.fromkeys(
        query_names(), frozenset()
    )
