"""Kho số liệu: how safe the figures are, backups, alarms, the proof that all is whole, who did what."""

import streamlit as st

from khuyenhoc.ui import access, keeping, notice
from khuyenhoc.ui.language import translator
from khuyenhoc.ui.person import acting_name

scope = access.require_role("administrator")
t = translator()

st.title(keeping.headline(t))
notice.show()
person = acting_name(t)
keeping.show_alarms(scope, person, t)
keeping.show_state(t)
keeping.offer_backup(person, t)
keeping.show_backups(t)
keeping.offer_plan(person, t)
keeping.offer_check(t)
keeping.show_storage(t)
keeping.show_reference(scope, t)
keeping.show_audit(scope, t)
keeping.show_versions(t)
