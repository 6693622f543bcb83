"""The floor of our pages: a bare Streamlit script that draws the same texts, tiles, figures, tables.

It has one box to choose from, and says what was chosen: as on our pages, something changes with every choice.
No menu, no filters, no buttons, nothing to fill in.
`page_contents` has put what it draws beside it; `?page=` says which page. It keeps it in memory: what it
takes is what Streamlit and the browser take. Copied into a folder of its own and run there by `streamlit
run`, with our settings, which are faster than Streamlit's own.
"""

import json
from pathlib import Path

import pandas as pd
import streamlit as st

_FOLDER = Path(__file__).parent / "contents"
_TILES_A_ROW = 4


@st.cache_resource
def load(page: str) -> dict:
    """What a page draws, as it was written down, with its tables as frames."""
    found = json.loads((_FOLDER / f"{page}.json").read_text(encoding="utf-8"))
    for choice in found["choices"]:
        for part in (choice, choice["folded"]):
            part["tables"] = [pd.read_parquet(_FOLDER / name) for name in part["tables"]]
    return found


def main() -> None:
    """Draw one page."""
    st.set_page_config(layout="wide")
    page = load(st.query_params.get("page", "overview"))
    choices = {choice["name"]: choice for choice in page["choices"]}
    chosen = choices[st.selectbox("Choice", list(choices), key="choice")]
    st.caption(chosen["name"])
    draw(chosen, "shown")
    if any(chosen["folded"].values()):
        with st.expander("More"):
            draw(chosen["folded"], "folded")


def draw(part: dict, name: str) -> None:
    """Texts, tiles, figures and tables."""
    for text in part["texts"]:
        getattr(st, text["kind"])(text["text"])
    tiles = part["tiles"]
    for start in range(0, len(tiles), _TILES_A_ROW):
        columns = st.columns(_TILES_A_ROW)
        for column, tile in zip(columns, tiles[start : start + _TILES_A_ROW], strict=False):
            column.metric(tile["label"], tile["value"], tile["delta"] or None)
    for number, figure in enumerate(part["figures"]):
        st.plotly_chart(
            json.loads(figure["spec"]),
            theme=None,
            config=json.loads(figure["config"]),
            key=f"{name}.figure.{number}",
        )
    for number, table in enumerate(part["tables"]):
        st.dataframe(table, hide_index=True, key=f"{name}.table.{number}")


if __name__ == "__main__":
    main()
