"""An association's name and logo: kept in ledger and vault, the same after a rebuild."""

import io
from pathlib import Path

import pytest
from PIL import Image

from khuyenhoc.domain.letterhead import USUAL, Letterhead
from khuyenhoc.store import vault
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import StepRefusedError
from khuyenhoc.store.letterheads import fetch_letterhead, set_letterhead
from khuyenhoc.store.verification import rebuild, verify_store

PROVINCE = "reform-56"


def logo(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path)
    yield database
    database.close()


def test_the_last_one_set_counts_and_survives_a_rebuild(database: Database) -> None:
    assert fetch_letterhead(database, PROVINCE) == USUAL
    set_letterhead(database, PROVINCE, Letterhead("Hội A", logo("red")), by="Văn phòng")
    set_letterhead(database, PROVINCE, Letterhead("  Hội   B ", logo("blue")), by="Văn phòng")
    assert fetch_letterhead(database, PROVINCE) == Letterhead("Hội B", logo("blue"))
    assert fetch_letterhead(database, "reform-01") == USUAL
    assert verify_store(database).is_sound
    rebuild(database)
    assert fetch_letterhead(database, PROVINCE) == Letterhead("Hội B", logo("blue"))


def test_a_damaged_logo_is_noticed_and_left_out(database: Database) -> None:
    set_letterhead(database, PROVINCE, Letterhead("Hội A", logo("red")), by="Văn phòng")
    digest = next(vault.stored(database.folder))
    vault.vault_path(database.folder, digest).write_bytes(b"other")
    assert fetch_letterhead(database, PROVINCE) == Letterhead("Hội A", None)
    assert not verify_store(database).is_sound


@pytest.mark.parametrize(
    ("letterhead", "by"),
    [
        (Letterhead("Hội A"), " "),
        (Letterhead("x" * 121), "Văn phòng"),
        (Letterhead("Hội A", b"<svg/>"), "Văn phòng"),
    ],
)
def test_what_cannot_be_kept_is_refused(database: Database, letterhead: Letterhead, by: str) -> None:
    with pytest.raises(StepRefusedError):
        set_letterhead(database, PROVINCE, letterhead, by=by)
    assert fetch_letterhead(database, PROVINCE) == USUAL
