"""A review as a file of any kind."""

import io
import zipfile
from collections.abc import Callable
from functools import partial

from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.document.model import OfficialReport
from khuyenhoc.reports.document.pdf import build_pdf
from khuyenhoc.reports.document.word import build_word
from khuyenhoc.reports.drawing.figure import HEIGHT, WIDTH, screen_png, screen_svg
from khuyenhoc.reports.picture import svg_to_png
from khuyenhoc.reports.slides.deck import build_deck
from khuyenhoc.reports.web.player import build_player
from khuyenhoc.review import sentences
from khuyenhoc.review.answers import answers
from khuyenhoc.review.facts import Facts
from khuyenhoc.review.fund_report import fund_report, fund_workbook
from khuyenhoc.review.learning_report import learning_report, learning_workbook
from khuyenhoc.review.official import official_report
from khuyenhoc.review.screens import review_run
from khuyenhoc.review.shapes import map_layers, outlines_of
from khuyenhoc.review.workbook import review_workbook

KINDS = ("docx", "pptx", "pdf", "xlsx", "html")
Paper = Callable[[Facts, Translator], OfficialReport]
Book = Callable[[Facts, Translator], bytes]
# Reports on one matter, ready to be signed: how they are set as a paper and as a workbook.
READY: dict[str, tuple[Paper, Book]] = {
    "fund": (fund_report, fund_workbook),
    "learning": (learning_report, learning_workbook),
}
READY_KINDS = ("docx", "pdf", "xlsx")
# Pixels across, and the height in units of a screen of 1600.
_PICTURE_WIDTH, _PICTURE_HEIGHT = 1400, 740.0

Progress = Callable[[float], None]


def build_export(
    kind: str, facts: Facts, t: Translator, *, shape: str = "16:9", progress: Progress = lambda _: None
) -> bytes:
    """A file of a review.

    Args:
        kind: one of `KINDS`.
        shape: of slides, `16:9` or `4:3`.
        progress: called with the share that is done.
    """
    match kind:
        case "docx" | "pdf":
            draw = partial(screen_png, source=outlines_of, pixels_wide=_PICTURE_WIDTH, height=_PICTURE_HEIGHT)
            report = official_report(facts, t, draw=draw)
            return build_word(report, progress) if kind == "docx" else build_pdf(report)
        case "xlsx":
            return review_workbook(facts, t)
        case "pptx":
            return deck_of(live_run(facts, t), facts, t, shape=shape, progress=progress)
        case _:
            run = live_run(facts, t)
            return build_player(
                run, outlines_of, t, answers=answers(facts, t), logo=facts.letterhead.logo, progress=progress
            ).encode()


def pictures_of(run: Run, t: Translator) -> bytes:
    """Every screen of a run as PNG and as SVG, with title, source and stamp drawn in, in one zip."""
    stamp = t("player.frozen", date=run.frozen_on) if run.frozen_on else ""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for place, screen in enumerate(run.screens, start=1):
            drawing = screen_svg(screen, outlines_of, stamp=stamp)
            package.writestr(f"{place:02d}.svg", drawing)
            package.writestr(f"{place:02d}.png", svg_to_png(drawing, width=WIDTH, height=HEIGHT, scale=1.2))
    return packed.getvalue()


def build_ready(
    about: str, kind: str, facts: Facts, t: Translator, *, progress: Progress = lambda _: None
) -> bytes:
    """A file of a ready-made report.

    Args:
        about: one of `READY`: the yearly publication of the fund, or the learning-society annex.
        kind: one of `READY_KINDS`.
    """
    paper, workbook = READY[about]
    match kind:
        case "docx":
            return build_word(paper(facts, t), progress)
        case "pdf":
            return build_pdf(paper(facts, t))
        case _:
            return workbook(facts, t)


def live_run(facts: Facts, t: Translator) -> Run:
    """Every screen of the review, with maps where the boundaries are built."""
    return review_run(facts, t, layers=map_layers(facts, t))


def deck_of(
    run: Run, facts: Facts, t: Translator, *, shape: str = "16:9", progress: Progress = lambda _: None
) -> bytes:
    """A run as slides with the association's name on them."""
    stamp = t("player.frozen", date=run.frozen_on) if run.frozen_on else ""
    return build_deck(
        run,
        outlines_of,
        association=sentences.association(facts.subject.province, facts.letterhead, t),
        stamp=stamp,
        shape=shape,
        logo=facts.letterhead.logo,
        progress=progress,
    )
