"""Tables of a Word report, written as XML at once: cell by cell the library takes seconds for an annex."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl

from khuyenhoc.i18n.formats import ESTIMATE_SIGN
from khuyenhoc.reports.document.model import Grid

# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TWIPS_PER_CM = 567


def word_table(grid: Grid, widths: Sequence[float], *, style: str, size: float) -> CT_Tbl:
    """A table whose heading row is repeated on every page and whose rows stay whole.

    Args:
        widths: of the columns, in centimetres.
        style: id of the table style.
        size: of the letters, in points.
    """
    twips = [round(width * _TWIPS_PER_CM) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in twips)
    last = len(grid.rows) if grid.has_total else -1
    words = frozenset(grid.word_columns)
    rows = "".join(
        _row(row, twips, size, words, is_heading=place == 0, is_bold=place in {0, last})
        for place, row in enumerate((grid.headings, *grid.rows))
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(
    texts: Sequence[str],
    twips: Sequence[int],
    size: float,
    word_columns: frozenset[int],
    *,
    is_heading: bool,
    is_bold: bool,
) -> str:
    bold, sized = "<w:b/>" if is_bold else "", f'<w:sz w:val="{round(2 * size)}"/>'
    cells = []
    for column, (text, width) in enumerate(zip(texts, twips, strict=True)):
        shown = escape(_FORBIDDEN.sub("", text))
        look = f"<w:rPr>{bold}{'<w:i/>' if text.startswith(ESTIMATE_SIGN) else ''}{sized}</w:rPr>"
        align = "center" if is_heading else "left" if column in word_columns else "right"
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{align}"/></w:pPr>'
            f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p></w:tc>'
        )
    header = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"
