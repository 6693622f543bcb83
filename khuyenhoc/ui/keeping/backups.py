"""Backups: how old the last good one is, make one now, which there are, and whether each is still whole."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number
from khuyenhoc.store.backup import STAGES, back_up
from khuyenhoc.store.backup_state import BackupState, backup_state
from khuyenhoc.store.errors import NotRestorableError, StoreError
from khuyenhoc.store.manifest import check_snapshot, load_manifest, snapshots
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.schedule import backup_folder
from khuyenhoc.ui import notice
from khuyenhoc.ui.markdown import escape
from khuyenhoc.ui.table_columns import right_aligned

# A backup a day; two days without one is a day on which somebody should have looked.
TOO_OLD = timedelta(days=2)
_GIGABYTE = 1024**3
_CHECKED = "store.checked"


def needs_backup(state: BackupState) -> bool:
    """Whether there is no good backup, or the last one is too old."""
    age = state.age()
    return age is None or age > TOO_OLD


def headline(t: Translator) -> str:
    """How safe the figures are, in a sentence."""
    state = backup_state(open_database().folder)
    if state.last_good_at is None:
        return t("store.headline_none")
    return t("store.headline_old" if needs_backup(state) else "store.headline", age=_age(state, t))


def show_state(t: Translator) -> None:
    """Last good backup, what came since, the failure after it, and room on the disk."""
    database = open_database()
    state = backup_state(database.folder)
    if needs_backup(state):
        text = (
            t("store.no_backup") if state.last_good_at is None else t("store.old_backup", age=_age(state, t))
        )
        st.error(text, icon=":material/backup:")
    if state.failed_at is not None:
        reason = state.reason_vi if t.language == "vi" else state.reason_en
        st.error(
            t("store.failed", moment=format_moment(state.failed_at), reason=escape(reason)),
            icon=":material/error:",
        )
    free, needed = database.floor.free(database.folder), database.floor.needed(database.file)
    since = database.ledger.position - state.entries
    with st.container(horizontal=True, gap="medium"):
        st.metric(t("store.last_good"), _age(state, t) if state.last_good_at else "–", width="content")
        st.metric(t("store.since"), format_number(since, t.language), width="content")
        st.metric(t("store.free"), _gigabytes(free, t), width="content")
        st.metric(t("store.needed"), _gigabytes(needed, t), width="content")
    if not database.floor.has_room(database.file):
        st.error(t("store.too_full"), icon=":material/storage:")
    st.caption(t("store.data_folder", folder=escape(str(database.folder))))


def offer_backup(person: str, t: Translator) -> None:
    """A backup now, into the usual folder or another one."""
    st.header(t("store.backups"))
    typed = st.text_input(
        t("store.folder"), value=str(backup_folder()), key="store.folder", help=t("store.folder_help")
    ).strip()
    if _is_same_disk(Path(typed or ".")):
        st.caption(t("store.same_disk"))
    pressed = st.button(
        t("store.backup_now"),
        type="primary",
        disabled=not (typed and person),
        help=None if person else t("store.name_first"),
        icon=":material/backup:",
        key="store.backup_now",
    )
    if not pressed:
        return
    target = Path(typed)
    if not target.is_absolute():
        st.error(t("store.not_absolute"), icon=":material/block:")
        return
    bar = st.progress(0.0, text=t("store.backing_up"))

    def show(stage: str) -> None:
        bar.progress(STAGES.index(stage) / len(STAGES), text=t(f"store.backup_stage.{stage}"))

    try:
        snapshot = back_up(open_database(), target, by=person, progress=show)
    except StoreError as error:
        bar.empty()
        notice.refused(error, t)
        return
    notice.leave(t("store.backed_up", folder=str(snapshot.folder)))


def show_backups(t: Translator) -> None:
    """The backups of the folder named above, newest first, and a reading of every byte of one of them."""
    folder = Path(st.session_state.get("store.folder") or backup_folder())
    found = dict(reversed(snapshots(folder).items()))
    if not found:
        st.caption(t("store.no_backups_here"))
        return
    now = datetime.now(UTC)
    rows = [_row(moment, path, now, t) for moment, path in found.items()]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        column_config=right_aligned(t("store.entries")),
        alt=t("store.backups"),
    )
    made = {path.name: format_moment(moment) for moment, path in found.items()}
    name = st.selectbox(
        t("store.which"), list(made), format_func=lambda name: f"{made[name]} · {name}", key="store.which"
    )
    if st.button(t("store.read_again"), icon=":material/fact_check:", key="store.read_again"):
        with st.spinner(t("store.reading")):
            _read_again(folder / name, t)


def _row(moment: datetime, path: Path, now: datetime, t: Translator) -> dict[str, str]:
    row = {
        t("store.made"): format_moment(moment),
        t("store.age"): _span(now - moment, t),
        t("store.name"): path.name,
    }
    try:
        manifest = load_manifest(path)
    except NotRestorableError:
        return row | {t("store.entries"): "–", t("store.verified"): t("store.no_manifest")}
    result = st.session_state.get(_CHECKED, {}).get(str(path))
    word = "incomplete" if manifest.damaged else result or "when_made"
    return row | {
        t("store.entries"): format_number(manifest.ledger_entries, t.language),
        t("store.verified"): t(f"store.verified_word.{word}"),
    }


def _read_again(path: Path, t: Translator) -> None:
    """Read every byte of a backup and remember what was found for this session."""
    checked = st.session_state.setdefault(_CHECKED, {})
    try:
        check_snapshot(path)
    except StoreError as error:
        checked[str(path)] = "damaged"
        notice.refused(error, t)
        return
    checked[str(path)] = "just_now"
    notice.leave(t("store.read_well", name=path.name))


def _age(state: BackupState, t: Translator) -> str:
    return _span(state.age(), t)


def _span(span: timedelta, t: Translator) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return t("store.minutes_ago", count=max(0, int(span.total_seconds() // 60)))
    return t("store.hours_ago", count=hours) if hours < 48 else t("store.days_ago", count=hours // 24)


def _gigabytes(size: int, t: Translator) -> str:
    return f"{format_number(size / _GIGABYTE, t.language, 1)} GB"


def _is_same_disk(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, is on the disk of the data."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    return there is not None and there.stat().st_dev == open_database().folder.stat().st_dev
