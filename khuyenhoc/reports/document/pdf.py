"""An official report as PDF, set by typst from the same model as the Word file."""

import json
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from khuyenhoc.reports.document.model import Block, Grid, OfficialReport, Picture

_TEMPLATE = Path(__file__).with_name("official.typ")


def build_pdf(report: OfficialReport) -> bytes:
    """A PDF file; texts come in as data, so that no name can become markup."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = asdict(report)
        plain["logo"] = report.logo is not None
        if report.logo is not None:
            (folder / "logo.png").write_bytes(report.logo)
        plain["annexes"] = [_described(annex) for annex in report.annexes]
        plain["blocks"] = [_plain(block, place, folder) for place, block in enumerate(report.blocks)]
        (folder / "report.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        source = folder / _TEMPLATE.name
        source.write_bytes(_TEMPLATE.read_bytes())
        return typst.compile(str(source), format="pdf", font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, looked for once: the decree wants Times New Roman, which cannot be shipped."""
    return typst.Fonts(include_system_fonts=True)


def _plain(block: Block, place: int, folder: Path) -> dict[str, object]:
    kind = type(block).__name__.lower()
    if isinstance(block, Picture):
        file = f"picture{place}.png"
        (folder / file).write_bytes(block.png)
        return {"type": kind, "file": file, "description": block.description}
    return {"type": kind, **(_described(block) if isinstance(block, Grid) else asdict(block))}


def _described(grid: Grid) -> dict[str, object]:
    return {**asdict(grid), "word_columns": grid.word_columns, "shares": grid.shares}
