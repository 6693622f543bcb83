"""Which versions run here."""

import platform
from importlib.metadata import version

import streamlit as st

from khuyenhoc import __version__
from khuyenhoc.i18n import Translator
from khuyenhoc.store.sql import migrations


def show_versions(t: Translator) -> None:
    """App, schema, and the packages whose behaviour the safety of the figures rests on."""
    st.caption(
        t(
            "store.versions",
            app=__version__,
            schema=migrations()[-1][0],
            duckdb=version("duckdb"),
            streamlit=version("streamlit"),
            python=platform.python_version(),
        )
    )
