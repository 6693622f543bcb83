"""An association's own name and logo: a line of the ledger, and the picture in the vault."""

from khuyenhoc.domain.letterhead import Letterhead
from khuyenhoc.store import vault
from khuyenhoc.store.actions import new_entry, record, writing
from khuyenhoc.store.database import Database
from khuyenhoc.store.errors import NotSavedError, StepRefusedError

LONGEST_NAME = 120
LARGEST_LOGO = 2 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"


def set_letterhead(database: Database, province_id: str, letterhead: Letterhead, *, by: str) -> None:
    """Keep a province's name and logo; an empty name is the usual one.

    Args:
        letterhead: its logo as PNG, as `reports.logo.checked_logo` gives it.

    Raises:
        StepRefusedError: nobody's name is given, the association's is too long, or the logo is no PNG.
        NotEnoughSpaceError, NotSavedError, OutcomeUnknownError: as for every write.
    """
    name, logo = " ".join(letterhead.name.split()), letterhead.logo
    is_picture = logo is None or (logo.startswith(_PNG) and len(logo) <= LARGEST_LOGO)
    if not (by.strip() and len(name) <= LONGEST_NAME and is_picture):
        raise StepRefusedError(
            f"Cần họ tên người lưu, tên Hội không quá {LONGEST_NAME} chữ và biểu trưng là ảnh.",
            f"A name is needed, the association's of at most {LONGEST_NAME} letters, and a logo that is a "
            "picture.",
        )
    with writing(database):
        try:
            digest = None if logo is None else database.vault.keep(logo)
        except OSError as error:
            raise NotSavedError(error) from error
        entry = new_entry("letterhead", by, province_id=province_id, name=name, logo_sha256=digest)
        record(database, entry)


def fetch_letterhead(database: Database, province_id: str) -> Letterhead:
    """A province's name and logo as they were set last; a logo that is gone or damaged is left out."""
    row = database.read(
        lambda cursor: cursor.execute(
            "select name, logo_sha256 from letterheads where province_id = ? order by position desc limit 1",
            [province_id],
        ).fetchone()
    )
    if row is None:
        return Letterhead()
    try:
        logo = None if row[1] is None else database.vault.fetch(row[1])
    except (FileNotFoundError, vault.DamagedFileError):
        logo = None
    return Letterhead(row[0], logo)
