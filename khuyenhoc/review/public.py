"""A frozen run for whoever has its link: the screens as they were, and nothing that is live."""

import threading
from collections import OrderedDict
from dataclasses import replace

from khuyenhoc.domain.screens import Run
from khuyenhoc.i18n import Translator
from khuyenhoc.reports.web.player import build_player
from khuyenhoc.review.shapes import outlines_of
from khuyenhoc.store.conference import public_run
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.letterheads import fetch_letterhead
from khuyenhoc.store.opened import open_database

# So many runs are kept drawn: a conference shows one, and everybody in the hall asks for it.
_MOST_KEPT = 4
_kept: OrderedDict[tuple[str, bytes | None], str] = OrderedDict()
_drawing = threading.Lock()


def public_run_page(receipt_code: str) -> str | None:
    """The presenter of a run as one HTML file; None when it may not be seen, or cannot be read."""
    database = open_database()
    try:
        found = public_run(database, receipt_code)
    except (StoreError, OSError):
        return None
    if found is None:
        return None
    run, province_id = found
    logo = fetch_letterhead(database, province_id).logo
    key = (receipt_code, logo)
    with _drawing:
        if key not in _kept:
            _kept[key] = build_player(_without_notes(run), outlines_of, Translator("vi"), logo=logo)
        _kept.move_to_end(key)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
        return _kept[key]


def _without_notes(run: Run) -> Run:
    """What the speaker is to say is the speaker's."""
    return replace(run, screens=tuple(replace(screen, notes="") for screen in run.screens))
