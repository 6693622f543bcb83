"""What every test shares: a data folder of its own, never the user's."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty data folder that KHUYENHOC_HOME names during the run; each xdist worker has its own."""
    home = tmp_path_factory.mktemp("khuyenhoc-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHUYENHOC_HOME", str(home))
        yield home
