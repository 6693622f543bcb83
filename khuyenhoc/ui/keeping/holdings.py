"""What the installation holds on the disk, and the reference data it works with."""

from pathlib import Path

import pandas as pd
import streamlit as st

from khuyenhoc.access.scope import Scope
from khuyenhoc.data_access import query
from khuyenhoc.geography.boundaries import boundary_status
from khuyenhoc.i18n import Translator
from khuyenhoc.i18n.formats import format_moment, format_number
from khuyenhoc.store.opened import open_database
from khuyenhoc.ui import routes
from khuyenhoc.ui.table_columns import right_aligned

_MEGABYTE = 1024**2
# Parts of the data folder, by what lies in them.
_PARTS = {
    "database": ("khuyenhoc.duckdb", "khuyenhoc.duckdb.wal"),
    "vault": ("vault",),
    "ledger": ("ledger.jsonl",),
    "accounts": ("accounts.sqlite3", "accounts.sqlite3-wal"),
}


def show_storage(t: Translator) -> None:
    """How many files, and how large, of each part of the data folder."""
    st.header(t("admin.storage"))
    folder, rows = open_database().folder, []
    for part, names in _PARTS.items():
        files = [file for name in names for file in _files(folder / name)]
        size = sum(file.stat().st_size for file in files)
        rows.append(
            {
                t("store.part"): t(f"admin.parts.{part}"),
                t("admin.files"): format_number(len(files), t.language),
                t("admin.size"): _size(size, t),
            }
        )
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        column_config=right_aligned(t("admin.files"), t("admin.size")),
        alt=t("admin.storage"),
    )


def show_reference(scope: Scope, t: Translator) -> None:
    """Units, indicators, targets and shapes: how many, where each comes from, and where to change it."""
    st.header(t("admin.reference"))
    parts = query("reference_state", scope)
    status = boundary_status()
    shapes = (
        format_number(sum(status.layers.values()), t.language) if status.is_built else t("admin.not_built")
    )
    rows = [(row.part, format_number(row.number, t.language)) for row in parts.itertuples()]
    rows.append(("boundaries", shapes))
    frame = pd.DataFrame(
        {
            t("admin.what"): [t(f"admin.reference_parts.{part}") for part, _ in rows],
            t("store.count"): [number for _, number in rows],
            t("admin.changed_by"): [t(f"admin.changed.{part}") for part, _ in rows],
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        column_config=right_aligned(t("store.count")),
        alt=t("admin.reference"),
    )
    st.caption(t("admin.loaded", moment=format_moment(parts["loaded_at"].iloc[0])))
    st.page_link(routes.TARGETS, label=t("admin.go_to_targets"), icon=":material/flag:")


def _size(size: int, t: Translator) -> str:
    if size < _MEGABYTE:
        return f"{format_number(size / 1024, t.language)} KB"
    return f"{format_number(size / _MEGABYTE, t.language, 1)} MB"


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file()]
    return [path] if path.exists() else []
