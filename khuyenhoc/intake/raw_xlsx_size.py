"""Whether a sheet of an .xlsx is so small, whatever it holds, that a parser may build it in memory.

That is all that has to be known before a parser sees the file. What the sheet holds is then counted while the
parser works. A sheet that is not surely small is counted first, and refused if it is too large.
"""

import re
from collections.abc import Iterable

from khuyenhoc.intake.raw_sheet import MAX_AREA, MAX_CONTENT_CELLS, MAX_MERGED

# A cell whose address is missing, written in another way, or beyond FZ9999.
_PERHAPS_FAR = re.compile(rb'<c(?![a-zA-Z])(?! r="[A-F]?[A-Z][0-9]{1,4}")')
_LAST_SMALL = (9_999, 182)
# No cell with content is shorter.
_SHORTEST_CELL = len(b'<c r="A1"><v>1</v></c>')
_MERGE = b"<mergeCell "
# Longer than any tag that a spreadsheet program writes.
_LONGEST_TAG = 100_000

if _LAST_SMALL[0] * _LAST_SMALL[1] > MAX_AREA:  # pragma: no cover - a limit was lowered
    raise AssertionError(MAX_AREA)


def is_surely_small(chunks: Iterable[bytes]) -> bool:
    """Whether no cell can be far out, and cells and merged ranges cannot be too many.

    Args:
        chunks: the sheet's part, checked and in pieces; read to the end when the answer is yes.
    """
    size, merged, rest = 0, 0, b""
    for chunk in chunks:
        block = rest + chunk
        # The last tag may be cut in two.
        cut = block.rfind(b"<")
        block, rest = block[:cut], block[cut:]
        size += len(block)
        merged += block.count(_MERGE)
        is_large = size > MAX_CONTENT_CELLS * _SHORTEST_CELL or merged > MAX_MERGED
        if cut < 0 or is_large or len(rest) > _LONGEST_TAG or _has_odd_cell(block):
            return False
    return not _has_odd_cell(rest)


def _has_odd_cell(block: bytes) -> bool:
    """Whether a cell is perhaps far out, or its tag may have a prefix."""
    return b":c" in block or _PERHAPS_FAR.search(block) is not None
