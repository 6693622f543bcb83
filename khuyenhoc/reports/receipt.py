"""A stored file's receipt as one A4 page with a QR of its code."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import segno
import typst

# Texts come in as data, never as typst source: a file's name cannot become markup.
_TEMPLATE = """
#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "vi", size: 13pt)
#let facts = json(bytes(sys.inputs.facts))
#grid(columns: (1fr, 4cm), gutter: 1cm,
  [
    #text(size: 13pt)[#facts.at(0).at(0)] \\
    #text(size: 28pt, weight: "bold")[#facts.at(0).at(1)]
  ],
  image("qr.svg", width: 4cm),
)
#v(1cm)
// A long word without spaces, such as a file's hash, breaks anywhere instead of running off the paper.
#let broken(text) = text.split(" ").map(word => {
  if word.len() > 32 { word.clusters().join("\\u{200b}") } else { word }
}).join(" ")
#table(columns: (5cm, 1fr), stroke: 0.5pt + gray, inset: 8pt,
  ..facts.slice(1).map(fact => (strong(fact.at(0)), broken(fact.at(1)))).flatten())
#text(size: 11pt)[#sys.inputs.how]
#v(1cm)
#grid(columns: (1fr, 1fr), align: center,
  ..json(bytes(sys.inputs.signatures)).map(line => strong(line)))
#v(3cm)
"""


def receipt_document(
    facts: Sequence[tuple[str, str]], code: str, signatures: tuple[str, str], how: str
) -> bytes:
    """A PDF.

    Args:
        facts: label and text; the first is the title with the code.
        code: what the QR says.
        signatures: who signs, on the left and on the right.
        how: how to look the code up.
    """
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "receipt.typ"
        source.write_text(_TEMPLATE, encoding="utf-8")
        segno.make(code, error="m").save(str(Path(folder) / "qr.svg"), scale=8, border=1)
        inputs = {
            "facts": json.dumps([list(fact) for fact in facts], ensure_ascii=False),
            "signatures": json.dumps(signatures, ensure_ascii=False),
            "how": how,
        }
        return typst.compile(str(source), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
