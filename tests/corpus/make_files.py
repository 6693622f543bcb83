"""Makes the files in `files/` again, with LibreOffice and the command line of msoffcrypto-tool.

    apt-get install libreoffice-calc; pip install msoffcrypto-tool   (outside the project)
    python -m tests.corpus.make_files

They are needed only when `kept.py` or the made-up figures change. The locked one opens with `thu`.
"""

import subprocess
import tempfile
from pathlib import Path

from tests.corpus import kept
from tests.corpus.files import KEPT_FILES, xlsx
from tests.corpus.layout import draw

_FILTERS = {".xls": "xls:MS Excel 97", ".ods": "ods:calc8", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_PASSWORD = "thu"  # noqa: S105 - guards made-up figures


def make_files() -> None:
    """Write every kept file anew."""
    KEPT_FILES.mkdir(exist_ok=True)
    for name, how in kept.GOOD.items():
        _convert(xlsx(*how.draw(*how.forms)), name)
    for name in kept.FAULTY:
        _convert(xlsx(kept.faulty_page()), name)
    _protect(xlsx(draw(kept.HAI_DUONG)), kept.LOCKED)


def _convert(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source" / Path(name).with_suffix(".xlsx")
        source.parent.mkdir()
        source.write_bytes(content)
        _soffice("--convert-to", _FILTERS[Path(name).suffix], "--outdir", folder, str(source))
        (KEPT_FILES / name).write_bytes((Path(folder) / name).read_bytes())


def _soffice(*arguments: str) -> None:
    subprocess.run(["soffice", "--headless", *arguments], check=True, capture_output=True, timeout=120)


def _protect(content: bytes, name: str) -> None:
    """Encrypt a workbook as Excel does."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source.xlsx"
        source.write_bytes(content)
        command = ["msoffcrypto-tool", "-e", "-p", _PASSWORD, str(source), str(KEPT_FILES / name)]
        subprocess.run(command, check=True, timeout=120)


if __name__ == "__main__":
    make_files()
