"""A unit's profile as two A4 pages: where it stands and its course; lineage, reports, notes, actions."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from khuyenhoc.i18n.formats import ESTIMATE_SIGN

# Texts come in as data, never as typst source: a note cannot become markup.
_TEMPLATE = """
#let sheet = json(bytes(sys.inputs.sheet))
#set page(paper: "a4", margin: (x: 18mm, y: 16mm), footer: context [
  #set text(size: 8.5pt)
  #sheet.footer #h(1fr) #counter(page).display("1/1", both: true)
])
#set text(lang: sheet.language, size: 11.5pt)
#let figure(words) = if words.starts-with(sheet.estimate) { emph(words) } else { words }
#let grid-line = 0.4pt + rgb(sheet.grid)
#if sheet.association != "" {
  grid(
    columns: (auto, 1fr), column-gutter: 3mm, align: horizon,
    if sheet.has_logo { image("logo.png", height: 13mm) },
    text(size: 11pt, weight: "bold", sheet.association),
  )
  v(-1mm)
}
#text(size: 19pt, weight: "bold")[#sheet.title]
#v(-2mm)
#sheet.subtitle
#v(1mm)
#table(
  columns: (1.75fr, 1.15fr, 1.25fr, 1.6fr, 1.2fr, 38mm),
  align: horizon, inset: (x: 1.5mm, y: 3.4mm), stroke: (x: none, y: grid-line),
  fill: (_, row) => if row == 0 { rgb(sheet.head) } else { none },
  ..sheet.headings.map(heading => strong(heading)),
  ..sheet.standings.map(row => (
    row.name, strong(figure(row.value)), figure(row.change), row.target, row.rank,
    if row.line == "" { [–] } else { image(bytes(row.line), width: 35mm) },
  )).flatten(),
)
#set text(size: 10.5pt)
#sheet.key
#pagebreak()
#let block-of(part) = {
  text(size: 1.3em, weight: "bold", part.title)
  v(-2mm)
  if part.rows.len() == 0 { part.nothing } else {
    table(
      columns: part.widths.map(width => width * 1fr),
      inset: (x: 0.4em, y: 0.5em), stroke: (x: none, y: grid-line),
      ..if part.headings.any(heading => heading != "") { part.headings.map(heading => strong(heading)) },
      ..part.rows.flatten(),
    )
  }
  if part.more != "" { part.more }
  v(2mm)
}
#let second(size) = { set text(size: size); for part in sheet.parts { block-of(part) } }
// Long notes make the letters smaller, not the document longer.
#layout(room => {
  let fits = size => measure(width: room.width, second(size)).height < room.height
  let size = (10.5pt, 9.5pt, 8.5pt, 7.5pt, 6.5pt).find(fits)
  second(if size == none { 5.5pt } else { size })
})
"""


@dataclass(frozen=True)
class StandingLine:
    """One indicator: its words (estimates are set in italics) and its course as SVG (empty without one)."""

    name: str
    value: str
    change: str
    target: str
    rank: str
    line: str


@dataclass(frozen=True)
class Part:
    """A table of the second page.

    Attributes:
        more: what to say below where rows were left out.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    nothing: str
    more: str = ""


@dataclass(frozen=True)
class ProfileWords:
    """The words around the tables, and the colours."""

    language: str
    title: str
    subtitle: str
    headings: Sequence[str]
    key: str
    footer: str
    grid: str
    head: str
    association: str = ""


def profile_sheet(
    words: ProfileWords,
    standings: Sequence[StandingLine],
    parts: Sequence[Part],
    *,
    logo: bytes | None = None,
) -> bytes:
    """A PDF of two A4 pages; the caller keeps the tables to what can be read on one page.

    Args:
        logo: the association's, a PNG picture.
    """
    sheet = {
        **asdict(words),
        "standings": [asdict(line) for line in standings],
        "parts": [asdict(part) for part in parts],
        "has_logo": logo is not None,
        "estimate": ESTIMATE_SIGN,
    }
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "profile.typ"
        source.write_text(_TEMPLATE, encoding="utf-8")
        if logo is not None:
            (Path(folder) / "logo.png").write_bytes(logo)
        inputs = {"sheet": json.dumps(sheet, ensure_ascii=False)}
        return typst.compile(str(source), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
