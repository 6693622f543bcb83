"""When backups make themselves."""

import streamlit as st

from khuyenhoc.i18n import Translator
from khuyenhoc.store.backup_plan import BackupPlan, backup_plan, save_backup_plan
from khuyenhoc.store.errors import StoreError
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.schedule import backup_folder
from khuyenhoc.store.workflow import note_action
from khuyenhoc.ui import notice


def offer_plan(person: str, t: Translator) -> None:
    """On or off, from which hour, and where to."""
    plan = backup_plan(open_database().folder)
    with st.expander(t("store.plan_on" if plan.is_on else "store.plan_off"), icon=":material/schedule:"):
        is_on = st.toggle(t("store.plan"), value=plan.is_on, key="store.plan.is_on")
        hour = st.selectbox(
            t("store.hour"),
            [None, *range(24)],
            index=0 if plan.hour is None else plan.hour + 1,
            format_func=lambda hour: t("store.any_hour") if hour is None else t("store.from_hour", hour=hour),
            key="store.plan.hour",
        )
        folder = st.text_input(
            t("store.plan_folder"),
            value=plan.folder,
            placeholder=str(backup_folder()),
            key="store.plan.folder",
        ).strip()
        st.caption(t("store.plan_note"))
        pressed = st.button(
            t("store.save_plan"),
            disabled=not person,
            help=None if person else t("store.name_first"),
            key="store.plan.save",
        )
        if pressed:
            _save(BackupPlan(is_on=is_on, hour=hour, folder=folder), person, t)


def _save(plan: BackupPlan, person: str, t: Translator) -> None:
    database = open_database()
    former = backup_plan(database.folder)
    try:
        note_action(database, "backup_plan", by=person, from_state=_written(former), to_state=_written(plan))
        save_backup_plan(database.folder, plan)
    except StoreError as error:
        notice.refused(error, t)
        return
    except OSError:
        st.error(t("store.plan_not_saved"), icon=":material/error:")
        return
    notice.leave(t("store.plan_saved"))


def _written(plan: BackupPlan) -> str:
    """A plan as the audit holds it."""
    hour = "any" if plan.hour is None else f"{plan.hour:02d}:00"
    return f"{'on' if plan.is_on else 'off'} {hour} {plan.folder}".strip()
